//===- UnprotectedRelease.cpp - Releases that interruptions skip ----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A resource is released only on the normal path, by a handler that does not catch the interruption, or
// after its protection has ended.
//
//===----------------------------------------------------------------------===//

#include "checks/FixIts.h"
#include "checks/Wording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-unprotected-release",
    "a resource is released on the normal path, but not when an interruption leaves the function",
    "B",
    "0.1",
    "CWE-459, CWE-667, CWE-772",
    run,
};
const RegisterCheck Registered(Info);

/// The reason why the release is skipped, besides the point itself.
void addReasonNote(const Exposure &X, Draft &F) {
  if (X.Reason == ExposureReason::EndedProtection && X.Protection)
    F.note(X.Protection->Expr, "its protection ends here");
  if (X.Reason == ExposureReason::WrongKind && X.ProtectionRange.isValid())
    F.note(X.ProtectionRange, "this would release it, but does not run when that happens");
}

void sayLost(const LostValue &X, Reporter &Out) {
  if (!Out.speaks(Certainty::Likely))
    return;
  std::string Name = quoted(spelling(X.Variable));
  Draft F(Out, Info, X.Assign->Expr, Certainty::Likely, Source::Jump);
  F.Message =
      Name + " is assigned after 'setjmp' and is not volatile: the landing may release its earlier value";
  F.note(X.Point->Expr, "this may jump back to 'setjmp'");
  F.note(X.Release->Expr, Name + " is released here, with an indeterminate value");
  F.consequence(Level::Error, "the resource leaks, or an indeterminate pointer is released");
  F.help("declare the variable itself volatile, or assign it before 'setjmp' and never change it afterwards");
  Out.add(std::move(F));
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const LostValue &X : Facts.LostValues)
    sayLost(X, Out);
  for (const Exposure &X : Facts.Exposures) {
    if (X.Reason == ExposureReason::LateProtection || X.Reason == ExposureReason::LateUnmask)
      continue;
    Draft F = findingAt(Out, Info, X);
    if (X.Reason == ExposureReason::SkippedObject) {
      F.Message = (X.PlaceText.empty() ? "this temporary object" : quoted(X.PlaceText)) +
                  " is not destroyed if " + pointCondition(leadingPoint(X), U);
      addPointNotes(X, U, F);
      F.consequence(X.LostOnce ? Level::Note : Level::Warning,
                    std::string("a jump over a destructor is undefined: what the object owns is lost ") +
                        (X.LostOnce ? "as the program ends" : "each time"));
      F.help("end the object's scope before the call, or report the error by a result or an exception");
      Out.add(std::move(F));
      continue;
    }
    bool Ended = X.Reason == ExposureReason::EndedProtection;
    F.Message =
        resourceName(X) + " is acquired here and " +
        (Ended ? "loses its protection before it is released; it is not released if " : "not released if ") +
        pointCondition(leadingPoint(X), U);
    if (Ended)
      addReasonNote(X, F);
    addPointNotes(X, U, F);
    if (!Ended)
      addReasonNote(X, F);
    if (X.Release)
      F.note(X.Release->Expr, "the release here is skipped");
    addCancelNotes(X, Facts, F);
    addConsequence(X, F);
    F.help(wayOut(X));
    if (U.IsCxx)
      F.fix("let a guard object hold the lock", replaceByGuard(X, U));
    else
      F.fix("unlock in a cleanup handler", pushCleanup(X, U));
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
