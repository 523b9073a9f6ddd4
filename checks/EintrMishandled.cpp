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
    "EINTR is dealt with, but wrongly",
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
      return {Call + " is called again after EINTR, though the descriptor is gone and its number may be another's",
              "do not call it again: Linux gives the descriptor back whatever the call says"};
    return {Call + " is called again after EINTR, though the first attempt goes on by itself",
            "wait until the socket can be written to, then ask for its error with SO_ERROR"};
  case SignalDefect::FullLimit:
    return {Call + " waits for the whole time again after each signal",
            "before each call compute what is left of the time, from a deadline"};
  case SignalDefect::StaleErrno:
    return {waitName(X, Facts) + " fails, and " + thenName(X, Facts) + " may change errno before it is tested for EINTR",
            "keep errno in a variable right after the call that failed, and test that"};
  case SignalDefect::ErrnoNotSet:
    return {"errno is tested for EINTR, but " + Call + " returns the error number and leaves errno alone",
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
      F.Notes.push_back({X.Then->Expr, "errno may be another from here on"});
    F.Notes.push_back({X.At.At->Expr, std::move(W.WayOut)});
    Out.push_back(std::move(F));
  });
}

} // namespace

} // namespace asyncsafe
