//===- PathSteps.cpp - What a function does with the result of a wait -----===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/waits/PathSteps.h"

#include "analysis/handlers/HandlerFacts.h"
#include "analysis/waits/AfterWait.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// `ret` of the callee or of a later call, which the code does not name.
bool isTemporary(const Place &P) { return P.Root == Place::RootKind::Temporary; }

/// A call answered by a model row is several events.
bool isSameCall(const PathStep &A, const PathStep &B) {
  return A.K == PathStep::Kind::Call && B.K == PathStep::Kind::Call && A.At->Expr == B.At->Expr &&
         A.At->site().Callee == B.At->site().Callee;
}

bool doesNothing(const Block &B) {
  return std::none_of(B.Events.begin(), B.Events.end(), [](const Event &E) {
    return E.kind() != EventKind::Read && E.kind() != EventKind::Destroy;
  });
}

bool endsPath(const PathStep &S) {
  return S.K == PathStep::Kind::Return || S.K == PathStep::Kind::End || S.K == PathStep::Kind::Leave;
}

} // namespace

PathSteps::PathSteps(const Unit &U, const CalleeSummaries &Summaries, FunctionId Id, const Place &Watched)
    : F(U.Functions[Id]), Summaries(Summaries), Blocks(F.Blocks.size()), Watches(!Watched.isNone()) {
  collectSlots(Watched);
  collectAcquired();
  for (BlockId B = 0; B < Blocks.size(); ++B) {
    PathBlock &Into = Blocks[B];
    for (unsigned I = 0; I < F.Blocks[B].Events.size(); ++I) {
      std::optional<PathStep> S = step(F.Blocks[B].Events[I]);
      if (!S)
        continue;
      if (!Into.Steps.empty() && isSameCall(Into.Steps.back(), *S)) {
        Into.Steps.back().Tries |= S->Tries;
        continue;
      }
      S->Index = I;
      Into.Steps.push_back(std::move(*S));
    }
    for (const Edge &E : F.Blocks[B].Successors) {
      PathEdge To;
      To.To = E.To;
      To.IsIdle = E.IsIdle && doesNothing(F.Blocks[B]);
      if (E.When) {
        To.HasTest = true;
        To.Subject = slotOf(E.When->Subject);
        To.Test = E.When->Test;
        To.Object = E.When->Subject.Object;
        WithEintr |= To.Test.Constant == EintrNumber || To.Test.Constant == -EintrNumber;
        ForEintr |= To.Subject == ErrnoSlot && To.Test.Constant == EintrNumber;
      }
      Into.Edges.push_back(To);
    }
  }
  findAsked();
  findOnlyWays();
}

SlotId PathSteps::slotOf(const Place &P) const {
  if (P.isNone())
    return NoSlot;
  auto It = Slots.find(P);
  return It == Slots.end() ? NoSlot : It->second;
}

void PathSteps::collectSlots(const Place &Watched) {
  auto Ask = [&](const Place &P) {
    if (!P.isNone())
      Slots.try_emplace(P, static_cast<SlotId>(Slots.size()));
  };
  Place Errno;
  Errno.Root = Place::RootKind::Global;
  Errno.Name = "errno";
  Ask(Errno);
  Ask(Watched);
  for (const Block &B : F.Blocks) {
    for (const Event &E : B.Events) {
      if (E.kind() == EventKind::Assign)
        Ask(E.other());
      if (E.kind() == EventKind::Return || E.kind() == EventKind::Use)
        Ask(E.subject());
      if (E.kind() == EventKind::Use && E.use() != UseKind::Look)
        Counts.push_back(slotOf(E.subject()));
    }
    for (const Edge &E : B.Successors)
      if (E.When)
        Ask(E.When->Subject);
  }
}

/// `fd = accept(…)` in a function that tests for EINTR: later uses of `fd` matter.
void PathSteps::collectAcquired() {
  bool Asks = false;
  forEachEdge(F, [&](BlockId, const Edge &E) {
    Asks |= E.When && slotOf(E.When->Subject) == ErrnoSlot && E.When->Test.Constant == EintrNumber;
  });
  if (!Asks)
    return;
  for (const Block &B : F.Blocks) {
    std::vector<Place> Results;
    const Event *Waits = nullptr;
    for (const Event &E : B.Events) {
      if (E.is(EffectKind::Block))
        Waits = &E;
      else if (E.is(EffectKind::Acquire) && isHandle(E.effect().Resource) && Waits && E.Expr == Waits->Expr)
        Results.push_back(E.site().Result);
      else if (E.kind() == EventKind::Assign && isTemporary(E.other()) &&
               std::find(Results.begin(), Results.end(), E.other()) != Results.end())
        if (SlotId S = slotOf(E.subject()); S != NoSlot)
          Acquired.push_back(S);
    }
  }
}

/// \p P and the places that extend its path.
std::vector<SlotId> PathSteps::startingWith(Place P) const {
  std::vector<SlotId> Out;
  for (auto It = Slots.lower_bound(P); It != Slots.end() && It->first.startsWith(P); ++It)
    Out.push_back(It->second);
  return Out;
}

/// The callee may write to a place whose address it gets.
std::vector<SlotId> PathSteps::writtenThrough(const Event &Call) const {
  std::vector<SlotId> Out;
  for (Place A : Call.site().Args) {
    if (!A.AddressOf)
      continue;
    A.AddressOf = false;
    A.Path.clear();
    std::vector<SlotId> Here = startingWith(A);
    Out.insert(Out.end(), Here.begin(), Here.end());
  }
  return Out;
}

/// A parameter or local as a whole.
static bool isOwnVariable(const Place &P) {
  return P.Path.empty() && !P.AddressOf &&
         (P.Root == Place::RootKind::Param || P.Root == Place::RootKind::Local);
}

void PathSteps::findOnlyWays() {
  Constant.resize(Slots.size());
  for (const auto &[P, Slot] : Slots)
    Constant[Slot] = P.Root == Place::RootKind::Param && isOwnVariable(P) && P.Index < F.Parameters.size() &&
                     !F.Parameters[P.Index].IsReference;
  std::vector<unsigned> Ways(Blocks.size());
  OnlyWay.resize(Blocks.size());
  for (BlockId From = 0; From < Blocks.size(); ++From) {
    for (const PathStep &S : Blocks[From].Steps)
      for (SlotId Gone : S.Forgets)
        Constant[Gone] = false;
    for (const PathEdge &E : Blocks[From].Edges)
      OnlyWay[E.To] = ++Ways[E.To] == 1 ? Way{From, &E} : Way();
  }
}

std::vector<std::pair<SlotId, Predicate>> PathSteps::givenAt(BlockId B) const {
  std::vector<std::pair<SlotId, Predicate>> Out;
  std::vector<bool> Seen(Blocks.size());
  while (B != 0 && !Seen[B] && OnlyWay[B].Over) {
    Seen[B] = true;
    const PathEdge &E = *OnlyWay[B].Over;
    if (E.HasTest && E.Subject != NoSlot && Constant[E.Subject])
      Out.emplace_back(E.Subject, E.Test);
    B = OnlyWay[B].From;
  }
  return Out;
}

std::optional<PathStep> PathSteps::step(const Event &E) const {
  PathStep S;
  S.At = &E;
  switch (E.kind()) {
  case EventKind::Read:
    return S;
  case EventKind::Assign:
    S.K = PathStep::Kind::Assign;
    S.Subject = slotOf(E.subject());
    S.From = slotOf(E.other());
    S.Forgets = startingWith(E.subject());
    S.Changes = S.Subject != ErrnoSlot && !isTemporary(E.subject()) && !isTemporary(E.other());
    return S;
  case EventKind::Use:
    S.K = PathStep::Kind::Use;
    S.From = slotOf(E.subject());
    return S;
  case EventKind::Return:
    S.K = PathStep::Kind::Return;
    S.From = slotOf(E.subject());
    return S;
  case EventKind::Throw:
    S.K = PathStep::Kind::Leave;
    return S;
  case EventKind::Effect:
  case EventKind::Call:
  case EventKind::Destroy:
    break;
  }
  CalleeId Id = E.site().Callee;
  if (Id == NoId)
    return std::nullopt;
  if (Summaries.neverReturnsFrom(E)) {
    S.K = PathStep::Kind::End;
  } else if (E.is(EffectKind::Interrupt) && E.effect().Raises == Source::Jump) {
    S.K = PathStep::Kind::Leave;
  } else {
    S.K = PathStep::Kind::Call;
    S.Forgets = writtenThrough(E);
    for (const Place &A : E.site().Args)
      if (SlotId Slot = slotOf(A); std::find(Counts.begin(), Counts.end(), Slot) != Counts.end())
        S.Given.push_back(Slot);
    if (!E.is(EffectKind::Release))
      for (const Place &A : E.site().Args)
        if (SlotId Slot = slotOf(A);
            Slot != NoSlot && std::find(Acquired.begin(), Acquired.end(), Slot) != Acquired.end())
          S.Handles.push_back(Slot);
    S.KeepsErrno = Summaries.keepsErrno(Id);
    S.TellsErrno = Summaries.tellsErrno(Id) ||
                   std::any_of(E.site().Args.begin(), E.site().Args.end(),
                               [&](const Place &A) { return !A.AddressOf && slotOf(A) == ErrnoSlot; });
    const Place &Result = E.site().Result;
    S.IsUsed = !Result.isNone() && (!isTemporary(Result) || slotOf(Result) != NoSlot);
    S.Tries = S.IsUsed && E.is(EffectKind::Block) && !E.effect().Subject.isNone();
  }
  return S;
}

//===--- What is asked later --------------------------------------------------===//

/// Backward over the function: a slot is needed before its use, back to where it gets another value.
void PathSteps::findAsked() {
  size_t Words = Slots.size() / 64 + 1;
  Asked.assign(Blocks.size(), Bits(Words));
  std::vector<std::vector<BlockId>> Into(Blocks.size());
  for (BlockId B = 0; B < Blocks.size(); ++B)
    for (const PathEdge &E : Blocks[B].Edges)
      Into[E.To].push_back(B);
  std::vector<BlockId> Work;
  std::vector<bool> Queued(Blocks.size(), true);
  for (BlockId B = 0; B < Blocks.size(); ++B)
    Work.push_back(B); // starting with the last block, which is often the end
  while (!Work.empty()) {
    BlockId B = Work.back();
    Work.pop_back();
    Queued[B] = false;
    Bits Now = askedBefore(Blocks[B]);
    if (Now == Asked[B])
      continue;
    Asked[B] = std::move(Now);
    for (BlockId Before : Into[B])
      if (!Queued[Before]) {
        Queued[Before] = true;
        Work.push_back(Before);
      }
  }
}

PathSteps::Bits PathSteps::askedBefore(const PathBlock &B) const {
  Bits Set(Slots.size() / 64 + 1);
  auto Ask = [&](SlotId S) {
    if (S != NoSlot)
      Set[S / 64] |= uint64_t(1) << (S % 64);
  };
  for (const PathEdge &E : B.Edges) {
    for (size_t I = 0; I < Set.size(); ++I)
      Set[I] |= Asked[E.To][I];
    Ask(E.Subject);
  }
  for (auto S = B.Steps.rbegin(); S != B.Steps.rend(); ++S) {
    if (endsPath(*S))
      std::fill(Set.begin(), Set.end(), 0);
    for (SlotId Gone : S->Forgets)
      Set[Gone / 64] &= ~(uint64_t(1) << (Gone % 64));
    Ask(S->From);
    if (S->TellsErrno)
      Ask(ErrnoSlot);
    for (SlotId Handle : S->Handles)
      Ask(Handle);
    if (S->K == PathStep::Kind::Assign && S->At->adds())
      Ask(S->Subject); // its new value depends on the old one
  }
  return Set;
}

} // namespace asyncsafe
