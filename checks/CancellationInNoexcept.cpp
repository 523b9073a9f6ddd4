//===- CancellationInNoexcept.cpp - Cancellation that terminates ----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A thread is cancelled or interrupted inside a function that no exception may leave: the
// program ends.
//
//===----------------------------------------------------------------------===//

#include "checks/BoundaryWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-cancellation-in-noexcept",
    "a cancellation or interruption unwinds into a noexcept function and ends the program",
    "B",
    "0.3",
    "CWE-248, CWE-755",
    run,
};
const RegisterCheck Registered(Info);

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const TerminatedUnwind &X : Facts.Terminated) {
    if (!Out.speaks(X.Point.Sure))
      continue;
    const Function &In = U.Functions[X.In];
    bool IsCancel = X.Point.Why == Source::Cancel;
    Draft F(Out, Info, X.Point.At->Expr, X.Point.Sure, X.Point.Why);
    F.Message = std::string("the thread can be ") + (IsCancel ? "cancelled" : "interrupted") +
                " here, inside " + (In.IsDestructor ? "the destructor " : "the noexcept function ") +
                quoted(In.Display) + ", which no exception may leave";
    addPointNotes(X.Point, X.Others, U, F);
    addCancelNotes(X.In, X.Point.Why, Facts, F);
    F.consequence(Level::Error, "std::terminate ends the program");
    F.help(IsCancel
               ? "disable cancellation in the function (pthread_setcancelstate), or move the call out of it"
               : "disable interruption in the function, or move the call out of it");
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
