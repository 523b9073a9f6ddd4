//===- PythonNoSignalCheck.cpp - Extensions that keep Ctrl-C away ---------===//
//
// A CPython extension waits with the GIL, waits again and again without asking for
// signals, or asks and loses the answer.
//
//===----------------------------------------------------------------------===//

#include "analysis/Shared.h"
#include "checks/Wording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, std::vector<Finding> &Out);

constexpr CheckInfo Info = {
    "asyncsafe-python-no-signal-check",
    "a CPython extension waits without letting the interpreter look at signals",
    "C",
    "0.2",
    "CWE-833",
    true,
    run,
};
const RegisterCheck Registered(Info);

std::string message(const PythonWait &W, const Unit &U) {
  switch (W.What) {
  case PythonDefect::KeepsGil:
    return waiterName(*W.At, U) + " may wait for ever while the GIL is held: no other thread runs Python, and Ctrl-C is not seen";
  case PythonDefect::RetriesUnasked:
    return waiterName(*W.At, U) + " is tried again after EINTR without asking for signals: Ctrl-C is not seen";
  case PythonDefect::IgnoresAnswer:
    return "the answer of " + waiterName(*W.At, U) + " is not looked at: KeyboardInterrupt is lost, or raised out of place";
  case PythonDefect::GoesOnWaiting:
    return waiterName(*W.At, U) + " goes on waiting after a signal: Ctrl-C is not seen until it returns";
  case PythonDefect::LoopsUnasked:
    return waiterName(*W.At, U) + " is called again and again without asking for signals: Ctrl-C is not seen";
  case PythonDefect::SpinsUnasked:
    return "'" + sharedName(W.At->subject(), U) + "' is looked at again and again without asking for signals: Ctrl-C is not seen";
  case PythonDefect::DropsError:
    return "the error that " + waiterName(*W.At, U) + " has set is dropped: KeyboardInterrupt is lost";
  case PythonDefect::GoesOn:
    return "the function goes on after " + waiterName(*W.At, U) +
           " has failed: KeyboardInterrupt stays pending, and is raised out of place";
  case PythonDefect::Succeeds:
    return "the function succeeds after " + waiterName(*W.At, U) +
           " has failed: Python raises SystemError instead of KeyboardInterrupt";
  case PythonDefect::AsksWithoutGil:
    return waiterName(*W.At, U) + " is called without the GIL";
  }
  return "";
}

std::string_view wayOut(const PythonWait &W) {
  switch (W.What) {
  case PythonDefect::KeepsGil:
    return "release the GIL around the call (Py_BEGIN_ALLOW_THREADS), and ask for signals (PyErr_CheckSignals) if it fails with EINTR";
  case PythonDefect::RetriesUnasked:
    return "with the GIL held again, ask for signals (PyErr_CheckSignals) before the next try, and return the error it sets";
  case PythonDefect::GoesOnWaiting:
    return "wait with a limit (or for the descriptor, with poll) in a loop, and ask for signals (PyErr_CheckSignals) every time round";
  case PythonDefect::LoopsUnasked:
  case PythonDefect::SpinsUnasked:
    return "with the GIL held, ask for signals (PyErr_CheckSignals) every time round, and return the error it sets";
  case PythonDefect::DropsError:
    return "return the error to the interpreter; where that is not possible, keep it (PyErr_Fetch) for the code that can";
  case PythonDefect::AsksWithoutGil:
    return "take the GIL back first (Py_END_ALLOW_THREADS, or Py_BLOCK_THREADS around the call)";
  case PythonDefect::IgnoresAnswer:
  case PythonDefect::GoesOn:
  case PythonDefect::Succeeds:
    return "return the error to the interpreter if the answer is not 0";
  }
  return "";
}

void run(const UnitFacts &Facts, const AnalysisOptions &Options, std::vector<Finding> &Out) {
  const Unit &U = *Facts.Of;
  for (const PythonWait &W : Facts.PythonWaits) {
    if (W.Sure == Certainty::Unknown && !Options.Strict)
      continue;
    Finding F;
    F.Check = Info.Id;
    const Event &Site = W.Drop ? *W.Drop : *W.At;
    F.Where = Site.Expr;
    F.Sure = W.Sure;
    F.Why = Source::Python;
    F.Message = message(W, U);
    addWaitChain(W.Chain, F.Notes);
    if (W.Drop)
      F.Notes.push_back({W.At->Expr, "asked here"});
    F.Notes.push_back({Site.Expr, std::string(wayOut(W))});
    Out.push_back(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
