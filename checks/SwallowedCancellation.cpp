//===- SwallowedCancellation.cpp - Handlers that end a cancellation -------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A handler catches the exception by which a thread is cancelled or interrupted, and does not pass it
// on.
//
//===----------------------------------------------------------------------===//

#include "checks/BoundaryWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-swallowed-cancellation",
    "a handler ends the exception that cancels or interrupts the thread",
    "B",
    "0.3",
    "CWE-396, CWE-755",
    run,
};
const RegisterCheck Registered(Info);

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const SwallowedUnwind &X : Facts.Swallowed) {
    if (!Out.speaks(X.Point.Sure))
      continue;
    bool IsCancel = X.Point.Why == Source::Cancel;
    Draft F(Out, Info, X.Where, X.Point.Sure, X.Point.Why);
    F.Message = std::string("this handler ends the ") + (IsCancel ? "cancellation" : "interruption") +
                " of the thread, which must be rethrown";
    addPointNotes(X.Point, X.Others, U, F);
    addCancelNotes(X.In, X.Point.Why, Facts, F);
    if (IsCancel)
      F.consequence(Level::Error, "glibc ends the program: \"FATAL: exception not rethrown\"");
    else if (X.GoesOn)
      F.consequence(Level::Error,
                    "the thread goes on, and the thread that interrupted it waits for it forever");
    else
      F.consequence(Level::Warning, "the caller does not learn that the thread was interrupted, and goes on");
    F.help(IsCancel ? "rethrow it with 'throw;', or catch abi::__forced_unwind first and rethrow that"
                    : "rethrow it with 'throw;', or catch the interruption by its type first");
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
