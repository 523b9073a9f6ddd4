//===- Unwind.cpp - Where an interruption goes ----------------------------===//

#include "analysis/exposures/Unwind.h"

#include "analysis/exposures/Explore.h"

#include <algorithm>

namespace asyncsafe {

namespace {
/// Handlers in handlers in handlers: deeper than anyone writes.
constexpr unsigned MaxNesting = 16;

bool runsOn(const UnwindScope &Scope, Source Why) {
  return Scope.RunsOn & (1u << static_cast<unsigned>(Why));
}

/// A `throw`, or what a call that never returns surely ends with.
bool raisesForSure(const Step &Each) {
  return Each.is(EffectKind::Interrupt) && Each.effect().Sure == Certainty::Definite &&
         (Each.effect().Raises == Source::Throw || Each.effect().Raises == Source::Jump);
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
    // The author who catches std::exception takes it for every exception.
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
  // A type that only a model names: the standard's own derive from std::exception.
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
    if (Change == HoldChange::Released || Change == HoldChange::Adopted || Change == HoldChange::HandedOver)
      return true;
  }
  if (A.Object == NoPlace)
    return false;
  auto Guarded = S.Guarded.find(A.Object);
  if (Guarded != S.Guarded.end())
    for (PlaceId Name : H.Names)
      if (Guarded->second.count(Name))
        return true;
  // Stored inside an object whose destructor nobody here can read, or given to a cleanup
  // handler that nobody can: that is what it is given for.
  bool Itself = S.F->Scopes[Scope].Kind == ScopeKind::Cleanup;
  if (A.Opaque)
    for (PlaceId Name : H.Names)
      if ((Itself || Name != A.Object) && S.Places[Name].startsWith(S.Places[A.Object]))
        return true;
  return false;
}

bool Unwinder::handlerReleases(unsigned Resource, const Hold &H, BlockId Entry, const Effect &Interrupt,
                               unsigned Depth) const {
  if (Depth > MaxNesting)
    return true;
  bool Leaves = false;
  bool Releases = explore(
      Pass, Resource, H, Entry, 0,
      [&](BlockId B, unsigned, const Step &Each, const Hold &Now, HoldChange Change) {
        if (Change == HoldChange::Released || Change == HoldChange::Adopted)
          return Visit::Stop;
        bool Rethrows = Each.K == Step::Kind::Rethrow;
        if (Rethrows || (raisesForSure(Each) && !S.fallsThrough(B))) {
          Leaves |=
              strike(Resource, Now, Rethrows ? Interrupt : Each.effect(), *Each.At, Depth + 1).LeavesHeld;
          return Visit::EndPath;
        }
        Leaves |= Each.K == Step::Kind::Return;
        return Each.K == Step::Kind::Return ? Visit::EndPath : Visit::GoOn;
      });
  // A handler that neither releases nor leaves ends the program.
  return Releases || !Leaves;
}

UnwindOutcome Unwinder::walk(unsigned Resource, const Hold &H, const Effect &Interrupt, ScopeId From,
                             unsigned Depth) const {
  UnwindOutcome Out;
  if (Depth > MaxNesting)
    return Out;
  auto Unhelpful = [&](const UnwindScope &Scope) {
    if (!Out.Unhelpful)
      Out.Unhelpful = &Scope;
  };
  for (ScopeId Id = From; Id != NoId; Id = S.F->Scopes[Id].Parent) {
    const UnwindScope &Scope = S.F->Scopes[Id];
    switch (Scope.Kind) {
    case ScopeKind::Root:
      // What leaves main ends the program, and with it every resource.
      Out.LeavesHeld = !S.F->IsMain;
      return Out;
    case ScopeKind::Terminate:
      if (Interrupt.Raises != Source::Suspend && Interrupt.Raises != Source::Jump)
        return Out;
      break;
    case ScopeKind::Destroy:
    case ScopeKind::Cleanup: {
      bool Runs = Interrupt.Raises != Source::Jump &&
                  (Scope.Kind == ScopeKind::Destroy || runsOn(Scope, Interrupt.Raises));
      if (!actionReleases(Resource, H, Id))
        break;
      if (Runs)
        return Out;
      Unhelpful(Scope);
      break;
    }
    case ScopeKind::Try:
      for (const Handler &Each : Scope.Handlers) {
        Match M = match(Each, Interrupt, *S.U);
        bool Releases = handlerReleases(Resource, H, Each.Entry, Interrupt, Depth + 1);
        if (M == Match::Yes) {
          Out.LeavesHeld = !Releases;
          return Out;
        }
        if (!Releases)
          continue;
        Out.Doubtful |= M == Match::Maybe;
        Unhelpful(Scope);
      }
      break;
    }
  }
  Out.LeavesHeld = true;
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

std::vector<ScopeId> Unwinder::rethrowScopes(BlockId Entry) const {
  std::vector<ScopeId> Out;
  std::vector<bool> Seen(S.F->Blocks.size());
  std::vector<BlockId> Work{Entry};
  Seen[Entry] = true;
  while (!Work.empty()) {
    BlockId B = Work.back();
    Work.pop_back();
    for (const Step &Each : S.Blocks[B])
      if (Each.K == Step::Kind::Rethrow)
        Out.push_back(Each.At->Scope);
    for (const Edge &E : S.F->Blocks[B].Successors)
      if (!Seen[E.To]) {
        Seen[E.To] = true;
        Work.push_back(E.To);
      }
  }
  return Out;
}

bool Unwinder::leaves(const Effect &Interrupt, ScopeId From, unsigned Depth) const {
  if (Depth > MaxNesting)
    return true;
  for (ScopeId Id = From; Id != NoId; Id = S.F->Scopes[Id].Parent) {
    const UnwindScope &Scope = S.F->Scopes[Id];
    if (Scope.Kind == ScopeKind::Terminate && Interrupt.Raises != Source::Jump)
      return false;
    if (Scope.Kind != ScopeKind::Try)
      continue;
    for (const Handler &Each : Scope.Handlers) {
      if (match(Each, Interrupt, *S.U) != Match::Yes)
        continue;
      for (ScopeId Again : rethrowScopes(Each.Entry))
        if (leaves(Interrupt, Again, Depth + 1))
          return true;
      return false;
    }
  }
  return true;
}

bool Unwinder::leavesFunction(const Effect &Interrupt, const Event &At) const {
  if (Interrupt.Raises == Source::Suspend)
    return false; // the frame ends here; callers see nothing of it
  if (Interrupt.Raises == Source::Jump)
    return At.JumpsTo == NoId;
  return leaves(Interrupt, At.Scope, 0);
}

} // namespace asyncsafe
