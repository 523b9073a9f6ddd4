//===- ReleaseWithoutAcquire.cpp - Releases of resources that are not held ===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A release is reached although its acquisition failed, was skipped, or was interrupted: the acquisition
// is inside the protected region.
//
//===----------------------------------------------------------------------===//

#include "checks/Wording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-release-without-acquire",
    "a resource is released on a path on which it was not acquired",
    "A",
    "0.3",
    "CWE-832, CWE-765",
    run,
};
const RegisterCheck Registered(Info);

std::string_view struckClause(Source Why) {
  switch (Why) {
  case Source::Throw:
    return "an exception is thrown";
  case Source::Cancel:
    return "the thread is cancelled";
  case Source::Jump:
    return "the code jumps";
  case Source::Suspend:
    return "the coroutine is destroyed";
  default:
    return "the thread is interrupted";
  }
}

std::string reason(const UnheldRelease &R) {
  switch (R.Is) {
  case UnheldRelease::How::Failed:
    return "its acquisition failed";
  case UnheldRelease::How::Skipped:
    return "a call before its acquisition failed";
  case UnheldRelease::How::Interrupted:
  case UnheldRelease::How::Twice:
  case UnheldRelease::How::Unguarded:
    break;
  }
  return std::string(struckClause(R.Why)) + (R.Because->Expr == R.Acquire->Expr ? " in" : " before") +
         " its acquisition";
}

/// A lock held by a guard was released explicitly.
void sayUnderGuard(const UnheldRelease &R, Reporter &Out) {
  bool Struck = R.Is == UnheldRelease::How::Unguarded;
  Draft F(Out, Info, R.Where, R.Sure, Struck ? Cause(R.Why) : Cause::controlFlow());
  std::string Lock = std::string(noun(R.Kind)) + " " + quoted(spelling(R.What));
  if (Struck) {
    F.Message = Lock + " is released by its guard, also if " + std::string(struckClause(R.Why)) +
                " here, where it is not held";
    F.note(*R.Release, "it is released by hand here");
  } else {
    F.Message = Lock + " is released here by hand, and again by its guard";
  }
  F.note(*R.Acquire, "its guard begins here");
  F.consequence(Level::Error,
                "the release of what is not held is undefined, or releases the lock of another thread");
  F.help("release through the guard: use std::unique_lock and its unlock()");
  Out.add(std::move(F));
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  for (const UnheldRelease &R : Facts.UnheldReleases) {
    if (!Out.speaks(R.Sure))
      continue;
    if (R.Is == UnheldRelease::How::Twice || R.Is == UnheldRelease::How::Unguarded) {
      sayUnderGuard(R, Out);
      continue;
    }
    bool Struck = R.Is == UnheldRelease::How::Interrupted;
    Draft F(Out, Info, R.Where, R.Sure, Struck ? Cause(R.Why) : Cause::controlFlow());
    F.Message = std::string(noun(R.Kind)) + " " + quoted(spelling(R.What)) + " is released here, also if " +
                reason(R);
    if (Struck)
      F.note(*R.Because, "that can happen here");
    else if (R.Is == UnheldRelease::How::Skipped)
      F.note(*R.Because, "the failure of this leads to the release");
    F.note(*R.Acquire, "it is acquired here");
    if (R.Kind == ResourceKind::Semaphore)
      F.consequence(Level::Error, "the semaphore counts one too many, and lets in one thread too many");
    else if (R.Kind == ResourceKind::Counter)
      F.consequence(Level::Error, "the count is one too low from then on");
    else if (isHandle(R.Kind))
      F.consequence(Level::Error, "the release of nothing is undefined behaviour");
    else
      F.consequence(Level::Error, "the lock of another thread is released: both are inside at once");
    F.help(
        Struck
            ? "acquire before what protects the resource begins: before 'try', before the handler is pushed"
            : "jump behind the release where the resource is not held");
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
