//===- ReleaseWithoutAcquire.cpp - Releases of what is not held -----------===//
//
// A release is reached though its acquisition failed, was skipped, or was interrupted: the
// acquisition stands inside what protects it.
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

std::string reason(const UnheldRelease &R) {
  switch (R.Is) {
  case UnheldRelease::How::Failed:
    return "its acquisition failed";
  case UnheldRelease::How::Skipped:
    return "a call before its acquisition failed";
  case UnheldRelease::How::Interrupted:
    break;
  }
  std::string_view Struck = R.Why == Source::Throw    ? "an exception is thrown"
                            : R.Why == Source::Cancel ? "the thread is cancelled"
                                                      : "the thread is interrupted";
  return std::string(Struck) + (R.Because->Expr == R.Acquire->Expr ? " in" : " before") + " its acquisition";
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  for (const UnheldRelease &R : Facts.UnheldReleases) {
    if (!Out.speaks(R.Sure))
      continue;
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
