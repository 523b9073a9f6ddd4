//===- SuspendWithResource.cpp - Locks held over co_await -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A coroutine is suspended while it holds a lock of its thread, or while its thread is masked.
//
//===----------------------------------------------------------------------===//

#include "checks/Wording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-suspend-with-resource",
    "a coroutine is suspended while it holds a lock of the thread",
    "A",
    "0.3",
    "CWE-667, CWE-833",
    run,
};
const RegisterCheck Registered(Info);

std::string_view maskedWord(Source S) {
  switch (S) {
  case Source::Cancel:
    return "cancellation is disabled";
  case Source::Signal:
    return "signals are blocked";
  default:
    return "interruption is disabled";
  }
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  for (const HeldOverSuspend &X : Facts.HeldOverSuspends) {
    Draft F(Out, Info, X.Suspend->Expr, Certainty::Likely, Source::Suspend);
    if (X.Lock.isNone()) {
      F.Message =
          "the coroutine is suspended here while " + std::string(maskedWord(X.Masked)) + " on this thread";
      F.note(*X.Acquire, "it is masked here");
      F.consequence(Level::Error,
                    "other code runs masked on this thread, and the mask ends on another thread, or never");
      F.help("end the mask before the coroutine is suspended");
    } else {
      F.Message = "the coroutine is suspended here while it holds lock " + quoted(spelling(X.Lock));
      F.note(*X.Acquire, "the lock is acquired here");
      F.consequence(Level::Error,
                    std::string("other threads wait as long as the coroutine sleeps, and the lock is ") +
                        (X.IsOwned ? "released on whatever thread resumes it"
                                   : "never released if its frame is destroyed"));
      F.help("release the lock before the coroutine is suspended, or use a lock of coroutines, which is "
             "awaited");
    }
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
