//===- HeldFlow.cpp - Where each resource is held -------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/HeldFlow.h"

#include "analysis/engine/Loops.h"

#include <unordered_map>

namespace asyncsafe {

HeldFlow::HeldFlow(const HeldPass &Pass, size_t MaxVisits)
    : Pass(Pass), S(Pass.steps()), Into(*S.F), Rank(forwardOrder(*S.F)), Visits(MaxVisits),
      Entries(entriesOf(*S.F)), Reached(reachedOver(*S.F, [&](const Edge &E) { return S.feasible(E); })),
      Origins(Pass.resources().size(), Position{NoId, 0}), Slots(S.Blocks.size(), NoId),
      EnteredFree(S.Blocks.size(), NoId) {
  std::unordered_map<const Step *, unsigned> AcquiredBy;
  for (unsigned R = 0; R < Pass.resources().size(); ++R)
    if (const Step *Acquire = Pass.resources()[R].Acquire)
      AcquiredBy.emplace(Acquire, R);
  for (BlockId B = 0; B < S.Blocks.size(); ++B)
    for (unsigned I = 0; I < S.Blocks[B].size(); ++I)
      if (auto It = AcquiredBy.find(&S.Blocks[B][I]); It != AcquiredBy.end())
        Origins[It->second] = {B, I};
}

bool HeldFlow::solve(unsigned R) {
  for (const Member &M : Members)
    Slots[M.B] = NoId;
  Members.clear();
  Resource = R;
  Origin = Origins[R].Block;
  if (Origin == NoId)
    for (BlockId B : Entries)
      enter(B, Pass.atEntry(R));
  else if (Reached[Origin])
    push(Origin);
  else
    return true;
  if (!settle())
    return false;
  // Joins the paths on which it is not held.
  for (size_t I = 0; I < Members.size(); ++I)
    if (isAlsoEnteredFree(Members[I].B))
      enter(Members[I].B, Hold());
  if (!settle())
    return false;
  if (Origin != NoId && Slots[Origin] == NoId) {
    Slots[Origin] = static_cast<unsigned>(Members.size());
    Members.push_back({Origin, Hold()});
  }
  std::sort(Members.begin(), Members.end(), [](const Member &A, const Member &B) { return A.B < B.B; });
  return true;
}

bool HeldFlow::settle() {
  while (!Work.empty()) {
    if (Visits-- == 0)
      return false;
    BlockId B = Work.top().second;
    Work.pop();
    Hold H;
    if (Slots[B] != NoId) {
      Members[Slots[B]].Queued = false;
      H = Members[Slots[B]].H;
    }
    go(Resource, B, std::move(H), [](const Here &) {});
    leave(B, End);
  }
  return true;
}

void HeldFlow::leave(BlockId B, const Hold &H) {
  for (const Edge &E : S.F->Blocks[B].Successors) {
    if (!S.feasible(E))
      continue;
    Hold There = H;
    Pass.followOne(Resource, There, E);
    if (There.MayBeHeld || Slots[E.To] != NoId)
      enter(E.To, There);
    else
      EnteredFree[E.To] = Resource;
  }
}

void HeldFlow::enter(BlockId B, const Hold &H) {
  unsigned &Slot = Slots[B];
  bool New = Slot == NoId;
  if (New) {
    Slot = static_cast<unsigned>(Members.size());
    Members.push_back({B, H});
  }
  if ((New || HeldPass::joinOne(Members[Slot].H, H)) && !Members[Slot].Queued) {
    Members[Slot].Queued = true;
    push(B);
  }
}

/// A path to \p B exists on which the resource is never held.
bool HeldFlow::isAlsoEnteredFree(BlockId B) const {
  if (Origin != NoId && std::find(Entries.begin(), Entries.end(), B) != Entries.end())
    return true;
  for (auto *P = Into.begin(B); P != Into.end(B); ++P)
    if (Slots[P->Block] == NoId && P->Block != Origin && Reached[P->Block] && S.feasible(*P->Over))
      return true;
  return EnteredFree[B] == Resource;
}

} // namespace asyncsafe
