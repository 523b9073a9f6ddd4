//===- FlagTests.cpp - Flags tested before a wait -------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/waits/FlagTests.h"
#include "analysis/engine/Paths.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace asyncsafe {

namespace {

/// A function that only returns a flag is no larger.
constexpr size_t MaxAccessorBlocks = 16;
/// `handle_signals()` and what it calls.
constexpr unsigned MaxDepth = 2;

bool isVariable(const Place &P) {
  return P.Path.empty() && (P.Root == Place::RootKind::Temporary || P.Root == Place::RootKind::Local);
}

/// The flags that the values in a function come from, and where they were read.
class Origins {
public:
  Origins(const Unit &U, const Function &F, const std::vector<bool> &Flags,
          const FixedPoint<ObjectId> &Accessor)
      : Flags(Flags) {
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events) {
        if (E.kind() == EventKind::Call && !E.site().Result.isNone()) {
          FunctionId Body = calledBy(U, E, Runs::Perhaps);
          if (Body != NoId && Accessor.solved(Body) != NoId)
            From.push_back({E.site().Result, Accessor.solved(Body), &E});
        } else if (E.kind() == EventKind::Assign && isVariable(E.subject())) {
          const Event *At = &E;
          if (ObjectId Flag = of(E.other(), At); Flag != NoId)
            From.push_back({E.subject(), Flag, At});
        }
      }
  }

  /// The flag that \p P is or was copied from; \p At is set to the read.
  ObjectId of(const Place &P, const Event *&At) const {
    if (P.Object != NoId && Flags[P.Object] && !P.AddressOf)
      return P.Object;
    for (const auto &[Value, Flag, Where] : From)
      if (Value == P) {
        At = Where;
        return Flag;
      }
    return NoId;
  }

private:
  struct Origin {
    Place Value;
    ObjectId Flag;
    const Event *At;
  };
  const std::vector<bool> &Flags;
  std::vector<Origin> From;
};

} // namespace

/// Cached for the function asked about last.
struct FlagTests::OfFunction {
  FunctionId Id = NoId;
  Origins Values;
  std::vector<bool> Waits; ///< by block
  /// For a wait in this block; … that stands behind another one there.
  std::map<std::pair<BlockId, bool>, std::vector<FlagTest>> Known;
};

FlagTests::~FlagTests() = default;

FlagTests::FlagTests(const Callees &Calls, const std::vector<Wait> &Waits, std::vector<bool> Wanted)
    : U(Calls.unit()), Flags(std::move(Wanted)), ByFunction(U.Functions.size()),
      Accessor(Calls, NoId,
               [this](FunctionId F) { return ByFunction[F].empty() ? answeredBy(U.Functions[F]) : NoId; }) {
  for (const Wait &W : Waits)
    ByFunction[W.In].push_back(&W);
  Accessor.solveAll();
}

ObjectId FlagTests::answeredBy(const Function &F) const {
  if (F.Blocks.size() > MaxAccessorBlocks)
    return NoId;
  Origins Values(U, F, Flags, Accessor);
  ObjectId Tested = NoId;
  std::vector<int64_t> Constants;
  const Event *Ignored = nullptr;
  for (const Block &B : F.Blocks) {
    for (const Event &E : B.Events) {
      if (E.kind() != EventKind::Return)
        continue;
      if (ObjectId Flag = Values.of(E.subject(), Ignored); Flag != NoId)
        return Flag;
      if (E.constant())
        Constants.push_back(*E.constant());
    }
    for (const Edge &E : B.Successors)
      if (E.When && Tested == NoId)
        Tested = Values.of(E.When->Subject, Ignored);
  }
  bool TellsApart =
      std::any_of(Constants.begin(), Constants.end(), [&](int64_t C) { return C != Constants.front(); });
  // `return stop != 0;` leaves only the Read.
  if (Tested == NoId && Constants.empty() && F.Blocks.size() == 1)
    for (const Event &E : F.Blocks[0].Events) {
      if (E.kind() == EventKind::Read && Flags[E.subject().Object])
        Tested = E.subject().Object;
      if (E.kind() == EventKind::Return && Tested == NoId)
        return NoId;
    }
  return TellsApart || (Constants.empty() && F.Blocks.size() == 1) ? Tested : NoId;
}

/// The value that is tested is the flag's own: copied, or returned by a function that returns nothing else.
bool FlagTests::tellsValue(const Event &Read, ObjectId Flag) const {
  if (Read.kind() != EventKind::Call)
    return Read.kind() != EventKind::Assign || Read.other().Object == Flag;
  FunctionId Body = calledBy(U, Read, Runs::Surely);
  if (Body == NoId)
    return false;
  const Function &F = U.Functions[Body];
  Origins Values(U, F, Flags, Accessor);
  const Event *Ignored = nullptr;
  return !hasEvent(F, [&](const Event &E) {
    return E.kind() == EventKind::Return && Values.of(E.subject(), Ignored) != Flag;
  });
}

/// The function, or a callee, resets the flag: it has handled the event.
bool FlagTests::worksOff(FunctionId Id, ObjectId Flag, unsigned Depth) const {
  for (const Block &B : U.Functions[Id].Blocks)
    for (const Event &E : B.Events) {
      if (E.kind() == EventKind::Assign && E.subject().Object == Flag && E.constant() && *E.constant() == 0)
        return true;
      if (FunctionId Body = calledBy(U, E, Runs::Perhaps);
          Body != NoId && Depth > 0 && worksOff(Body, Flag, Depth - 1))
        return true;
    }
  return false;
}

std::vector<FlagTest> FlagTests::before(const Wait &W) {
  const Function &F = U.Functions[W.In];
  if (!Last || Last->Id != W.In) {
    Last.reset(new OfFunction{W.In, Origins(U, F, Flags, Accessor), std::vector<bool>(F.Blocks.size()), {}});
    for (const Wait *Other : ByFunction[W.In])
      if (Other->E.Sure != Certainty::Unknown)
        Last->Waits[Other->Block] = true;
  }
  bool WaitsEarlier = std::any_of(ByFunction[W.In].begin(), ByFunction[W.In].end(), [&](const Wait *Other) {
    return Other->Block == W.Block && Other->Index < W.Index && Other->E.Sure != Certainty::Unknown &&
           !(Other->At->Expr == W.At->Expr);
  });
  auto [Known, New] = Last->Known.try_emplace({W.Block, WaitsEarlier});
  if (New)
    Known->second = before(W.In, W.Block, WaitsEarlier);
  return Known->second;
}

std::vector<FlagTest> FlagTests::before(FunctionId In, BlockId Block, bool WaitsEarlier) {
  const Function &F = U.Functions[In];
  const Origins &Values = Last->Values;
  // Blocks from which the wait is reached with no other wait in between, found backwards.
  std::vector<bool> ComesBack = leadingTo(F, Block);
  ComesBack[Block] = true;
  const std::vector<bool> &Waits = Last->Waits;
  // A test at the end of a block comes after what waits in it.
  std::vector<bool> Leads(F.Blocks.size());
  if (!WaitsEarlier)
    Leads = reach(
        F, {Block}, Along::Backward, [](BlockId, const Edge &) { return true; },
        [&](BlockId B) { return !Waits[B]; });

  std::map<ObjectId, FlagTest> Found;
  for (BlockId B = 0; B < F.Blocks.size(); ++B) {
    if (!Leads[B])
      continue;
    for (const Edge &E : F.Blocks[B].Successors) {
      const Event *At = nullptr;
      ObjectId Flag = E.When ? Values.of(E.When->Subject, At) : NoId;
      if (Flag == NoId)
        continue;
      if (!At)
        for (const Event &Each : F.Blocks[B].Events)
          if (Each.kind() == EventKind::Read && Each.subject().Object == Flag)
            At = &Each;
      FlagTest T;
      T.Object = Flag;
      T.At = At;
      if (At)
        T.Where = At->Expr;
      for (const Edge &Out : F.Blocks[B].Successors) {
        T.Stops |= !ComesBack[Out.To];
        if ((Out.To == Block || Leads[Out.To]) && Out.When && Out.When->Subject == E.When->Subject)
          T.GoesOn.push_back(Out.When->Test);
      }
      T.TellsValue = E.When->Subject.Object == Flag || !At || tellsValue(*At, Flag);
      auto [Known, New] = WorkedOff.try_emplace({In, Flag});
      if (New)
        Known->second = worksOff(In, Flag, MaxDepth);
      T.Matters = T.Stops || Known->second;
      FlagTest &Best = Found[Flag];
      if (Best.Object == NoId ||
          std::make_pair(T.Stops, T.Matters) > std::make_pair(Best.Stops, Best.Matters))
        Best = T;
    }
  }
  std::vector<FlagTest> Out;
  for (auto &[Flag, T] : Found)
    Out.push_back(T);
  std::sort(Out.begin(), Out.end(), [&](const FlagTest &A, const FlagTest &B) {
    if (A.Stops != B.Stops || A.Matters != B.Matters)
      return std::make_tuple(!A.Stops, !A.Matters) < std::make_tuple(!B.Stops, !B.Matters);
    return isEarlier(U.Objects[A.Object].Declared, U.Objects[B.Object].Declared);
  });
  return Out;
}

} // namespace asyncsafe
