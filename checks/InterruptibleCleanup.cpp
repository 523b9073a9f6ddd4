//===- InterruptibleCleanup.cpp - Cleanups that are interrupted -----------===//
//
// A handler or cleanup routine can itself be interrupted before it has released what it is
// there for.
//
//===----------------------------------------------------------------------===//

#include "checks/BoundaryWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-interruptible-cleanup",
    "a handler or cleanup routine can be interrupted before it has released its resource",
    "B",
    "0.3",
    "CWE-459, CWE-667, CWE-772",
    run,
};
const RegisterCheck Registered(Info);

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const InterruptedCleanup &C : Facts.InterruptedCleanups) {
    if (!Out.speaks(C.Point.Sure))
      continue;
    Exposure X; // to speak of the resource as the other checks do
    X.Resource = C.Resource;
    X.PlaceText = C.PlaceText;
    Draft F(Out, Info, C.Point.At->Expr, C.Point.Sure, C.Point.Why);
    F.Message = std::string(C.InHandler ? "this handler" : "this cleanup routine") +
                " can be left here before it releases " + resourceName(X);
    addPointNotes(C.Point, 0, U, F);
    F.note(*C.Release, "the release here is skipped");
    addConsequence(X, F);
    F.help(C.Point.Why == Source::Cancel ? "release first, or disable cancellation until the release is done"
           : C.Point.Why == Source::Interrupt
               ? "release first, or disable interruption until the release is done"
               : "release first, or let an object own the resource");
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
