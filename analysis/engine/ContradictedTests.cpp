//===- ContradictedTests.cpp - Branches that earlier tests exclude --------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/ContradictedTests.h"

#include "analysis/engine/Paths.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace asyncsafe {

namespace {

/// What holds of the variable: all of these.
using Known = std::vector<Predicate>;

bool isVariable(const Place &P) { return P.Root == Place::RootKind::Local && P.Path.empty() && !P.AddressOf; }

void add(Known &To, const Predicate &P) {
  constexpr size_t Most = 8; // a chain of `else if (x == …)` excludes many values
  if (To.size() < Most && std::find(To.begin(), To.end(), P) == To.end())
    To.push_back(P);
}

/// Keeps what holds on both ways. True if \p Into changed.
bool meet(Known &Into, const Known &Other) {
  auto Only = std::remove_if(Into.begin(), Into.end(), [&](const Predicate &P) {
    return std::find(Other.begin(), Other.end(), P) == Other.end();
  });
  bool Changed = Only != Into.end();
  Into.erase(Only, Into.end());
  return Changed;
}

/// Follows one variable through one function.
class Variable {
public:
  Variable(const Function &F, const Place &P) : F(F), P(P), At(F.Blocks.size()) {
    for (BlockId Entry : entriesOf(F))
      enter(Entry, {});
    while (!Work.empty()) {
      BlockId B = Work.back();
      Work.pop_back();
      Waits[B] = false;
      visit(B);
    }
  }

  /// No path takes \p E, which leaves \p B.
  bool excludes(BlockId B, const Edge &E) const { return At[B] && !takes(behind(B), E); }

  /// Wherever \p At is reached, a test has shown that the variable is not empty.
  bool isFullAt(Position Where) const {
    if (!At[Where.Block])
      return false;
    Known Here = *At[Where.Block];
    for (unsigned I = 0; I < Where.Index; ++I)
      pass(Here, F.Blocks[Where.Block].Events[I]);
    return std::any_of(Here.begin(), Here.end(),
                       [](const Predicate &K) { return !compatible(K, {Predicate::Op::EQ, 0}); });
  }

private:
  bool asks(const Edge &E) const { return E.When && E.When->Subject == P; }

  bool takes(const Known &Here, const Edge &E) const {
    return !asks(E) || std::all_of(Here.begin(), Here.end(),
                                   [&](const Predicate &K) { return compatible(K, E.When->Test); });
  }

  Known behind(BlockId B) const {
    Known Here = *At[B];
    for (const Event &E : F.Blocks[B].Events)
      pass(Here, E);
    return Here;
  }

  void pass(Known &Here, const Event &E) const {
    if (E.kind() == EventKind::Assign && P.startsWith(E.subject())) { // also the object that it is in
      Here.clear();
      if (E.subject() == P && E.constant() && !E.adds() && !E.sets() && !E.clears())
        add(Here, {Predicate::Op::EQ, *E.constant()});
      return;
    }
    // An argument may be a reference; a method may change its object, and any call what the caller knows,
    // too.
    const std::vector<Place> &Args = E.site().Args;
    if (!isVariable(P) && E.kind() == EventKind::Call)
      Here.clear();
    if (std::find(Args.begin(), Args.end(), P) != Args.end() ||
        (E.site().This == P && !E.is(EffectKind::Interrupt)))
      Here.clear();
  }

  void visit(BlockId B) {
    Known Here = behind(B);
    for (const Event &E : F.Blocks[B].Events)
      if (E.JumpsTo != NoId)
        enter(E.JumpsTo, {});
    for (const Edge &E : F.Blocks[B].Successors) {
      if (!takes(Here, E))
        continue;
      Known There = Here;
      if (asks(E))
        add(There, E.When->Test);
      enter(E.To, There);
    }
  }

  void enter(BlockId B, const Known &With) {
    if (!At[B])
      At[B] = With;
    else if (!meet(*At[B], With))
      return;
    if (!Waits[B])
      Work.push_back(B);
    Waits[B] = true;
  }

  const Function &F;
  const Place &P;
  std::vector<std::optional<Known>> At; ///< by block: at its beginning; none: not reached
  std::vector<bool> Waits = std::vector<bool>(F.Blocks.size());
  std::vector<BlockId> Work;
};

/// Variables that something else than an assignment in their own function may change.
class Changed {
public:
  explicit Changed(const Unit &U) {
    for (FunctionId In = 0; In < U.Functions.size(); ++In)
      forEachEvent(U.Functions[In], [&](Position, const Event &E) {
        for (const Place &A : E.site().Args)
          addressed(A);
        addressed(E.other());
        addressed(E.subject());
        if (E.kind() == EventKind::Assign && E.subject().Root == Place::RootKind::Local &&
            Writer.try_emplace(E.subject(), In).first->second != In)
          Outside.insert(E.subject()); // a lambda's body
        const Place &This = E.site().This;
        if (isVariable(This) && Writer.try_emplace(This, In).first->second != In)
          Outside.insert(This);
      });
  }

  bool contains(const Place &P) const { return Outside.count(P); }

private:
  void addressed(const Place &A) {
    if (!A.AddressOf || A.Root != Place::RootKind::Local || !A.Path.empty())
      return;
    Place P = A;
    P.AddressOf = false;
    Outside.insert(std::move(P));
  }

  std::unordered_map<Place, FunctionId, PlaceHash> Writer;
  std::unordered_set<Place, PlaceHash> Outside;
};

/// Variables that several blocks test, or that one does and a call with only one result has stored to.
std::vector<Place> askedAgain(const Function &F) {
  std::unordered_map<Place, std::pair<BlockId, unsigned>, PlaceHash> Asking;
  std::vector<Place> Out;
  forEachEdge(F, [&](BlockId B, const Edge &E) {
    if (!E.When || !isVariable(E.When->Subject))
      return;
    auto [It, New] = Asking.try_emplace(E.When->Subject, B, 1);
    if (!New && It->second.first != B && ++It->second.second == 2)
      Out.push_back(E.When->Subject);
  });
  forEachEvent(F, [&](Position, const Event &E) {
    bool IsAnswer = E.kind() == EventKind::Assign && E.constant() && !E.other().isNone();
    auto It = IsAnswer ? Asking.find(E.subject()) : Asking.end();
    if (It != Asking.end() && ++It->second.second == 2)
      Out.push_back(E.subject());
  });
  return Out;
}

/// A variable, a parameter, or a field of the method's own object.
bool isNamed(const Place &P) {
  bool IsField = P.Root == Place::RootKind::This && !P.Path.empty() &&
                 std::all_of(P.Path.begin(), P.Path.end(),
                             [](const Projection &Step) { return Step.K == Projection::Kind::Field; });
  return isVariable(P) || (!P.AddressOf && (IsField || (P.Root == Place::RootKind::Param && P.Path.empty())));
}

/// `value()` of an optional: it throws only if it holds nothing.
bool mayBeEmpty(const Event &E) {
  if (!E.is(EffectKind::Interrupt) || E.effect().Raises != Source::Throw || !isNamed(E.site().This))
    return false;
  const std::string &Type = E.effect().Why->Type;
  return Type == "std::bad_optional_access" || Type == "std::bad_expected_access";
}

/// By what they ask, in the order of the first: the accesses of \p F that a test may have covered.
std::vector<std::pair<Place, std::vector<Position>>> testedAccesses(const Function &F) {
  std::unordered_set<Place, PlaceHash> Tested;
  forEachEdge(F, [&](BlockId, const Edge &E) {
    if (E.When)
      Tested.insert(E.When->Subject);
  });
  std::vector<std::pair<Place, std::vector<Position>>> Out;
  std::unordered_map<Place, size_t, PlaceHash> Known;
  forEachEvent(F, [&](Position P, const Event &E) {
    const Place &It = E.site().This;
    if (!mayBeEmpty(E) || !Tested.count(It))
      return;
    auto [Found, New] = Known.try_emplace(It, Out.size());
    if (New)
      Out.push_back({It, {}});
    Out[Found->second].second.push_back(P);
  });
  return Out;
}

} // namespace

void dropTestedAccesses(Unit &U) {
  std::optional<Changed> Elsewhere;
  for (Function &F : U.Functions) {
    std::vector<std::pair<BlockId, unsigned>> Safe;
    for (auto &[It, Asking] : testedAccesses(F)) {
      if (!Elsewhere)
        Elsewhere.emplace(U);
      if (Elsewhere->contains(It))
        continue;
      const Variable Of(F, It);
      for (const Position &P : Asking)
        if (Of.isFullAt(P))
          Safe.emplace_back(P.Block, P.Index);
    }
    std::sort(Safe.begin(), Safe.end());
    for (auto P = Safe.rbegin(); P != Safe.rend(); ++P) {
      std::vector<Event> &Events = F.Blocks[P->first].Events;
      Events.erase(Events.begin() + P->second);
    }
  }
}

void dropContradictedTests(Unit &U) {
  std::optional<Changed> Elsewhere;
  for (Function &F : U.Functions)
    for (const Place &P : askedAgain(F)) {
      if (!Elsewhere)
        Elsewhere.emplace(U);
      if (Elsewhere->contains(P))
        continue;
      Variable Of(F, P);
      for (BlockId B = 0; B < F.Blocks.size(); ++B) {
        std::vector<Edge> &Out = F.Blocks[B].Successors;
        auto Stays =
            std::stable_partition(Out.begin(), Out.end(), [&](const Edge &E) { return !Of.excludes(B, E); });
        if (Stays != Out.begin()) // otherwise the tests are not what they seem
          Out.erase(Stays, Out.end());
      }
    }
}

} // namespace asyncsafe
