//===- ReadyFirst.cpp - Calls made only when ready ------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/waits/ReadyFirst.h"

#include "analysis/engine/Paths.h"

#include <algorithm>

namespace asyncsafe {

bool tellsWhatIsReady(const Event &E) {
  return E.is(EffectKind::Block) && E.effect().Wait->Signal == OnSignal::Fails &&
         (E.effect().OtherValue || !E.effect().Other.isNone()) &&
         E.effect().Success == Predicate{Predicate::Op::GE, 0};
}

/// \p E does so, or calls a function that does: a wrapper of `poll`.
bool ReadyFirst::asks(const Event &E) const {
  if (tellsWhatIsReady(E))
    return true;
  FunctionId Body = calledBy(U, E, Runs::Surely);
  if (Body == NoId)
    return false;
  const std::vector<Block> &Blocks = U.Functions[Body].Blocks;
  return std::any_of(Blocks.begin(), Blocks.end(), [](const Block &B) {
    return std::any_of(B.Events.begin(), B.Events.end(), tellsWhatIsReady);
  });
}

bool ReadyFirst::tells(FunctionId In, const Event &At) {
  const Function &F = U.Functions[In];
  for (BlockId B = 0; B < F.Blocks.size(); ++B)
    for (unsigned I = 0; I < F.Blocks[B].Events.size(); ++I)
      if (&F.Blocks[B].Events[I] == &At)
        return tells(In, B, I, At);
  return false;
}

/// A variable of \p F that holds nothing but results of its calls: no caller has asked for it.
static bool isObtainedHere(const Function &F, const Place &P) {
  if (P.Root != Place::RootKind::Local || !P.Path.empty())
    return false;
  bool Given = false;
  forEachEvent(F, [&](Position, const Event &E) {
    Given |= E.kind() == EventKind::Assign && E.subject() == P && !E.constant() &&
             E.other().Root != Place::RootKind::Temporary;
  });
  return !Given;
}

bool ReadyFirst::isReady(const Callees &Calls, const Wait &W) {
  bool Here =
      W.isOwn() ? tells(W.In, W.Block, W.Index, *W.At) : comesBehind(W.In, W.Block, W.Index, /*Each=*/false);
  return Here ||
         (!isObtainedHere(U.Functions[W.In], W.E.Subject) && isCalledForReady(Calls, W.In, MaxCallers));
}

bool ReadyFirst::isCalledForReady(const Callees &Calls, FunctionId F, unsigned Depth) {
  if (Taken.empty())
    Taken = addressesTaken(U);
  const std::vector<CallEdge> &Callers = Calls.callers(F);
  if (Callers.empty())
    return Taken[F] && !Calls.startsThread(F);
  auto [It, New] = ForReady.try_emplace({F, Depth});
  if (New && Depth)
    It->second = std::all_of(Callers.begin(), Callers.end(), [&](const CallEdge &C) {
      return comesBehind(C.From, C.Block, C.Index, /*Each=*/false) ||
             isCalledForReady(Calls, C.From, Depth - 1);
    });
  return It->second;
}

bool ReadyFirst::tells(FunctionId In, BlockId At, unsigned Index, const Event &Call) {
  const Place &Subject = Call.effect().Subject;
  if ((Subject.isNone() && !Call.effect().SubjectValue) || tellsWhatIsReady(Call))
    return false;
  // One of several: the next iteration concerns another one.
  bool Several = std::any_of(Subject.Path.begin(), Subject.Path.end(),
                             [](const Projection &Step) { return Step.K == Projection::Kind::Index; });
  return comesBehind(In, At, Index, !Several);
}

bool ReadyFirst::comesBehind(FunctionId In, BlockId At, unsigned Index, bool Each) {
  const Function &F = U.Functions[In];
  auto Asks = [this](const Event &E) { return asks(E); };
  auto [Found, New] = Known.try_emplace(In);
  Blocks &Of = Found->second;
  if (New) {
    Of.Entered = reachableFrom(F, 0);
    for (const Block &B : F.Blocks)
      Of.Tells.push_back(std::any_of(B.Events.begin(), B.Events.end(), Asks));
    Of.Any = std::find(Of.Tells.begin(), Of.Tells.end(), true) != Of.Tells.end();
  }
  if (!Of.Any && (At == 0 || Of.Entered[At]))
    return false;
  const std::vector<Event> &Own = F.Blocks[At].Events;
  if (std::any_of(Own.begin(), Own.begin() + Index, Asks))
    return true;
  std::vector<bool> Tells = Of.Tells;
  Tells[At] = false; // later events do not count
  std::vector<BlockId> Starts;
  if (At != 0 && !Tells[0])
    Starts.push_back(0);
  if (Each)
    Starts.push_back(At);
  auto All = [](BlockId, const Edge &) { return true; };
  if (reach(F, Starts, Along::Forward, All, [&](BlockId B) { return !Tells[B]; })[At])
    return false;
  return At != 0;
}

} // namespace asyncsafe
