//===- EintrMishandled.cpp - EINTR handled in a wrong way ----------------------===//
//
// The retry is wrong for this call, waits too long, or asks the wrong place for EINTR.
//
//===----------------------------------------------------------------------===//

#include "checks/WaitWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &Options, std::vector<Finding> &Out);

constexpr CheckInfo Info = {
    "asyncsafe-eintr-mishandled",
    "EINTR is handled incorrectly: close is retried, the full timeout restarts, or errno is read after "
    "another call",
    "C",
    "0.2",
    "CWE-391, CWE-675",
    true,
    run,
};
const RegisterCheck Registered(Info);

/// Calling it again would give the same resource back twice.
bool releases(const SignalWait &X, const Unit &U) {
  for (const Event &E : U.Functions[X.At.In].Blocks[X.At.Block].Events)
    if (E.kind() == EventKind::Effect && E.effect().Kind == EffectKind::Release && E.Expr == X.At.At->Expr)
      return true;
  return false;
}

struct Words {
  std::string Message, WayOut;
};

Words words(const SignalWait &X, const UnitFacts &Facts) {
  std::string Call = waitName(X, Facts);
  switch (X.What) {
  case SignalDefect::NotRepeatable:
    if (releases(X, *Facts.Of))
      return {Call + " is retried after EINTR, but Linux has already closed the descriptor; its number may "
                     "have been reused",
              "do not retry it: Linux closes the descriptor even if the call fails"};
    return {Call + " is retried after EINTR, but the first attempt continues in the background",
            "wait until the socket is writable, then read the outcome with getsockopt(SO_ERROR)"};
  case SignalDefect::FullLimit:
    return {Call + " restarts its full timeout after each signal",
            "compute the remaining time from a deadline before each call"};
  case SignalDefect::StaleErrno:
    return {waitName(X, Facts) + " fails, and " + thenName(X, Facts) +
                " may change errno before it is tested for EINTR",
            "save errno right after the failed call, and test the saved value"};
  case SignalDefect::ErrnoNotSet:
    return {"errno is tested for EINTR, but " + Call + " returns the error number and does not set errno",
            "compare the result with EINTR"};
  case SignalDefect::ResultIsMinusOne:
    return {Call + " returns -1 when it fails; its result is never EINTR", "compare errno with EINTR"};
  case SignalDefect::ResultNotNegated:
    return {Call + " returns -1 when it fails; its result is never -EINTR", "compare errno with EINTR"};
  default:
    return {};
  }
}

void run(const UnitFacts &Facts, const AnalysisOptions &Options, std::vector<Finding> &Out) {
  forEachWait(Facts, Options, [&](const SignalWait &X) {
    Words W = words(X, Facts);
    if (W.Message.empty())
      return;
    Finding F = findingAt(Info, X);
    F.Message = std::move(W.Message);
    if (X.Then)
      F.Notes.push_back({X.Then->Expr, "this may change errno"});
    F.Notes.push_back({X.At.At->Expr, std::move(W.WayOut)});
    Out.push_back(std::move(F));
  });
}

} // namespace

} // namespace asyncsafe
