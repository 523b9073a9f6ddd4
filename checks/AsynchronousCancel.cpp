//===- AsynchronousCancel.cpp - Operations cancelled halfway --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// While the cancellation type is asynchronous, the code performs an operation that must not be left
// halfway.
//
//===----------------------------------------------------------------------===//

#include "checks/Wording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-asynchronous-cancel",
    "a thread allocates, locks or acquires while it can be cancelled at any instruction",
    "A",
    "0.3",
    "CWE-364, CWE-667, CWE-772",
    run,
};
const RegisterCheck Registered(Info);

void addChain(const CancelledAnywhere &X, const Unit &U, Draft &F) {
  const std::vector<Effect::ChainLink> &Chain = X.Point.Chain;
  for (size_t I = 0; I < Chain.size(); ++I)
    F.note(Chain[I].At,
           quoted(Chain[I].Function) + " calls " +
               quoted(I + 1 < Chain.size() ? Chain[I + 1].Function : U.Callees[X.Callee].Display) + " here");
}

void addConsequence(const CancelledAnywhere &X, Draft &F) {
  bool IsLock = X.Resource == ResourceKind::Lock || X.Resource == ResourceKind::SharedLock ||
                X.Resource == ResourceKind::Semaphore;
  std::string Noun(noun(X.Resource));
  switch (X.K) {
  case CancelledAnywhere::Kind::Unsafe:
    F.consequence(Level::Error, "a cancellation inside it leaves its locks held and its data half changed: "
                                "other threads block, or read damaged data");
    return;
  case CancelledAnywhere::Kind::Allocates:
    F.consequence(Level::Error, "a cancellation inside the allocator leaves its lock held: the next thread "
                                "that allocates blocks forever");
    return;
  case CancelledAnywhere::Kind::Acquires:
    if (IsLock)
      F.consequence(Level::Error,
                    "the " + Noun + " stays held: the next thread that takes it blocks forever");
    else
      F.consequence(Level::Warning, "the " + Noun + " is lost before any variable names it");
    return;
  case CancelledAnywhere::Kind::Releases:
    F.consequence(Level::Warning, "whether the " + Noun + " has been released is not known");
    return;
  case CancelledAnywhere::Kind::Unlisted:
    F.consequence(Level::Note, "the standard does not say that it can be cancelled at any instruction");
    return;
  }
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const CancelledAnywhere &X : Facts.CancelledAnywheres) {
    if (!Out.speaks(X.Point.Sure))
      continue;
    Draft F(Out, Info, X.Point.At->Expr, X.Point.Sure, Source::Cancel);
    F.Message =
        waiterName(*X.Point.At, U) + " is called here while the thread can be cancelled at any instruction";
    F.note(*X.Begin, "the cancellation type becomes asynchronous here");
    addChain(X, U, F);
    if (X.Others)
      F.note(*X.Begin, "the same holds for " + std::to_string(X.Others) +
                           (X.Others == 1 ? " other call" : " other calls") + " after it");
    addCancelNotes(X.In, Source::Cancel, Facts, F);
    addConsequence(X, F);
    F.help("keep the type deferred and call pthread_testcancel() in the loop: only arithmetic and the "
           "setting of "
           "the cancellation type may be cancelled at any instruction");
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
