//===- UnsafeCallInHandler.cpp - Unsafe operations in signal handlers -----===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A signal handler, or a function that it calls, performs an operation that can deadlock with the
// interrupted code, or corrupt what that code was changing.
//
//===----------------------------------------------------------------------===//

#include "checks/HandlerWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-unsafe-call-in-handler",
    "a signal handler calls a function that is not async-signal-safe",
    "C",
    "0.2",
    "CWE-479, CWE-828",
    run,
    "high",
    "8.1", // CVE-2024-6387
};
const RegisterCheck Registered(Info);

using Kind = UnsafeCall::Kind;

/// The operation as a subject, and why it is unsafe.
std::string message(const UnsafeCall &C, const Unit &U, const std::string &Where) {
  std::string Name = C.Callee == NoId ? "" : "'" + U.Callees[C.Callee].Display + "'";
  switch (C.K) {
  case Kind::Listed:
    return Name + " must not be called in " + Where + " because it " + U.Callees[C.Callee].SafetyReason;
  case Kind::Unlisted:
    return Name + " is called in " + Where + ", and is not known to be async-signal-safe";
  case Kind::Allocation:
    return "memory must not be allocated in " + Where + " because that takes the allocator's lock";
  case Kind::Deallocation:
    return "memory must not be freed in " + Where + " because that takes the allocator's lock";
  case Kind::Lock:
    return "a lock must not be taken in " + Where + " because the interrupted code may hold it";
  case Kind::Throw:
    return "an exception must not be thrown in " + Where + " because it unwinds code that does not expect it";
  case Kind::Jump:
    return C.Abandoned ? "the jump out of " + Where + " may abandon a call that the signal interrupted"
                       : "the jump out of " + Where + " abandons the code that the signal interrupted";
  }
  return "";
}

std::pair<Level, std::string_view> consequenceOf(const UnsafeCall &C, const Unit &U) {
  switch (C.K) {
  case Kind::Allocation:
  case Kind::Deallocation:
    return {Level::Error,
            "if the signal interrupts an allocation, the program deadlocks or corrupts its heap"};
  case Kind::Lock:
    return {Level::Error, "if the interrupted code holds the lock, the program deadlocks"};
  case Kind::Throw:
    return {Level::Error, "the program ends, or continues with half-finished changes"};
  case Kind::Jump:
    return {Level::Error, "locks that the interrupted code holds stay held, and its data stays half changed"};
  case Kind::Unlisted:
    return {Level::Warning,
            "if it takes a lock or changes shared data, the program deadlocks or corrupts that data"};
  case Kind::Listed:
    break;
  }
  if (C.Callee != NoId && U.Callees[C.Callee].NoReturn)
    return {Level::Error, "the program can deadlock or crash instead of ending"};
  return {Level::Error,
          "if the signal interrupts code that is using the same data, the program deadlocks or corrupts it"};
}

std::string wayOut(const UnsafeCall &C, const Unit &U) {
  if (C.K == Kind::Jump)
    return "set a flag here and let the interrupted call fail with EINTR";
  if (C.Callee != NoId && U.Callees[C.Callee].NoReturn)
    return "set a flag here and end the main loop when it is set; to end the program at once, call _exit()";
  return "only set a flag or wake the main loop here, and do the rest there";
}

std::string plural(unsigned N, const char *One, const char *Many) {
  return std::to_string(N) + " more " + (N == 1 ? One : Many);
}

/// Other unsafe operations in this handler.
std::string also(const UnsafeCall &C, const Unit &U) {
  CalleeId Callee = C.AlsoAt->site().Callee;
  std::string Out;
  switch (C.AlsoKind) {
  case Kind::Allocation:
  case Kind::Deallocation:
  case Kind::Lock:
    if (Callee == NoId || U.Callees[Callee].Safety != SignalSafety::Unsafe) {
      Out = C.AlsoKind == Kind::Lock ? "a lock is also taken here" : "memory is also allocated or freed here";
      break;
    }
    [[fallthrough]];
  default:
    Out = Callee == NoId ? "another unsafe operation is here"
                         : "'" + U.Callees[Callee].Display + "' is also called here";
  }
  return C.Others ? Out + " (and " + plural(C.Others, "unsafe operation", "unsafe operations") + ")" : Out;
}

/// An instance of a function template need not change: the handler's own call of it must. (The USR of an
/// instance ends in its arguments.)
bool isInstance(const Function &F) { return F.Key.find("<#") != std::string::npos; }

/// The last call of the chain in the handler's own code, if it calls an instance of a template.
const Event *ownCall(const UnitFacts &Facts, const HandlerRun &R) {
  const Unit &U = *Facts.Of;
  for (const HandlerRun *Step : chainTo(Facts, R))
    if (Step->Call && isInstance(U.Functions[Step->Function]))
      return Step->Call;
  return nullptr;
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const UnsafeCall &C : Facts.Defects.UnsafeCalls) {
    if (!Out.speaks(C.Sure))
      continue;
    const HandlerRun &R = Facts.HandlerRuns[C.Run];
    Draft F = signalFinding(Out, Info, C.At->Expr, C.Sure);
    F.Message = message(C, U, handlerOf(Facts, R));
    addHandlerNotes(Facts, R, F);
    if (const Event *Own = ownCall(Facts, R)) {
      F.moveTo(Own->Expr);
      F.note(*C.At, "the unsafe operation is here");
    }
    if (auto Others = static_cast<unsigned>(C.Handlers.size() - 1))
      F.note(C.At->Expr, plural(Others, "handler reaches", "handlers reach") + " this call");
    if (C.Repeats)
      F.note(C.At->Expr, plural(C.Repeats, "call", "calls") + " of this kind in '" +
                             U.Functions[R.Function].Display + "'");
    if (C.AlsoAt)
      F.note(C.AlsoAt->Expr, also(C, U));
    if (C.Abandoned)
      F.note(C.Abandoned->Expr, "'" + U.Callees[C.Abandoned->site().Callee].Display + "' " +
                                    U.Callees[C.Abandoned->site().Callee].SafetyReason +
                                    ", and would not finish");
    auto [Severity, Text] = consequenceOf(C, U);
    F.consequence(Severity, std::string(Text));
    F.help(wayOut(C, U));
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
