//===- HeldPaths.cpp - The paths of one resource, asked many times --------===//

#include "analysis/exposures/HeldPaths.h"

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

HeldPaths::NodeId HeldPaths::node(BlockId B, Hold H) {
  unsigned Id = Ids.of(H);
  for (auto [Known, N] : NodesOf[B])
    if (Known == Id)
      return N;
  Ambiguous = Ambiguous || !NodesOf[B].empty();
  NodesOf[B].push_back({Id, static_cast<NodeId>(Nodes.size())});
  Nodes.push_back({B, std::move(H)});
  return static_cast<NodeId>(Nodes.size() - 1);
}

signed char &HeldPaths::known(Question &Q, NodeId N) {
  if (Q.Known.size() <= N)
    Q.Known.resize(N + 1, -1);
  return Q.Known[N];
}

/// As explore() goes through a block from \p Index on; \p Next is where it goes on.
Visit HeldPaths::through(Question &Q, BlockId B, unsigned Index, Hold H, bool First,
                         std::vector<NodeId> &Next) {
  const Steps &S = Pass.steps();
  for (unsigned I = Index; I < S.Blocks[B].size(); ++I) {
    const Step &Each = S.Blocks[B][I];
    Visit V;
    HoldChange Change = HoldChange::None;
    if (Pass.concerns(Resource, H, Each)) {
      Hold Before = H;
      Change = Pass.transferOne(Resource, H, Each);
      V = Q.Asks(B, Each, Before, Change);
    } else {
      V = Q.Asks(B, Each, H, Change);
    }
    if (V == Visit::Stop)
      return V;
    if (V == Visit::EndPath || !H.MayBeHeld || (Change == HoldChange::Acquired && !First))
      return Visit::EndPath;
    First = false;
  }
  for (const Edge &E : S.F->Blocks[B].Successors) {
    if (!S.feasible(E))
      continue;
    Hold There = H;
    Pass.followOne(Resource, There, E);
    if (There.MayBeHeld)
      Next.push_back(node(E.To, std::move(There)));
  }
  return Visit::GoOn;
}

bool HeldPaths::solve(Question &Q, NodeId Wanted) {
  if (known(Q, Wanted) >= 0)
    return known(Q, Wanted) > 0;
  // All that is behind it and not known yet, and from where each is come to.
  std::vector<NodeId> New{Wanted}, True;
  std::unordered_map<NodeId, std::vector<NodeId>> From;
  From[Wanted];
  for (size_t I = 0; I < New.size(); ++I) {
    Node Here = Nodes[New[I]];
    std::vector<NodeId> Next;
    if (through(Q, Here.B, 0, std::move(Here.H), /*First=*/false, Next) == Visit::Stop) {
      True.push_back(New[I]);
      continue;
    }
    for (NodeId N : Next) {
      if (known(Q, N) == 0)
        continue;
      if (known(Q, N) > 0) {
        True.push_back(New[I]);
        continue;
      }
      auto [It, Fresh] = From.try_emplace(N);
      It->second.push_back(New[I]);
      if (Fresh)
        New.push_back(N);
    }
  }
  for (NodeId N : New)
    known(Q, N) = 0;
  while (!True.empty()) {
    NodeId N = True.back();
    True.pop_back();
    if (known(Q, N) > 0)
      continue;
    known(Q, N) = 1;
    True.insert(True.end(), From[N].begin(), From[N].end());
  }
  return known(Q, Wanted) > 0;
}

bool HeldPaths::mayStop(Question &Q, BlockId B, unsigned Index, const Hold &H) {
  std::vector<NodeId> Next;
  if (through(Q, B, Index, H, /*First=*/true, Next) == Visit::Stop)
    return true;
  bool Stops = false;
  for (NodeId N : Next)
    Stops = solve(Q, N) || Stops;
  return Stops;
}

} // namespace asyncsafe
