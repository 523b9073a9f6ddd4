//===- StateNotRestored.cpp - Paths that leave state changed --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A function changes a mask, or takes a lock, and restores it on one path; another path returns with it
// still in force.
//
//===----------------------------------------------------------------------===//

#include "checks/StateWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-state-not-restored",
    "a mask or lock that one path ends is still in force when another path returns",
    "A",
    "0.3",
    "CWE-460, CWE-667",
    run,
};
const RegisterCheck Registered(Info);

void sayRecord(const LeftState &L, Reporter &Out) {
  Draft F(Out, Info, L.Change->Expr, L.Sure, causeOf(L.Kind));
  F.Message = changeClause(L.Kind, L.Saved) + " and not popped on a path that leaves the region";
  F.note(L.Leave->Expr, "the region is left here");
  F.consequence(Level::Error, std::string(staysClause(L.Kind)));
  F.help("pop the handler on every path: leave the region through pthread_cleanup_pop()");
  Out.add(std::move(F));
}

void sayInherited(const LeftState &L, const Unit &U, Reporter &Out) {
  bool Masks = L.Kind == StateKind::SignalMask;
  std::string Starts = U.Callees[L.Leave->site().Callee].Display;
  Draft F(Out, Info, L.Change->Expr, L.Sure, causeOf(L.Kind));
  F.Message = std::string(Masks ? "signals are blocked here" : "the signal is ignored here") +
              " and not restored before " + quoted(Starts) + " starts another program";
  F.note(L.Leave->Expr,
         Masks ? "the new program starts with them blocked" : "the new program goes on ignoring it");
  F.note(L.Restore->Expr, "the other path restores it here");
  F.consequence(Level::Warning, Masks ? "what blocks them stays in force for the life of the new program: "
                                        "requests to stop it are never delivered"
                                      : "the signal never ends the new program");
  F.help("restore the state in the child, before the call that starts the program");
  Out.add(std::move(F));
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const LeftState &L : Facts.LeftStates) {
    if (!Out.speaks(L.Sure))
      continue;
    if (L.Kind == StateKind::CleanupRecord) {
      sayRecord(L, Out);
      continue;
    }
    if (L.Inherited) {
      sayInherited(L, U, Out);
      continue;
    }
    bool IsLock = L.Kind == StateKind::Lock;
    Draft F(Out, Info, L.Change->Expr, L.Sure, causeOf(L.Kind));
    F.Message = changeClause(L.Kind, L.Saved) + " and not " + (IsLock ? "released" : "restored") +
                " on a path that returns early";
    if (L.Decides.isValid())
      F.note(L.Decides, "this decides which path is taken");
    const SourceRange &End = L.Leave ? L.Leave->Expr : L.Decides;
    F.note(End, std::string(L.Leave ? "the function returns here" : "the function then ends") +
                    (IsLock ? " with the lock held" : " without restoring it"));
    F.note(L.Restore->Expr, IsLock ? "the other path releases it here" : "the other path restores it here");
    F.consequence(Level::Error, std::string(staysClause(L.Kind)));
    std::string Owner = "use an object whose destructor ";
    if (IsLock)
      F.help(U.IsCxx
                 ? Owner + "releases the lock, such as std::lock_guard"
                 : "release the lock on every path, for instance behind a label that all failures jump to");
    else
      F.help(U.IsCxx
                 ? Owner + "restores the state"
                 : "restore the state on every path, for instance behind a label that all failures jump to");
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
