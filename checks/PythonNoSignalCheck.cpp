//===- PythonNoSignalCheck.cpp - Extensions that keep Ctrl-C away ---------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A CPython extension waits while it holds the GIL, waits repeatedly without checking for signals, or
// ignores the result of the check.
//
//===----------------------------------------------------------------------===//

#include "analysis/engine/Shared.h"
#include "checks/Wording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-python-no-signal-check",
    "a CPython extension blocks without letting the interpreter handle signals",
    "C",
    "0.2",
    "CWE-833",
    run,
    "high",
};
const RegisterCheck Registered(Info);

std::string message(const PythonWait &W, const Unit &U) {
  switch (W.What) {
  case PythonDefect::KeepsGil:
    return waiterName(*W.At, U) + " may block forever while holding the GIL: no other thread can run Python, "
                                  "and Ctrl-C is not noticed";
  case PythonDefect::RetriesUnasked:
    return waiterName(*W.At, U) +
           " is retried after EINTR without checking for signals: Ctrl-C is not noticed";
  case PythonDefect::IgnoresAnswer:
    return "the result of " + waiterName(*W.At, U) +
           " is ignored: KeyboardInterrupt is lost, or raised in the wrong place";
  case PythonDefect::GoesOnWaiting:
    return waiterName(*W.At, U) + " keeps waiting after a signal: Ctrl-C is not noticed until it returns";
  case PythonDefect::LoopsUnasked:
    return waiterName(*W.At, U) +
           " is called in a loop that does not check for signals: Ctrl-C is not noticed";
  case PythonDefect::SpinsUnasked:
    return "'" + sharedName(W.At->subject(), U) +
           "' is polled in a loop that does not check for signals: Ctrl-C is not noticed";
  case PythonDefect::DropsError:
    return "the error that " + waiterName(*W.At, U) + " has set is discarded: KeyboardInterrupt is lost";
  case PythonDefect::GoesOn:
    return "the function continues after " + waiterName(*W.At, U) +
           " has failed: KeyboardInterrupt stays pending, and is raised in the wrong place";
  case PythonDefect::Succeeds:
    return "the function returns success after " + waiterName(*W.At, U) +
           " has failed: Python raises SystemError instead of KeyboardInterrupt";
  case PythonDefect::AsksWithoutGil:
    return waiterName(*W.At, U) + " is called without holding the GIL";
  }
  return "";
}

std::pair<Level, std::string_view> consequenceOf(PythonDefect What) {
  switch (What) {
  case PythonDefect::KeepsGil:
    return {Level::Error, "the whole interpreter stands still, and Ctrl-C does nothing"};
  case PythonDefect::RetriesUnasked:
  case PythonDefect::GoesOnWaiting:
  case PythonDefect::LoopsUnasked:
  case PythonDefect::SpinsUnasked:
    return {Level::Error, "Ctrl-C does nothing until the code returns to Python"};
  case PythonDefect::IgnoresAnswer:
  case PythonDefect::DropsError:
    return {Level::Warning, "Ctrl-C does nothing that one time, or surfaces as an error of other code"};
  case PythonDefect::GoesOn:
  case PythonDefect::Succeeds:
    return {Level::Warning, "the caller sees the wrong exception, at the wrong place"};
  case PythonDefect::AsksWithoutGil:
    return {Level::Error, "the interpreter's state is changed while another thread uses it"};
  }
  return {Level::Warning, ""};
}

std::string_view wayOut(const PythonWait &W) {
  switch (W.What) {
  case PythonDefect::KeepsGil:
    return "release the GIL around the call (Py_BEGIN_ALLOW_THREADS), and call PyErr_CheckSignals if it "
           "fails with EINTR";
  case PythonDefect::RetriesUnasked:
    return "with the GIL held again, call PyErr_CheckSignals before retrying, and return the error it sets";
  case PythonDefect::GoesOnWaiting:
    return "wait with a timeout (or for the descriptor, with poll) in a loop, and call PyErr_CheckSignals in "
           "each iteration";
  case PythonDefect::LoopsUnasked:
  case PythonDefect::SpinsUnasked:
    return "with the GIL held, call PyErr_CheckSignals in each iteration, and return the error it sets";
  case PythonDefect::DropsError:
    return "return the error to the interpreter; where that is not possible, save it (PyErr_Fetch) for code "
           "that can";
  case PythonDefect::AsksWithoutGil:
    return "reacquire the GIL first (Py_END_ALLOW_THREADS, or Py_BLOCK_THREADS around the call)";
  case PythonDefect::IgnoresAnswer:
  case PythonDefect::GoesOn:
  case PythonDefect::Succeeds:
    return "return the error to the interpreter if the result is not 0";
  }
  return "";
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const PythonWait &W : Facts.PythonWaits) {
    if (!Out.speaks(W.Sure))
      continue;
    const Event &Site = W.Drop ? *W.Drop : *W.At;
    Draft F(Out, Info, Site.Expr, W.Sure, Source::Python);
    F.Message = message(W, U);
    addWaitChain(W.Chain, F);
    if (W.Drop)
      F.note(W.At->Expr, "signals are checked here");
    auto [Severity, Text] = consequenceOf(W.What);
    F.consequence(Severity, std::string(Text));
    F.help(std::string(wayOut(W)));
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
