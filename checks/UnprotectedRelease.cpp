//===- UnprotectedRelease.cpp - Releases that interruptions skip ----------===//
//
// A resource is released on the normal path alone, by a handler that does not
// catch what strikes, or after its protection has already ended.
//
//===----------------------------------------------------------------------===//

#include "checks/FixIts.h"
#include "checks/Wording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, std::vector<Finding> &Out);

constexpr CheckInfo Info = {
    "asyncsafe-unprotected-release",
    "a resource is released on the normal path, but not when an interruption leaves the function",
    "B",
    "0.1",
    "CWE-459, CWE-667, CWE-772",
    true,
    run,
};
const RegisterCheck Registered(Info);

/// What stands in the way of the release, besides the point itself.
void addReasonNote(const Exposure &X, std::vector<Note> &Notes) {
  if (X.Reason == ExposureReason::EndedProtection && X.Protection)
    Notes.push_back({X.Protection->Expr, "its protection ends here"});
  if (X.Reason == ExposureReason::WrongKind && X.ProtectionRange.isValid())
    Notes.push_back({X.ProtectionRange, "this would release it, but does not run when that happens"});
}

void run(const UnitFacts &Facts, const AnalysisOptions &, std::vector<Finding> &Out) {
  const Unit &U = *Facts.Of;
  for (const Exposure &X : Facts.Exposures) {
    if (X.Reason == ExposureReason::LateProtection || X.Reason == ExposureReason::LateUnmask)
      continue;
    Finding F = findingAt(Info, X);
    bool Ended = X.Reason == ExposureReason::EndedProtection;
    F.Message =
        resourceName(X) + " is acquired here and " +
        (Ended ? "loses its protection before it is released; it is not released if " : "not released if ") +
        pointCondition(leadingPoint(X), U);
    if (Ended)
      addReasonNote(X, F.Notes);
    addPointNotes(X, U, F.Notes);
    if (!Ended)
      addReasonNote(X, F.Notes);
    if (X.Release)
      F.Notes.push_back({X.Release->Expr, "the release here is skipped"});
    F.Notes.push_back({X.Acquire->Expr, wayOut(X, U)});
    F.Fixes = replaceByGuard(X, U);
    Out.push_back(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
