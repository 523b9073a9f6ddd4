//===- FunctionBuilder.cpp - The graph of one function, as it grows -------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "capture/FunctionBuilder.h"

#include <algorithm>

namespace asyncsafe {

FunctionBuilder::FunctionBuilder() {
  F.Blocks.emplace_back();
  F.Scopes.emplace_back();
  Notes.push_back({false, nullptr, nullptr});
}

BlockId FunctionBuilder::newBlock() {
  F.Blocks.emplace_back();
  return static_cast<BlockId>(F.Blocks.size() - 1);
}

void FunctionBuilder::edge(BlockId To, std::optional<Condition> When, bool IsIdle) {
  if (Current != NoId)
    F.Blocks[Current].Successors.push_back({To, std::move(When), IsIdle, /*IsOnce=*/false});
}

void FunctionBuilder::flowInto(BlockId To) {
  edge(To);
  enter(To);
}

void FunctionBuilder::flowOnceInto(BlockId To) {
  if (Current != NoId)
    F.Blocks[Current].Successors.push_back({To, std::nullopt, /*IsIdle=*/false, /*IsOnce=*/true});
  enter(To);
}

Event *FunctionBuilder::append(Event E) {
  if (Current == NoId)
    return nullptr;
  E.Scope = Scope;
  E.JumpsTo = Landing;
  auto &Events = F.Blocks[Current].Events;
  Events.push_back(std::move(E));
  return &Events.back();
}

ScopeId FunctionBuilder::push(UnwindScope S, ScopeNote Note) {
  S.Parent = Scope;
  F.Scopes.push_back(std::move(S));
  Notes.push_back(Note);
  Scope = static_cast<ScopeId>(F.Scopes.size() - 1);
  return Scope;
}

unsigned FunctionBuilder::depth(ScopeId S) const {
  unsigned D = 0;
  for (; F.Scopes[S].Parent != NoId; S = F.Scopes[S].Parent)
    ++D;
  return D;
}

ScopeId FunctionBuilder::commonAncestor(ScopeId A, ScopeId B) const {
  // A scope is always made after its parent.
  while (A != B) {
    if (A > B)
      A = parent(A);
    else
      B = parent(B);
  }
  return A;
}

std::vector<ScopeId> FunctionBuilder::between(ScopeId Outer, ScopeId Inner) const {
  std::vector<ScopeId> Out;
  for (ScopeId S = Inner; S != Outer && S != NoId; S = parent(S))
    Out.push_back(S);
  std::reverse(Out.begin(), Out.end());
  return Out;
}

void FunctionBuilder::repush(const std::vector<ScopeId> &Scopes, bool Conditional) {
  for (ScopeId S : Scopes) {
    UnwindScope Copy = F.Scopes[S];
    Copy.Conditional |= Conditional;
    push(std::move(Copy), Notes[S]);
  }
}

void FunctionBuilder::deactivate(ScopeId Base, const std::vector<ScopeId> &Gone) {
  if (Gone.empty())
    return;
  if (Gone.back() == Scope && Gone.size() == 1) {
    Scope = parent(Scope);
    return;
  }
  std::vector<ScopeId> Live = between(Base, Scope);
  size_t Kept = 0;
  while (Kept < Live.size() && std::find(Gone.begin(), Gone.end(), Live[Kept]) == Gone.end())
    ++Kept;
  Scope = Kept ? Live[Kept - 1] : Base;
  std::vector<ScopeId> Again;
  for (size_t I = Kept; I < Live.size(); ++I)
    if (std::find(Gone.begin(), Gone.end(), Live[I]) == Gone.end())
      Again.push_back(Live[I]);
  repush(Again, false);
}

void FunctionBuilder::joinStraightLines() {
  // Handler, landing and entry blocks have an entrance that is not an edge.
  std::vector<unsigned> Entrances(F.Blocks.size(), 0);
  ++Entrances[0];
  for (const UnwindScope &S : F.Scopes)
    for (const Handler &H : S.Handlers)
      if (H.Entry != NoId)
        Entrances[H.Entry] += 2;
  for (const Block &B : F.Blocks) {
    for (const Edge &S : B.Successors)
      ++Entrances[S.To];
    for (const Event &E : B.Events)
      if (E.JumpsTo != NoId)
        Entrances[E.JumpsTo] += 2;
  }
  for (BlockId B = 0; B < F.Blocks.size(); ++B) {
    if (!Entrances[B])
      continue;
    while (F.Blocks[B].Successors.size() == 1) {
      const Edge &Only = F.Blocks[B].Successors.front();
      BlockId Next = Only.To;
      if (Only.When || Next == B || Entrances[Next] != 1)
        break;
      Block Tail = std::move(F.Blocks[Next]);
      F.Blocks[Next] = Block();
      Entrances[Next] = 0;
      Block &Head = F.Blocks[B];
      Head.Successors = std::move(Tail.Successors);
      if (Head.Events.empty())
        Head.Events = std::move(Tail.Events);
      else
        for (Event &E : Tail.Events)
          Head.Events.push_back(std::move(E));
    }
  }
}

/// An exception or a cancellation can leave \p E. A function that promises not to throw ends the program
/// instead, and no handler around its call is entered.
static bool mayUnwind(const Event &E, const std::vector<Callee> &Callees) {
  switch (E.kind()) {
  case EventKind::Assign:
  case EventKind::Return:
  case EventKind::Read:
  case EventKind::Use:
    return false;
  case EventKind::Call:
  case EventKind::Destroy:
    return E.site().Callee == NoId || !Callees[E.site().Callee].NoThrow;
  case EventKind::Effect:
  case EventKind::Throw:
    return true;
  }
  return true;
}

void FunctionBuilder::dropUnreachable(const std::vector<Callee> &Callees) {
  std::vector<bool> Seen(F.Blocks.size(), false), ScopeSeen(F.Scopes.size(), false);
  std::vector<BlockId> Work{0};
  Seen[0] = true;
  auto Visit = [&](BlockId B) {
    if (B != NoId && !Seen[B]) {
      Seen[B] = true;
      Work.push_back(B);
    }
  };
  while (!Work.empty()) {
    BlockId B = Work.back();
    Work.pop_back();
    for (const Edge &S : F.Blocks[B].Successors)
      Visit(S.To);
    for (const Event &E : F.Blocks[B].Events) {
      Visit(E.JumpsTo);
      if (!mayUnwind(E, Callees))
        continue;
      for (ScopeId S = E.Scope; S != NoId && !ScopeSeen[S]; S = parent(S)) {
        ScopeSeen[S] = true;
        for (const Handler &H : F.Scopes[S].Handlers)
          Visit(H.Entry);
      }
    }
  }
  std::vector<BlockId> Renumbered(F.Blocks.size(), NoId);
  std::vector<Block> Kept;
  for (BlockId B = 0; B < F.Blocks.size(); ++B) {
    if (!Seen[B])
      continue;
    Renumbered[B] = static_cast<BlockId>(Kept.size());
    Kept.push_back(std::move(F.Blocks[B]));
  }
  for (Block &B : Kept) {
    for (Edge &S : B.Successors)
      S.To = Renumbered[S.To];
    for (Event &E : B.Events)
      if (E.JumpsTo != NoId)
        E.JumpsTo = Renumbered[E.JumpsTo];
  }
  for (UnwindScope &S : F.Scopes)
    for (Handler &H : S.Handlers)
      if (H.Entry != NoId)
        H.Entry = Renumbered[H.Entry];
  F.Blocks = std::move(Kept);
}

void FunctionBuilder::dropUnusedScopes() {
  std::vector<bool> Used(F.Scopes.size(), false);
  Used[0] = true;
  for (const Block &B : F.Blocks)
    for (const Event &E : B.Events)
      for (ScopeId S = E.Scope; !Used[S]; S = parent(S))
        Used[S] = true;
  std::vector<ScopeId> Renumbered(F.Scopes.size(), NoId);
  std::vector<UnwindScope> Kept;
  for (ScopeId S = 0; S < F.Scopes.size(); ++S) {
    if (!Used[S])
      continue;
    Renumbered[S] = static_cast<ScopeId>(Kept.size());
    Kept.push_back(std::move(F.Scopes[S]));
    if (Kept.back().Parent != NoId)
      Kept.back().Parent = Renumbered[Kept.back().Parent];
    Kept.back().Action.Scope = Kept.back().Parent == NoId ? 0 : Kept.back().Parent;
  }
  for (Block &B : F.Blocks)
    for (Event &E : B.Events)
      E.Scope = Renumbered[E.Scope];
  F.Scopes = std::move(Kept);
}

Function FunctionBuilder::finish(const std::vector<Callee> &Callees) {
  dropUnreachable(Callees);
  joinStraightLines();
  dropUnreachable(Callees);
  dropUnusedScopes();
  for (UnwindScope &S : F.Scopes) {
    S.Action.JumpsTo = NoId;
    // Handlers that nothing enters have no block.
    S.Handlers.erase(std::remove_if(S.Handlers.begin(), S.Handlers.end(),
                                    [](const Handler &H) { return H.Entry == NoId; }),
                     S.Handlers.end());
  }
  return std::move(F);
}

} // namespace asyncsafe
