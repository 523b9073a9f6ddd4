//===- AcquireBeforeTry.cpp - Protection that starts too late -------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A resource is acquired, something can interrupt, and only then does the try
// block, guard, cleanup handler or owner begin that would have released it.
//
//===----------------------------------------------------------------------===//

#include "checks/FixIts.h"
#include "checks/Wording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-acquire-before-try",
    "a resource is acquired, and an interruption can strike before its protection starts",
    "A",
    "0.1",
    "CWE-459, CWE-667, CWE-772",
    run,
};
const RegisterCheck Registered(Info);

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const Exposure &X : Facts.Exposures) {
    if (X.Reason != ExposureReason::LateProtection)
      continue;
    Draft F = findingAt(Out, Info, X);
    F.Message = resourceName(X) + " is acquired here, but " + pointClause(leadingPoint(X), U) +
                " before its release is guaranteed";
    addPointNotes(X, U, F);
    if (X.Protection)
      F.note(X.Protection->Expr, "the protection that releases it begins only here");
    addCancelNotes(X, Facts, F);
    addConsequence(X, F);
    const Event *Owner = X.Protection;
    bool HandedToOwner = Owner && Owner->Expr.File == X.Acquire->Expr.File &&
                         Owner->Expr.Begin <= X.Acquire->Expr.Begin && X.Acquire->Expr.End <= Owner->Expr.End;
    F.help(HandedToOwner ? "let a std::unique_ptr own it until the constructor that takes it has succeeded"
                         : wayOut(X));
    F.fix("move the owner up to the acquisition", moveOwnerUp(X, U));
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
