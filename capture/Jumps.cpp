//===- Jumps.cpp - goto, computed goto, setjmp ----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "capture/Lowering.h"

#include <utility>

using namespace clang;

namespace asyncsafe {

Target &Lowering::label(const LabelDecl &L) {
  auto [Known, New] = Labels.try_emplace(&L);
  if (New)
    Known->second.Block = B.newBlock();
  return Known->second;
}

void Lowering::lowerLabel(const LabelStmt &S) {
  Target &T = label(*S.getDecl());
  T.Scope = B.Scope;
  Placed[S.getDecl()] = true;
  B.flowInto(T.Block);
}

void Lowering::lowerGoto(const LabelDecl &L) {
  label(L);
  if (B.reachable())
    Gotos.push_back({B.Current, B.Scope, &L, Here, B.Landing, EndOfScope});
  B.stop();
}

/// All computed gotos share one block: an interpreter has as many as labels.
void Lowering::lowerIndirectGoto(const IndirectGotoStmt &S) {
  lowerExpr(S.getTarget());
  if (IndirectGotos == NoId)
    IndirectGotos = B.newBlock();
  B.edge(IndirectGotos);
  B.stop();
}

/// The scopes of each label are known only now.
void Lowering::resolveGotos() {
  for (const PendingGoto &G : Gotos) {
    if (!Placed.count(G.To))
      continue;
    Target T = Labels[G.To];
    B.enter(G.From);
    B.Scope = G.Scope;
    B.Landing = G.Landing;
    Here = G.At;
    EndOfScope = G.Where;
    leave(B.commonAncestor(G.Scope, T.Scope));
    B.edge(T.Block);
  }
  if (IndirectGotos != NoId) {
    B.enter(IndirectGotos);
    llvm::DenseSet<const LabelDecl *> Seen;
    for (const LabelDecl *L : Scan.AddressedLabels)
      if (Placed.count(L) && Seen.insert(L).second)
        B.edge(Labels[L].Block);
  }
  B.stop();
}

/// After a call of setjmp: from here on, a jump lands at a block of its own, where the call returns once
/// more with a non-zero value.
void Lowering::emitSetJump(const Place &Result, const Stmt &Where) {
  if (!B.reachable())
    return;
  SetJump J{B.newBlock(), B.newBlock(), B.newBlock()};
  auto Returns = [&](BlockId Block, int64_t Number) {
    B.enter(Block);
    emit(event(AssignEvent{Result, {}, Number}, Where));
    B.edge(J.Join);
  };
  B.edge(J.First);
  Returns(J.First, 0);
  B.Landing = J.Second;
  Returns(J.Second, 1);
  B.enter(J.Join);
  LastSetJump = J;
}

std::optional<Lowering::SetJump> Lowering::takeSetJump() {
  SetJump J = std::exchange(LastSetJump, {});
  if (J.Join == NoId || B.Current != J.Join)
    return std::nullopt;
  // `(rc = setjmp(…))` has stored the result meanwhile.
  auto &Stored = B.F.Blocks[J.Join].Events;
  for (const Event &E : Stored)
    if (E.kind() != EventKind::Assign)
      return std::nullopt;
  for (BlockId Return : {J.First, J.Second}) {
    Block &Into = B.F.Blocks[Return];
    Into.Successors.clear();
    Into.Events.insert(Into.Events.end(), Stored.begin(), Stored.end());
  }
  Stored.clear();
  B.stop();
  return J;
}

} // namespace asyncsafe
