//===- EintrUnhandled.cpp - EINTR that is not handled ----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A blocking call fails because a handler has run, and the code gives up or continues as if the call had
// succeeded.
//
//===----------------------------------------------------------------------===//

#include "checks/WaitWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-eintr-unhandled",
    "a blocking call can fail with EINTR, and the code does not handle it",
    "C",
    "0.2",
    "CWE-391, CWE-754",
    run,
    "high",
};
const RegisterCheck Registered(Info);

std::string numberIs(UseKind As) {
  switch (As) {
  case UseKind::Index:
    return "an index";
  case UseKind::Size:
    return "a size";
  case UseKind::Sum:
    return "a count";
  case UseKind::Bound:
    return "the bound of a loop";
  case UseKind::Look:
    break;
  }
  return "a number";
}

std::string message(const SignalWait &X, const UnitFacts &Facts) {
  if (X.Install == NoId)
    return "";
  std::string Fails = waitName(X, Facts) + " fails with EINTR after " + handlerName(X, Facts) + " runs, ";
  switch (X.What) {
  case SignalDefect::Fatal:
    return Fails + "and that is treated as a fatal error";
  case SignalDefect::EndsLoop:
    return Fails + "and that ends the " +
           (Facts.Of->Functions[X.At.In].IsMain ? "main loop"
            : X.At.OnThread                     ? "thread's loop"
                                                : "loop of '" + Facts.Of->Functions[X.At.In].Display + "'");
  case SignalDefect::Closes:
    return Fails + "and what it waited for is closed";
  case SignalDefect::Told:
    return Fails + "and that is reported as an error";
  case SignalDefect::TakenForSuccess:
    return Fails + "and the code continues as if it had succeeded";
  case SignalDefect::TakenForNumber:
    return Fails + "and its -1 is used as " + numberIs(X.Then->use());
  default:
    return "";
  }
}

std::pair<Level, std::string> consequence(const SignalWait &X, const UnitFacts &Facts) {
  switch (X.What) {
  case SignalDefect::EndsLoop:
    return {Level::Error, Facts.Of->Functions[X.At.In].IsMain
                              ? "a harmless signal ends the program"
                              : "a harmless signal ends the " +
                                    std::string(X.At.OnThread ? "thread's service" : "function's service")};
  case SignalDefect::Closes:
    return {Level::Warning, "a harmless signal costs a connection or a file that works"};
  case SignalDefect::Told:
    return {Level::Warning, "what the function was to do is given up because of a harmless signal"};
  case SignalDefect::TakenForSuccess:
    return {Level::Warning, "the code uses something that it has not received"};
  case SignalDefect::TakenForNumber:
    switch (X.Then->use()) {
    case UseKind::Index:
    case UseKind::Size:
      return {Level::Error, "memory outside the buffer is read or written"};
    case UseKind::Bound:
      return {Level::Error,
              "as an unsigned number, -1 is the largest there is: the loop runs far outside the buffer"};
    default:
      return {Level::Warning, "the count is wrong from then on"};
    }
  default:
    return {Level::Error, "the program ends although nothing has failed"};
  }
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  forEachWait(Facts, Out, [&](const SignalWait &X) {
    std::string Message = message(X, Facts);
    if (Message.empty())
      return;
    Draft F = findingAt(Out, Info, X);
    F.Message = std::move(Message);
    addInstallNote(X, Facts, F);
    addChainNotes(X, Facts, F);
    bool IsNumber = X.What == SignalDefect::TakenForNumber;
    if (X.Then)
      F.note(X.Then->Expr, IsNumber                         ? "used here"
                           : X.What == SignalDefect::Closes ? "closed here"
                           : X.What == SignalDefect::Told   ? "reported here"
                                                            : "the program ends here");
    std::string Advice = "if errno is EINTR, check what the handler has set, then retry the call";
    auto [Severity, Text] = consequence(X, Facts);
    F.consequence(Severity, std::move(Text));
    F.help((IsNumber ? "test the result first; " : "") + Advice);
    Out.add(std::move(F));
  });
}

} // namespace

} // namespace asyncsafe
