//===- HeldFlow.cpp - Where each resource is held -------------------------===//

#include "analysis/exposures/HeldFlow.h"

#include "analysis/engine/Loops.h"
#include "analysis/engine/Paths.h"

#include <functional>
#include <queue>
#include <unordered_map>

namespace asyncsafe {

/// The blocks over which one resource is held.  Used for one after the other.
class HeldFlow::Region {
public:
  Region(HeldFlow &Of, size_t MaxVisits)
      : Of(Of), Pass(Of.Pass), S(Pass.steps()), Into(*S.F), Rank(forwardOrder(*S.F)),
        Slots(S.Blocks.size(), NoId), Visits(MaxVisits), Entries(entriesOf(*S.F)),
        EnteredFree(S.Blocks.size(), NoId) {}

  /// False if that takes too many visits.
  bool solve(unsigned R, BlockId AcquiredIn) {
    Resource = R;
    Origin = AcquiredIn;
    if (Origin != NoId)
      push(Origin);
    else
      for (BlockId B : Entries)
        enter(B, Pass.atEntry(R));
    if (!settle())
      return false;
    // What comes from where it is not held at all.
    for (size_t I = 0; I < Members.size(); ++I)
      if (isAlsoEnteredFree(Members[I].B))
        enter(Members[I].B, Hold());
    if (!settle())
      return false;
    for (Member &M : Members) {
      Slots[M.B] = NoId;
      Of.Before[M.B].push_back({R, std::move(M.H)});
    }
    Members.clear();
    return true;
  }

private:
  struct Member {
    BlockId B;
    Hold H; ///< before the block
    bool Queued = false;
  };

  bool settle() {
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
      for (const Step &Each : S.Blocks[B])
        if (Pass.concerns(Resource, H, Each))
          Pass.transferOne(Resource, H, Each);
      leave(B, H);
    }
    return true;
  }

  void leave(BlockId B, const Hold &H) {
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

  void enter(BlockId B, const Hold &H) {
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

  void push(BlockId B) { Work.push({Rank[B], B}); }

  /// Is there a path to \p B on which the resource is held nowhere?
  bool isAlsoEnteredFree(BlockId B) {
    if (Origin != NoId && std::find(Entries.begin(), Entries.end(), B) != Entries.end())
      return true;
    for (auto *P = Into.begin(B); P != Into.end(B); ++P)
      if (Slots[P->Block] == NoId && P->Block != Origin && Of.Reached[P->Block] && S.feasible(*P->Over))
        return true;
    return EnteredFree[B] == Resource;
  }

  HeldFlow &Of;
  const HeldPass &Pass;
  const Steps &S;
  Predecessors Into;
  std::vector<unsigned> Rank;  ///< by block
  std::vector<unsigned> Slots; ///< by block: of Members
  size_t Visits;
  std::vector<BlockId> Entries;

  unsigned Resource = 0;
  BlockId Origin = NoId; ///< where it is acquired; none: held at entry
  std::vector<Member> Members;
  std::vector<unsigned> EnteredFree; ///< by block: the last resource that a block of its region hands on free
  /// First what comes first: outside loops each block is then visited once.
  using Ranked = std::pair<unsigned, BlockId>;
  std::priority_queue<Ranked, std::vector<Ranked>, std::greater<>> Work;
};

HeldFlow::HeldFlow(const HeldPass &Pass, size_t MaxVisits)
    : Pass(Pass), Before(Pass.steps().Blocks.size()), Starts(Pass.steps().Blocks.size()) {
  const Steps &S = Pass.steps();
  Reached = reachedOver(*S.F, [&](const Edge &E) { return S.feasible(E); });
  std::unordered_map<const Step *, unsigned> AcquiredBy;
  std::vector<BlockId> Origin(Pass.resources().size(), NoId);
  for (unsigned R = 0; R < Pass.resources().size(); ++R)
    if (const Step *Acquire = Pass.resources()[R].Acquire)
      AcquiredBy.emplace(Acquire, R);
  for (BlockId B = 0; B < S.Blocks.size(); ++B)
    for (unsigned I = 0; I < S.Blocks[B].size(); ++I)
      if (auto It = AcquiredBy.find(&S.Blocks[B][I]); It != AcquiredBy.end()) {
        Starts[B].push_back({I, It->second});
        Origin[It->second] = B;
      }
  Region Each(*this, MaxVisits);
  for (unsigned R = 0; R < Pass.resources().size() && Complete; ++R)
    if (!Pass.resources()[R].Acquire || Reached[Origin[R]])
      Complete = Each.solve(R, Origin[R]);
}

void HeldFlow::transfer(State &Current, const Step &Each, const Start *&Next, const Start *End,
                        unsigned I) const {
  for (Entry &X : Current)
    if (Pass.concerns(X.Resource, X.H, Each))
      Pass.transferOne(X.Resource, X.H, Each);
  for (; Next != End && Next->Index == I; ++Next) {
    auto At = std::lower_bound(Current.begin(), Current.end(), Next->Resource,
                               [](const Entry &X, unsigned R) { return X.Resource < R; });
    if (At != Current.end() && At->Resource == Next->Resource)
      continue;
    At = Current.insert(At, {Next->Resource, Hold()});
    Pass.transferOne(Next->Resource, At->H, Each);
  }
  Current.erase(std::remove_if(Current.begin(), Current.end(), [](const Entry &X) { return !X.H.MayBeHeld; }),
                Current.end());
}

} // namespace asyncsafe
