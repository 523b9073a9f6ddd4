//===- Unwind.cpp - What an interruption meets on its way out -------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Unwind.h"

#include "analysis/engine/Effort.h"
#include "analysis/exposures/Explore.h"
#include "analysis/steps/Jumps.h"

#include <algorithm>

namespace asyncsafe {

namespace {
/// Nesting of handlers within handlers that is followed.
constexpr unsigned MaxNesting = 16;

bool runsOn(const UnwindScope &Scope, Source Why) {
  return Scope.RunsOn & (1u << static_cast<unsigned>(Why));
}

bool isCxxException(Source Why) { return Why == Source::Throw || Why == Source::Interrupt; }
} // namespace

Match match(const Handler &H, const Effect &Interrupt, const Unit &U) {
  if (Interrupt.Raises == Source::Cancel)
    return H.CatchAll || H.ForcedUnwind ? Match::Yes : Match::No;
  if (!isCxxException(Interrupt.Raises))
    return Match::No;
  if (H.CatchAll)
    return Match::Yes;
  if (Interrupt.Why->Type.empty()) {
    // A handler for std::exception is meant for every exception.
    if (Interrupt.Raises == Source::Throw && H.Type == "std::exception")
      return Match::Yes;
    return Interrupt.Raises == Source::Throw ? Match::Maybe : Match::No;
  }
  if (H.Type == Interrupt.Why->Type)
    return Match::Yes;
  auto It = U.Bases.find(Interrupt.Why->Type);
  if (It != U.Bases.end())
    return std::find(It->second.begin(), It->second.end(), H.Type) != It->second.end() ? Match::Yes
                                                                                       : Match::No;
  // A type named only by a model: those of the standard library derive from std::exception.
  bool Standard = Interrupt.Why->Type.rfind("std::", 0) == 0;
  if (Standard && H.Type == "std::exception")
    return Match::Yes;
  return Standard && H.Type.rfind("std::", 0) == 0 ? Match::Maybe : Match::No;
}

bool Unwinder::actionReleases(unsigned Resource, const Hold &H, ScopeId Scope) const {
  const ScopeAction &A = S.Scopes[Scope];
  Hold Copy = H;
  for (const Step &Each : A.Steps) {
    HoldChange Change = Pass.transferOne(Resource, Copy, Each);
    if (Change == HoldChange::Released || Change == HoldChange::Promised || Change == HoldChange::Adopted ||
        Change == HoldChange::HandedOver)
      return true;
  }
  if (A.Object == NoPlace)
    return false;
  auto Guarded = S.Guarded.find(A.Object);
  if (Guarded != S.Guarded.end())
    for (PlaceId Name : H.Names)
      if (Guarded->second.count(Name))
        return true;
  // Stored in an object whose destructor is unknown, or passed to an unknown cleanup handler: assumed to
  // be released there.
  bool Itself = S.F->Scopes[Scope].Kind == ScopeKind::Cleanup;
  if (A.Opaque)
    for (PlaceId Name : H.Names)
      if ((Itself || Name != A.Object) && S.Places[Name].startsWith(S.Places[A.Object]))
        return true;
  return false;
}

unsigned Unwinder::classOf(const Effect &Interrupt) const {
  return Classes.try_emplace({Interrupt.Raises, Interrupt.Why->Type}, static_cast<unsigned>(Classes.size()))
      .first->second;
}

HeldPaths &Unwinder::paths(unsigned Resource) const {
  if (Current != Resource) {
    Current = Resource;
    Ids = HoldIds();
    Paths = std::make_unique<HeldPaths>(Pass, Resource, Ids);
    Walks.clear();
    Handlers.clear();
    Releases.reset();
    Leaving.clear();
  }
  return *Paths;
}

ScopeId Unwinder::concerned(ScopeId From, HeldPass::Roots Roots) const {
  for (; From != NoId; From = S.F->Scopes[From].Parent) {
    ScopeKind Kind = S.F->Scopes[From].Kind;
    if ((Kind != ScopeKind::Destroy && Kind != ScopeKind::Cleanup) || (Pass.rootsOf(From) & Roots))
      break;
    Effort::add();
  }
  return From;
}

/// Follows the handler step by step.
bool Unwinder::exploredHandlerReleases(unsigned Resource, const Hold &H, BlockId Entry,
                                       const Effect &Interrupt, unsigned Depth) const {
  bool Leaves = false;
  bool Releases = explore(
      Pass, Resource, H, Entry, 0,
      [&](BlockId B, unsigned, const Step &Each, const Hold &Now, HoldChange Change) {
        if (Change == HoldChange::Released || Change == HoldChange::Promised || Change == HoldChange::Adopted)
          return Visit::Stop;
        bool Rethrows = Each.K == Step::Kind::Rethrow;
        if (Rethrows || (raisesForSure(Each) && !S.fallsThrough(B))) {
          Leaves |=
              strike(Resource, Now, Rethrows ? Interrupt : Each.effect(), *Each.At, Depth + 1).LeavesHeld;
          return Visit::EndPath;
        }
        Leaves |= Each.K == Step::Kind::Return && Change != HoldChange::HandedOver;
        return Each.K == Step::Kind::Return ? Visit::EndPath : Visit::GoOn;
      });
  // A handler that neither releases nor leaves ends the program.
  return Releases || !Leaves;
}

bool Unwinder::handlerReleases(unsigned Resource, const Hold &H, BlockId Entry, const Effect &Interrupt,
                               unsigned Depth) const {
  if (Depth > MaxNesting)
    return true;
  HeldPaths &Of = paths(Resource);
  Key K{Ids.of(H), classOf(Interrupt), Entry, Depth};
  if (auto It = Handlers.find(K); It != Handlers.end())
    return It->second;
  auto Released = [](HoldChange Change) {
    return Change == HoldChange::Released || Change == HoldChange::Promised || Change == HoldChange::Adopted;
  };
  if (!Releases)
    Releases = Of.atNotables([this, Released](BlockId B, const Step &Each, const Hold &, HoldChange Change) {
      if (Released(Change))
        return Visit::Stop;
      bool Ends = Each.K == Step::Kind::Rethrow || Each.K == Step::Kind::Return ||
                  (raisesForSure(Each) && !S.fallsThrough(B));
      return Ends ? Visit::EndPath : Visit::GoOn;
    });
  bool Releasing = Of.mayStop(*Releases, {Entry, 0}, H), Leaves = false;
  if (!Releasing) {
    auto [Leave, New] = Leaving.try_emplace({K[1], Depth});
    if (New)
      Leave->second = Of.atNotables([this, Released, Resource, Interrupt,
                                     Depth](BlockId B, const Step &Each, const Hold &Now, HoldChange Change) {
        if (Released(Change))
          return Visit::EndPath;
        bool Rethrows = Each.K == Step::Kind::Rethrow;
        if (Rethrows || (raisesForSure(Each) && !S.fallsThrough(B))) {
          const Effect &Why = Rethrows ? Interrupt : Each.effect();
          return strike(Resource, Now, Why, *Each.At, Depth + 1).LeavesHeld ? Visit::Stop : Visit::EndPath;
        }
        if (Each.K != Step::Kind::Return)
          return Visit::GoOn;
        return Change == HoldChange::HandedOver ? Visit::EndPath : Visit::Stop; // the caller's from then on
      });
    Leaves = Of.mayStop(Leave->second, {Entry, 0}, H);
  }
  // A handler that neither releases nor leaves ends the program.
  bool Out = Releasing || !Leaves;
  if (!Of.isExact() && (Releasing || Leaves))
    Out = exploredHandlerReleases(Resource, H, Entry, Interrupt, Depth);
  Handlers.emplace(K, Out);
  return Out;
}

Unwinder::Passed Unwinder::meets(unsigned Resource, const Hold &H, const Effect &Interrupt, ScopeId Id,
                                 unsigned Depth) const {
  Passed Out;
  const UnwindScope &Scope = S.F->Scopes[Id];
  auto Ends = [&](bool LeavesHeld) { Out.Ends = UnwindOutcome{LeavesHeld, false, nullptr}; };
  switch (Scope.Kind) {
  case ScopeKind::Root:
    // What leaves main ends the program, which releases every resource.
    Ends(!S.F->IsMain);
    break;
  case ScopeKind::Terminate:
    if (Interrupt.Raises != Source::Suspend && Interrupt.Raises != Source::Jump)
      Ends(false);
    break;
  case ScopeKind::Destroy:
  case ScopeKind::Cleanup: {
    bool Runs = Scope.Kind == ScopeKind::Destroy
                    ? !skipsDestructors(Interrupt)
                    : Interrupt.Raises != Source::Jump && runsOn(Scope, Interrupt.Raises);
    if (!actionReleases(Resource, H, Id))
      break;
    if (Runs)
      Ends(false);
    else
      Out.Unhelpful = true;
    break;
  }
  case ScopeKind::Try:
    for (const Handler &Each : Scope.Handlers) {
      Match M = match(Each, Interrupt, *S.U);
      bool Releases = handlerReleases(Resource, H, Each.Entry, Interrupt, Depth + 1);
      if (M == Match::Yes) {
        Ends(!Releases);
        break;
      }
      if (!Releases)
        continue;
      Out.Doubtful |= M == Match::Maybe;
      Out.Unhelpful = true;
    }
    break;
  }
  return Out;
}

UnwindOutcome Unwinder::walk(unsigned Resource, const Hold &H, const Effect &Interrupt, ScopeId From,
                             unsigned Depth) const {
  UnwindOutcome Out;
  if (Depth > MaxNesting)
    return Out;
  // Walks out to a scope whose outcome is known, then back: outer scopes keep what an inner scope adds.
  paths(Resource);
  HeldPass::Roots Roots = Pass.rootsOf(H);
  Key K{Ids.of(H), classOf(Interrupt), From, Depth};
  std::vector<std::pair<ScopeId, Passed>> Way;
  Out.LeavesHeld = true;
  for (ScopeId Id = concerned(From, Roots); Id != NoId; Id = concerned(S.F->Scopes[Id].Parent, Roots)) {
    K[2] = Id;
    if (auto It = Walks.find(K); It != Walks.end()) {
      Out = It->second;
      break;
    }
    Way.emplace_back(Id, meets(Resource, H, Interrupt, Id, Depth));
    if (Way.back().second.Ends) {
      Out = *Way.back().second.Ends;
      break;
    }
  }
  for (auto It = Way.rbegin(); It != Way.rend(); ++It) {
    Out.Doubtful |= It->second.Doubtful;
    if (It->second.Unhelpful)
      Out.Unhelpful = &S.F->Scopes[It->first];
    K[2] = It->first;
    Walks.emplace(K, Out);
  }
  return Out;
}

UnwindOutcome Unwinder::strike(unsigned Resource, const Hold &H, const Effect &Interrupt, const Event &At,
                               unsigned Depth) const {
  if (Interrupt.Raises != Source::Jump || At.JumpsTo == NoId)
    return walk(Resource, H, Interrupt, At.Scope, Depth);
  UnwindOutcome Out;
  Out.LeavesHeld = !handlerReleases(Resource, H, At.JumpsTo, Interrupt, Depth);
  return Out;
}

UnwindOutcome Unwinder::outcome(unsigned Resource, const Hold &H, const Effect &Interrupt,
                                const Event &At) const {
  return strike(Resource, H, Interrupt, At, 0);
}

const std::vector<ScopeId> &Unwinder::rethrowScopes(BlockId Entry) const {
  auto [It, New] = Rethrows.try_emplace(Entry);
  std::vector<ScopeId> &Out = It->second;
  if (!New)
    return Out;
  std::vector<bool> Behind = reach(*S.F, {Entry}, Along::Forward, [](BlockId, const Edge &) { return true; });
  Behind[Entry] = true;
  for (BlockId B = 0; B < S.Blocks.size(); ++B)
    for (const Step &Each : S.Blocks[B])
      if (Behind[B] && Each.K == Step::Kind::Rethrow)
        Out.push_back(Each.At->Scope);
  return Out;
}

bool Unwinder::leaves(const Effect &Interrupt, ScopeId From, unsigned Depth) const {
  if (Depth > MaxNesting)
    return true;
  auto [Known, New] = Leaves.try_emplace(Key{0, classOf(Interrupt), From, Depth}, true);
  if (!New)
    return Known->second;
  auto Answer = [&] {
    for (ScopeId Id = From; Id != NoId; Id = S.F->Scopes[Id].Parent) {
      const UnwindScope &Scope = S.F->Scopes[Id];
      if (Scope.Kind == ScopeKind::Terminate && Interrupt.Raises != Source::Jump)
        return false;
      if (Scope.Kind != ScopeKind::Try)
        continue;
      for (const Handler &Each : Scope.Handlers) {
        if (match(Each, Interrupt, *S.U) != Match::Yes)
          continue;
        const std::vector<ScopeId> &Again = rethrowScopes(Each.Entry);
        return std::any_of(Again.begin(), Again.end(),
                           [&](ScopeId Scope) { return leaves(Interrupt, Scope, Depth + 1); });
      }
    }
    return true;
  }();
  return Leaves[Key{0, classOf(Interrupt), From, Depth}] = Answer;
}

bool Unwinder::leavesFunction(const Effect &Interrupt, const Event &At) const {
  if (Interrupt.Raises == Source::Suspend)
    return false; // the frame ends here, and callers see nothing
  if (Interrupt.Raises == Source::Jump)
    return At.JumpsTo == NoId;
  return leaves(Interrupt, At.Scope, 0);
}

} // namespace asyncsafe
