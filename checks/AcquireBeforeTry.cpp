//===- AcquireBeforeTry.cpp - Protection that starts too late -------------===//
//
// A resource is acquired, something can interrupt, and only then does the try
// block, guard, cleanup handler or owner begin that would have released it.
//
//===----------------------------------------------------------------------===//

#include "checks/FixIts.h"
#include "checks/Wording.h"

namespace asyncsafe {

namespace {

bool isGap(const Exposure &X) {
  return X.Reason == ExposureReason::LateProtection || X.Reason == ExposureReason::LateUnmask;
}

void run(const UnitFacts &Facts, const AnalysisOptions &, std::vector<Finding> &Out);

constexpr CheckInfo Info = {
    "asyncsafe-acquire-before-try",
    "a resource is acquired, and an interruption can strike before its protection starts",
    "A",
    "0.1",
    "CWE-459, CWE-667, CWE-772",
    true,
    run,
};
const RegisterCheck Registered(Info);

void run(const UnitFacts &Facts, const AnalysisOptions &, std::vector<Finding> &Out) {
  const Unit &U = *Facts.Of;
  for (const Exposure &X : Facts.Exposures) {
    if (!isGap(X))
      continue;
    Finding F = findingAt(Info, X);
    F.Message = resourceName(X) + " is acquired here, but " + pointClause(leadingPoint(X), U) +
                " before its release is guaranteed";
    addPointNotes(X, U, F.Notes);
    if (X.Protection)
      F.Notes.push_back({X.Protection->Expr, "the protection that releases it begins only here"});
    F.Notes.push_back({X.Acquire->Expr, wayOut(X, U)});
    F.Fixes = moveOwnerUp(X, U);
    Out.push_back(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
