//===- FeasiblePaths.cpp - Paths that no condition contradicts ------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/steps/FeasiblePaths.h"

namespace asyncsafe {

FeasiblePaths::FeasiblePaths(Steps &S) : S(S), Order(forwardOrder(*S.F)), Loops(loopsOf(*S.F)) {
  findRepeatedCalls();
  findWaysAside();
  // What is tested once only, and holds no constant, tells nothing about other branches.
  std::map<PlaceId, std::set<BlockId>> Tests;
  std::set<PlaceId> Stored;
  forEachEdge(*S.F, [&](BlockId B, const Edge &E) {
    if (E.When)
      if (PlaceId P = tested(E.When->Subject); P != NoPlace)
        Tests[P].insert(B);
  });
  forEachEvent(*S.F, [&](Position, const Event &E) {
    if (E.kind() == EventKind::Assign)
      if (PlaceId P = S.Places.intern(E.subject()); P != NoPlace && Tests.count(P))
        Stored.insert(P);
  });
  for (auto &[P, Blocks] : Tests) {
    if (Blocks.size() < 2 && !Stored.count(P))
      continue;
    AskedFrom.emplace(P, leadingTo({Blocks.begin(), Blocks.end()}));
  }
}

void FeasiblePaths::findWaysAside() {
  std::set<std::pair<BlockId, BlockId>> Ways;
  forEachEvent(*S.F, [&](Position At, const Event &E) {
    if (E.JumpsTo != NoId)
      Ways.emplace(At.Block, E.JumpsTo);
    for (ScopeId Id = E.Scope; Id != NoId; Id = S.F->Scopes[Id].Parent)
      for (const Handler &H : S.F->Scopes[Id].Handlers)
        Ways.emplace(At.Block, H.Entry);
  });
  for (auto [From, To] : Ways) {
    if (Aside.empty() || Aside.back().first != From)
      Aside.push_back({From, {}});
    Aside.back().second.push_back(To);
  }
}

std::vector<bool> FeasiblePaths::leadingTo(std::vector<BlockId> Asking) const {
  for (;;) {
    std::vector<bool> Leads =
        reach(*S.F, Asking, Along::Backward, [](BlockId, const Edge &) { return true; });
    for (BlockId B : Asking)
      Leads[B] = true;
    const size_t Known = Asking.size();
    for (const auto &[From, Into] : Aside)
      if (!Leads[From] && std::any_of(Into.begin(), Into.end(), [&](BlockId To) { return Leads[To]; }))
        Asking.push_back(From);
    if (Asking.size() == Known)
      return Leads;
  }
}

/// `if (is_daemon()) block(); … if (is_daemon()) restore();`
void FeasiblePaths::findRepeatedCalls() {
  std::map<std::string, PlaceId> First;
  forEachEvent(*S.F, [&](Position, const Event &E) {
    PlaceId Result = E.kind() == EventKind::Call ? S.Places.intern(E.site().Result) : NoPlace;
    if (Result == NoPlace)
      return;
    std::string Key = std::to_string(E.site().Callee) + "@" + spelling(E.site().This);
    for (size_t I = 0; I < E.site().Args.size(); ++I) {
      bool Constant = I < E.site().Constants.size() && E.site().Constants[I];
      if (E.site().Args[I].isNone() && !Constant)
        return; // what the test asks about is unknown
      Key += "," + (Constant ? std::to_string(*E.site().Constants[I]) : spelling(E.site().Args[I]));
    }
    SameCall[Result] = First.emplace(Key, Result).first->second;
  });
}

PlaceId FeasiblePaths::tested(const Place &P) const {
  PlaceId Id = S.Places.intern(P);
  auto It = SameCall.find(Id);
  return It == SameCall.end() ? Id : It->second;
}

void FeasiblePaths::add(Facts &Known, PlaceId Of, Predicate P) {
  // A chain of ten thousand `else if (x == …)` excludes as many values, on each path that goes on.
  constexpr auto MostOfOne = 32;
  Fact New{Of, P.O, P.Constant};
  auto At = std::lower_bound(Known.begin(), Known.end(), New);
  if (At != Known.end() && *At == New)
    return;
  auto OfThis = std::equal_range(Known.begin(), Known.end(), New,
                                 [](const Fact &A, const Fact &B) { return A.Of < B.Of; });
  if (OfThis.second - OfThis.first < MostOfOne || P.O == Predicate::Op::EQ)
    Known.insert(At, New);
}

bool FeasiblePaths::take(Facts &Known, BlockId From, const Edge &E) const {
  if (!S.feasible(E))
    return false;
  if (E.When) {
    PlaceId P = tested(E.When->Subject);
    if (AskedFrom.count(P)) {
      for (const Fact &F : Known)
        if (F.Of == P && !compatible({F.O, F.Constant}, E.When->Test))
          return false;
      add(Known, P, E.When->Test);
    }
  }
  // In the next turn of a loop, calls answer anew, and others may have stored what it waits for.
  if (Order[E.To] <= Order[From])
    Known.erase(std::remove_if(Known.begin(), Known.end(),
                               [&](const Fact &F) {
                                 const Place &P = S.Places[F.Of];
                                 return P.Root == Place::RootKind::Temporary ||
                                        (!isFunctionOwn(P) && mayEnd(E.To, F.Of));
                               }),
                Known.end());
  return true;
}

bool FeasiblePaths::mayEnd(BlockId Head, PlaceId Of) const {
  auto [Known, New] = Ending.try_emplace({Head, Of}, false);
  if (!New)
    return Known->second;
  bool Stores = false, Leaves = false;
  for (const LoopBlocks &Loop : Loops) {
    if (!std::binary_search(Loop.begin(), Loop.end(), Head))
      continue;
    for (BlockId B : Loop) {
      for (const Event &E : S.F->Blocks[B].Events)
        Stores |= E.kind() == EventKind::Assign && S.Places[Of].Object != NoId &&
                  E.subject().Object == S.Places[Of].Object;
      for (const Edge &E : S.F->Blocks[B].Successors)
        Leaves |=
            E.When && tested(E.When->Subject) == Of && !std::binary_search(Loop.begin(), Loop.end(), E.To);
    }
  }
  return Known->second = Stores || Leaves;
}

void FeasiblePaths::invalidate(Facts &Known, const Place &Changed) const {
  Known.erase(std::remove_if(Known.begin(), Known.end(),
                             [&](const Fact &F) { return S.Places[F.Of].startsWith(Changed); }),
              Known.end());
}

void FeasiblePaths::pass(Facts &Known, const Event &E) const {
  if (E.kind() == EventKind::Call || E.kind() == EventKind::Effect) {
    for (Place A : E.site().Args)
      if (A.AddressOf) {
        A.AddressOf = false;
        invalidate(Known, A);
      }
    return;
  }
  if (E.kind() != EventKind::Assign)
    return;
  PlaceId To = S.Places.intern(E.subject());
  if (To == NoPlace)
    return;
  Facts New;
  bool Asked = AskedFrom.count(To);
  PlaceId From = E.other().isNone() ? NoPlace : tested(E.other());
  if (Asked && (E.sets() || E.clears())) {
    if (E.sets())
      add(New, To, {Predicate::Op::Has, E.sets()});
    if (E.clears())
      add(New, To, {Predicate::Op::Lacks, E.clears()});
  } else if (Asked && E.constant() && !E.adds()) {
    add(New, To, {Predicate::Op::EQ, *E.constant()});
  } else if (Asked && (E.other().AddressOf || E.function() != NoId)) {
    add(New, To, {Predicate::Op::NE, 0});
  } else if (Asked && From != NoPlace) {
    for (const Fact &F : Known)
      if (F.Of == From)
        add(New, To, {F.O, F.Constant});
  }
  invalidate(Known, S.Places[To]);
  for (const Fact &F : New)
    add(Known, F.Of, {F.O, F.Constant});
}

void FeasiblePaths::forget(Facts &Known, BlockId B) const {
  Known.erase(
      std::remove_if(Known.begin(), Known.end(), [&](const Fact &F) { return !AskedFrom.at(F.Of)[B]; }),
      Known.end());
}

} // namespace asyncsafe
