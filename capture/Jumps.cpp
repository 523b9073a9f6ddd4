//===- Jumps.cpp - goto, computed goto, setjmp ----------------------------===//

#include "capture/Lowering.h"

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

void Lowering::lowerIndirectGoto(const IndirectGotoStmt &S) {
  lowerExpr(S.getTarget());
  BlockId From = B.Current;
  for (const LabelDecl *L : Scan.AddressedLabels) {
    B.enter(From);
    if (!B.reachable())
      return;
    BlockId Away = B.newBlock();
    B.flowInto(Away);
    lowerGoto(*L);
  }
  B.stop();
}

/// Only now is it known which scopes each label stands in.
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
  B.stop();
}

/// A call of setjmp has just been made: from here on, a jump lands at a block of
/// its own, where the call returns once more with something that is not 0.
void Lowering::emitSetJump(const Place &Result, const Stmt &Where) {
  if (!B.reachable())
    return;
  BlockId First = B.newBlock(), Second = B.newBlock();
  B.flowInto(First);
  B.Landing = Second;
  SecondReturn = Second;
  SetJumpResult = Result;
}

} // namespace asyncsafe
