//===- Ids.h - Every id that a graph holds ----------------------*- C++ -*-===//
//
// Decides where a unit's tables are referred to: one walk that meets each file,
// callee, object and place of a function or table entry.  What renumbers ids is a
// visitor of it:
//
//   struct Renumber {
//     void file(FileId &), callee(CalleeId &), place(Place &);
//   };
//
// Place::Object is the visitor's business, as Place::Index is.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_EFFECTS_IDS_H
#define ASYNCSAFE_EFFECTS_IDS_H

#include "effects/Graph.h"

namespace asyncsafe {

template <class V> void visitIds(SourceRange &R, V &To) {
  if (R.File != NoId)
    To.file(R.File);
}

template <class V> void visitIds(std::vector<Condition> &When, V &To) {
  for (Condition &C : When)
    To.place(C.Subject);
}

template <class V> void visitIds(Effect &E, V &To) {
  for (Place *P : {&E.Subject, &E.Owner, &E.Other, &E.Mask})
    To.place(*P);
  visitIds(E.When, To);
  for (Effect::ChainLink &L : E.Chain)
    visitIds(L.At, To);
}

template <class V> void visitIds(CallSite &S, V &To) {
  if (S.Callee != NoId)
    To.callee(S.Callee);
  To.place(S.This);
  To.place(S.Result);
  for (Place &A : S.Args)
    To.place(A);
  for (auto &[Argument, Id] : S.FunctionArgs)
    To.callee(Id);
}

template <class V> void visitIds(Event &E, V &To) {
  visitIds(E.E, To);
  To.place(E.Subject);
  To.place(E.Other);
  if (E.Function != NoId)
    To.callee(E.Function);
  visitIds(E.Site, To);
  visitIds(E.Expr, To);
  visitIds(E.Stmt, To);
}

template <class V> void visitIds(Function &F, V &To) {
  visitIds(F.Range, To);
  for (Block &B : F.Blocks) {
    for (Event &E : B.Events)
      visitIds(E, To);
    for (Edge &S : B.Successors)
      if (S.When)
        To.place(S.When->Subject);
  }
  for (UnwindScope &S : F.Scopes) {
    visitIds(S.Action, To);
    visitIds(S.Range, To);
  }
}

template <class V> void visitIds(InitialValue &I, V &To) {
  To.place(I.Subject);
  if (I.Function != NoId)
    To.callee(I.Function);
  visitIds(I.Where, To);
}

} // namespace asyncsafe

#endif
