//===- UnsafeCallInHandler.cpp - What a signal handler must not do --------===//
//
// A signal handler, or something that it calls, does what can deadlock with the code
// that it interrupts, or corrupt what that was changing.
//
//===----------------------------------------------------------------------===//

#include "checks/HandlerWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, std::vector<Finding> &Out);

constexpr CheckInfo Info = {
    "asyncsafe-unsafe-call-in-handler",
    "a signal handler calls a function that is not async-signal-safe",
    "C",
    "0.2",
    "CWE-479, CWE-828",
    true,
    run,
};
const RegisterCheck Registered(Info);

using Kind = UnsafeCall::Kind;

/// What is done, as a subject, and why that is wrong.
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

/// What else is wrong in this handler.
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

void run(const UnitFacts &Facts, const AnalysisOptions &Options, std::vector<Finding> &Out) {
  const Unit &U = *Facts.Of;
  for (const UnsafeCall &C : Facts.Defects.UnsafeCalls) {
    if (!speaks(C.Sure, Options))
      continue;
    const HandlerRun &R = Facts.HandlerRuns[C.Run];
    Finding F = signalFinding(Info, C.At->Expr, C.Sure);
    F.Message = message(C, U, handlerOf(Facts, R));
    addHandlerNotes(Facts, R, F.Notes);
    if (C.OtherHandlers)
      F.Notes.push_back(
          {C.At->Expr, plural(C.OtherHandlers, "handler reaches", "handlers reach") + " this call"});
    if (C.Repeats)
      F.Notes.push_back({C.At->Expr, plural(C.Repeats, "call", "calls") + " of this kind in '" +
                                         U.Functions[R.Function].Display + "'"});
    if (C.AlsoAt)
      F.Notes.push_back({C.AlsoAt->Expr, also(C, U)});
    if (C.Abandoned)
      F.Notes.push_back({C.Abandoned->Expr, "'" + U.Callees[C.Abandoned->site().Callee].Display + "' " +
                                                U.Callees[C.Abandoned->site().Callee].SafetyReason +
                                                ", and would not finish"});
    F.Notes.push_back({C.At->Expr, wayOut(C, U)});
    Out.push_back(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
