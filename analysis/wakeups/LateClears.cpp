//===- LateClears.cpp - Flags cleared after acting on them ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/wakeups/LateClears.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/Visited.h"
#include "analysis/handlers/HandlerFacts.h"

#include <algorithm>
#include <set>

namespace asyncsafe {

namespace {

/// Depth of callees that test or clear the flag.
constexpr unsigned MaxDepth = 3;
constexpr unsigned MaxClearDepth = 1;

class Finder {
public:
  Finder(const Unit &U, FunctionId In, const Place &Name, unsigned Depth, DominatorCache &Trees)
      : U(U), F(U.Functions[In]), In(In), Name(Name), Flag(sharedKey(Name)), Depth(Depth), Trees(Trees),
        Tree(Trees.of(In)) {}

  std::optional<LateClear> from(BlockId Begin) {
    Entry = Begin;
    std::vector<Position> Acts;
    std::vector<bool> Seen(F.Blocks.size());
    Seen[Entry] = true;
    // Predecessors come before a block.
    const std::vector<uint32_t> &Order = Tree.order();
    std::set<std::pair<uint32_t, BlockId>> Work{{Order[Entry], Entry}};
    while (!Work.empty()) {
      BlockId B = Work.begin()->second;
      Effort::add();
      Work.erase(Work.begin());
      for (unsigned I = 0; I < F.Blocks[B].Events.size(); ++I) {
        const Event &E = F.Blocks[B].Events[I];
        if (E.kind() == EventKind::Read && sharedKey(E.subject()) == Flag && !Acts.empty())
          return std::nullopt; // it tests again
        if (E.kind() == EventKind::Assign && (Depth ? sharedKey(E.subject()) == Flag : E.subject() == Name))
          return E.constant() == 0 ? clearedAt({B, I}, Acts) : std::nullopt;
        if (E.kind() != EventKind::Call)
          continue;
        FunctionId Body = calledBy(U, E, Runs::Perhaps);
        if (Body != NoId && Depth < MaxClearDepth && clears(Body))
          return callClears({B, I}, Body, Acts);
        if (!isAct(E))
          continue;
        if (needs(E, 0))
          return std::nullopt;
        Acts.push_back({B, I});
      }
      for (const Edge &E : F.Blocks[B].Successors) {
        if (E.When && sharedKey(E.When->Subject) == Flag && !Acts.empty())
          return std::nullopt;
        if (isInside(E.To) && !Seen[E.To]) {
          Seen[E.To] = true;
          Work.emplace(Order[E.To], E.To);
        }
      }
    }
    return std::nullopt;
  }

private:
  const Event &at(Position P) const { return F.Blocks[P.Block].Events[P.Index]; }

  /// \p B is reached only through Entry.
  bool isInside(BlockId B) const { return Entry == 0 || Tree.dominates(Entry, B); }

  /// A call of the program's own function: losing its repetition matters, unlike a message.
  bool isAct(const Event &E) const {
    if (E.kind() != EventKind::Call || E.site().Callee == NoId)
      return false;
    const Callee &C = U.Callees[E.site().Callee];
    return !C.NoReturn && !C.Variadic && C.Safety == SignalSafety::Unlisted && !C.System && !C.Standard;
  }

  /// The act needs the flag to be set. It does not if it is only given its value.
  bool needs(const Event &E, unsigned Down) {
    auto IsFlag = [&](const Place &P) { return sharedKey(P) == Flag; };
    FunctionId Body = bodyOf(U, E.site().Callee, Runs::Perhaps);
    for (unsigned I = 0; I < E.site().Args.size(); ++I)
      if (IsFlag(E.site().Args[I]) && (Down > 0 || !isCopied(E.site().Args[I], Body, I)))
        return true;
    if (Body == NoId || Down > MaxDepth || !LookedInto.isNew(Body, Down))
      return false; // an earlier test would have ended the search
    return hasBranchOn(U.Functions[Body], IsFlag) || hasEvent(U.Functions[Body], [&](const Event &Inner) {
             return ((Inner.kind() == EventKind::Read || Inner.kind() == EventKind::Assign) &&
                     IsFlag(Inner.subject())) ||
                    (Inner.kind() == EventKind::Call && needs(Inner, Down + 1));
           });
  }

  bool isCopied(const Place &Given, FunctionId Body, unsigned Parameter) const {
    return !Given.AddressOf && Body != NoId && Parameter < U.Functions[Body].Parameters.size() &&
           !U.Functions[Body].Parameters[Parameter].IsReference;
  }

  bool clears(FunctionId Body) const {
    bool Found = false;
    forEachEvent(U.Functions[Body], [&](Position, const Event &E) {
      Found |= E.kind() == EventKind::Assign && E.constant() == 0 && sharedKey(E.subject()) == Flag;
    });
    return Found;
  }

  std::optional<LateClear> callClears(Position Call, FunctionId Body, const std::vector<Position> &Acts) {
    if (looksAt(U.Functions[Body], Flag))
      return std::nullopt; // it tests the flag itself, and is judged separately
    bool OnlyClears = true;
    forEachEvent(U.Functions[Body], [&](Position, const Event &E) { OnlyClears = OnlyClears && !isAct(E); });
    if (OnlyClears)
      return clearedAt(Call, Acts);
    return Finder(U, Body, Name, Depth + 1, Trees).from(0);
  }

  std::optional<LateClear> clearedAt(Position Clear, const std::vector<Position> &Acts) {
    const Event &C = at(Clear);
    auto IsBeside = [&](Position A) {
      return C.In->Compound != NoId && at(A).In->Compound == C.In->Compound &&
             at(A).In->Position < C.In->Position;
    };
    // Of several acts, the last one.
    LateClear L;
    L.In = In;
    L.Clear = Clear;
    bool Beside = std::any_of(Acts.begin(), Acts.end(), IsBeside);
    std::optional<Position> Last;
    // Without starting over.
    std::vector<bool> Leads =
        reach(F, {Clear.Block}, Along::Backward, [&](BlockId, const Edge &E) { return E.To != Entry; });
    for (Position A : Acts)
      if ((Leads[A.Block] || (A.Block == Clear.Block && A.Index < Clear.Index)) &&
          (!Last || isEarlier(at(*Last).Expr, at(A).Expr)))
        Last = A;
    if (!Last || (Beside ? goesOnBeside(C) : goesOn(Clear)))
      return std::nullopt;
    L.Act = *Last;
    // A callee that does more than this may have its reasons.
    L.Always = (Beside && !Depth) || isCertain(Clear.Block);
    return L;
  }

  /// It acts in the same list of statements.
  bool goesOnBeside(const Event &Clear) const {
    bool Found = false;
    forEachEvent(F, [&](Position, const Event &E) {
      Found |= E.In->Compound == Clear.In->Compound && E.In->Position > Clear.In->Position && isAct(E);
    });
    return Found;
  }

  /// It acts after the clear, before the flag is found set again.
  bool goesOn(Position Clear) const {
    std::vector<bool> Later = reachableFrom(F, Clear.Block, Entry);
    bool Found = false;
    forEachEvent(F, [&](Position P, const Event &E) {
      bool Follows = P.Block == Clear.Block ? P.Index > Clear.Index : Later[P.Block] && P.Block != Entry;
      Found |= Follows && isInside(P.Block) && isAct(E);
    });
    return Found;
  }

  /// Every way out of the region passes the clear.
  bool isCertain(BlockId Clear) const {
    if (Clear == Entry)
      return true;
    std::vector<bool> Around = reachableFrom(F, Entry, Clear);
    Around[Entry] = true;
    for (BlockId B = 0; B < Around.size(); ++B) {
      if (!Around[B] || !isInside(B) || B == Clear)
        continue;
      if (F.Blocks[B].Successors.empty() && returnsAfter(U, F.Blocks[B]))
        return false;
      for (const Edge &E : F.Blocks[B].Successors)
        if (!isInside(E.To) || E.To == Entry)
          return false;
    }
    return true;
  }

  const Unit &U;
  const Function &F;
  FunctionId In;
  Place Name; ///< as the outermost function spells the flag
  SharedKey Flag;
  unsigned Depth;
  DominatorCache &Trees;
  const Dominators &Tree;
  BlockId Entry = 0;
  Visited<FunctionId> LookedInto; ///< used by needs()
};

} // namespace

FlagOrder orderOf(const Unit &U, const LateClear &L, const Place &Flag, Certainty Sure) {
  const std::vector<Block> &Blocks = U.Functions[L.In].Blocks;
  FlagOrder O;
  O.K = FlagOrder::Kind::ClearLast;
  O.Flag = Flag;
  O.In = L.In;
  O.First = &Blocks[L.Act.Block].Events[L.Act.Index];
  O.Second = &Blocks[L.Clear.Block].Events[L.Clear.Index];
  O.Sure = L.Always ? Sure : Certainty::Unknown;
  return O;
}

const std::optional<LateClear> &LateClears::find(FunctionId In, BlockId Test, const Edge &Set) {
  auto It = Found.find(&Set);
  return It == Found.end() ? Found.emplace(&Set, search(In, Test, Set)).first->second : It->second;
}

std::optional<LateClear> LateClears::search(FunctionId In, BlockId Test, const Edge &Set) {
  if (!Trees.of(In).reached(Set.To))
    return std::nullopt;
  std::optional<LateClear> L = Finder(U, In, Set.When->Subject, 0, Trees).from(Set.To);
  // A loop that the flag ends, after which the flag is not tested again.
  const Function &F = U.Functions[In];
  if (L && L->In == In && isInLoop(F, Test) && !reachableFrom(F, L->Clear.Block)[Test])
    return std::nullopt;
  return L;
}

} // namespace asyncsafe
