//===- HeldPaths.cpp - Paths on which a resource is held ------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/HeldPaths.h"

#include "analysis/engine/Effort.h"

#include <algorithm>
#include <set>

namespace asyncsafe {

size_t HoldIds::Hash::operator()(const Hold &H) const {
  size_t Out = 0;
  for (const PlaceSet *Set : {&H.Names, &H.Results, &H.Owners, &H.Promised}) {
    for (PlaceId Id : *Set)
      Out = (Out ^ Id) * 0x9e3779b97f4a7c15;
    Out = (Out ^ 0xff) * 0x9e3779b97f4a7c15;
  }
  return Out ^ (Out >> 31);
}

unsigned HoldIds::of(const Hold &H) {
  return Ids.try_emplace(H, static_cast<unsigned>(Ids.size())).first->second;
}

const HeldPaths::Run::Holding &HeldPaths::Run::at(unsigned Index) const {
  auto It = std::upper_bound(Holdings.begin(), Holdings.end(), Index,
                             [](unsigned I, const Holding &H) { return I < H.First; });
  return *--It;
}

/// All runs that begin at the acquisition are one: the hold before it does not matter.
HeldPaths::RunId HeldPaths::runAt(Position From, const Hold &H) {
  const std::vector<Step> &Steps = S.Blocks[From.Block];
  if (From.Index < Steps.size() && &Steps[From.Index] == Pass.resources()[Resource].Acquire) {
    if (!Acquiring)
      Acquiring = add(From, H);
    return *Acquiring;
  }
  unsigned Id = Ids.of(H);
  for (RunId R : RunsOf[From.Block]) {
    const Run &Known = Runs[R];
    if (Known.From <= From.Index && From.Index < Known.End && Known.at(From.Index).Id == Id && R != Acquiring)
      return R;
  }
  return add(From, H);
}

/// Goes through a block as explore() does.
HeldPaths::RunId HeldPaths::add(Position From, Hold H) {
  const std::vector<Step> &Steps = S.Blocks[From.Block];
  const std::vector<unsigned> &Ends = Pass.ends(From.Block);
  auto NextEnd = std::lower_bound(Ends.begin(), Ends.end(), From.Index);
  const Step *Acquire = Pass.resources()[Resource].Acquire;
  Run New;
  New.B = From.Block;
  New.From = From.Index;
  New.End = static_cast<unsigned>(Steps.size());
  New.Leaves = true;
  auto Note = [&](unsigned I) {
    unsigned Id = Ids.of(H);
    if (New.Holdings.empty() || New.Holdings.back().Id != Id)
      New.Holdings.push_back({I, Id, H});
  };
  Note(From.Index);
  HeldPass::Roots Roots = Pass.rootsOf(H);
  for (unsigned I = From.Index; I < Steps.size() && New.Leaves; ++I) {
    HoldChange Change = HoldChange::None;
    if ((&Steps[I] == Acquire || (Pass.rootsOf(New.B, I) & Roots)) && Pass.concerns(Resource, H, Steps[I])) {
      Pass.renewed(Resource, H, Steps[I]);
      Note(I);
      Change = Pass.transferOne(Resource, H, Steps[I]);
      Roots = Pass.rootsOf(H);
      bool Again = Change == HoldChange::Acquired && I != From.Index;
      New.Leaves = H.MayBeHeld && !Again;
      if (New.Leaves)
        Note(I + 1);
      else
        New.End = I + 1;
    }
    bool CanEnd = NextEnd != Ends.end() && *NextEnd == I;
    NextEnd += CanEnd;
    if (CanEnd || Change != HoldChange::None)
      New.Notables.push_back({I, Change});
  }
  Effort::add(New.End - New.From);
  RunsOf[From.Block].push_back(static_cast<RunId>(Runs.size()));
  Runs.push_back(std::move(New));
  return static_cast<RunId>(Runs.size() - 1);
}

HeldPaths::RunId HeldPaths::entering(BlockId B, Hold H) {
  unsigned Id = Ids.of(H);
  std::optional<RunId> Same;
  for (RunId R : RunsOf[B]) {
    if (Runs[R].From != 0 || R == Acquiring)
      continue;
    if (Runs[R].Holdings.front().Id == Id)
      Same = R;
    else
      Ambiguous = Ambiguous || Runs[R].Entered;
  }
  if (!Same)
    Same = add({B, 0}, std::move(H));
  Runs[*Same].Entered = true;
  return *Same;
}

std::vector<HeldPaths::RunId> HeldPaths::next(RunId R) {
  if (Runs[R].Next)
    return *Runs[R].Next;
  std::vector<RunId> Out;
  if (Runs[R].Leaves)
    for (const Edge &E : S.F->Blocks[Runs[R].B].Successors) {
      if (!S.feasible(E))
        continue;
      Hold There = Runs[R].Holdings.back().H;
      Pass.followOne(Resource, There, E);
      if (There.MayBeHeld)
        Out.push_back(entering(E.To, std::move(There)));
    }
  Runs[R].Next = Out;
  return Out;
}

HeldPaths::Question HeldPaths::atNotables(AtNotable Asks) const {
  Question Q;
  Q.Asks = [this, Asks = std::move(Asks)](const Run &R) {
    std::vector<Mark> Out;
    for (const Run::Notable &N : R.Notables)
      if (Visit V = Asks(R.B, S.Blocks[R.B][N.Index], R.at(N.Index).H, N.Change); V != Visit::GoOn)
        Out.push_back({N.Index, N.Index + 1, V});
    return Out;
  };
  return Q;
}

const std::vector<HeldPaths::Mark> &HeldPaths::marks(Question &Q, RunId R) {
  if (Q.Marks.size() <= R)
    Q.Marks.resize(Runs.size());
  if (!Q.Marks[R])
    Q.Marks[R] = Q.Asks(Runs[R]);
  return *Q.Marks[R];
}

const HeldPaths::Mark *HeldPaths::markFrom(Question &Q, RunId R, unsigned Index) {
  const std::vector<Mark> &All = marks(Q, R);
  auto It = std::partition_point(All.begin(), All.end(), [&](const Mark &M) { return M.Last <= Index; });
  return It == All.end() ? nullptr : &*It;
}

signed char &HeldPaths::known(Question &Q, RunId R) {
  if (Q.Known.size() <= R)
    Q.Known.resize(R + 1, -1);
  return Q.Known[R];
}

bool HeldPaths::solve(Question &Q, RunId Wanted) {
  if (known(Q, Wanted) >= 0)
    return known(Q, Wanted) > 0;
  // The runs after the first one that are not known yet, and the predecessors of each.
  std::vector<RunId> New{Wanted}, True;
  std::unordered_map<RunId, std::vector<RunId>> From;
  From[Wanted];
  for (size_t I = 0; I < New.size(); ++I) {
    RunId Here = New[I];
    if (const Mark *M = markFrom(Q, Here, Runs[Here].From)) {
      if (M->Says == Visit::Stop)
        True.push_back(Here);
      continue;
    }
    for (RunId N : next(Here)) {
      if (known(Q, N) == 0)
        continue;
      if (known(Q, N) > 0) {
        True.push_back(Here);
        continue;
      }
      auto [It, Fresh] = From.try_emplace(N);
      It->second.push_back(Here);
      if (Fresh)
        New.push_back(N);
    }
  }
  Effort::add(New.size());
  for (RunId R : New)
    known(Q, R) = 0;
  while (!True.empty()) {
    RunId R = True.back();
    True.pop_back();
    if (known(Q, R) > 0)
      continue;
    known(Q, R) = 1;
    True.insert(True.end(), From[R].begin(), From[R].end());
  }
  return known(Q, Wanted) > 0;
}

/// To the first position after the beginning of a known run at which explore() would stop.
Position HeldPaths::follow(Question &Q, RunId R) {
  std::vector<RunId> Way{R};
  std::set<RunId> Seen{R};
  std::optional<Position> Out;
  while (!Out && !Way.empty()) {
    RunId Here = Way.back();
    if (auto Known = Q.Found.find(Here); Known != Q.Found.end()) {
      Out = Known->second;
    } else if (const Mark *M = markFrom(Q, Here, Runs[Here].From)) {
      Out = Position{Runs[Here].B, std::max(M->First, Runs[Here].From)};
    } else {
      std::vector<RunId> Next = next(Here);
      auto It = std::find_if(Next.rbegin(), Next.rend(),
                             [&](RunId N) { return solve(Q, N) && Seen.insert(N).second; });
      if (It != Next.rend())
        Way.push_back(*It);
      else
        Way.pop_back();
    }
  }
  for (RunId Each : Way)
    Q.Found.emplace(Each, *Out);
  return *Out;
}

HeldPaths::Answer HeldPaths::firstStop(Question &Q, Position From, const Hold &H) {
  RunId R = runAt(From, H);
  if (const Mark *M = markFrom(Q, R, From.Index)) {
    if (M->Says != Visit::Stop)
      return {std::nullopt, M->Last};
    return {Position{From.Block, std::max(M->First, From.Index)}, std::max(M->First, From.Index) + 1};
  }
  std::vector<RunId> Next = next(R);
  unsigned Until = Runs[R].End;
  for (auto It = Next.rbegin(); It != Next.rend(); ++It)
    if (solve(Q, *It))
      return {follow(Q, *It), Until};
  return {std::nullopt, Until};
}

bool HeldPaths::mayStop(Question &Q, Position From, const Hold &H, unsigned *Until) {
  RunId R = runAt(From, H);
  const Mark *M = markFrom(Q, R, From.Index);
  if (Until)
    *Until = M ? M->Last : Runs[R].End;
  if (M)
    return M->Says == Visit::Stop;
  bool Stops = false;
  for (RunId N : next(R))
    Stops = solve(Q, N) || Stops;
  return Stops;
}

} // namespace asyncsafe
