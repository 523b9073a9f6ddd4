//===- HandlerFacts.cpp - The signal handlers of a unit -------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/HandlerFacts.h"
#include "analysis/engine/Paths.h"

#include <algorithm>

namespace asyncsafe {

std::string signalName(int64_t Signal) {
  // Linux, except on MIPS, SPARC, Alpha and PA-RISC.
  static constexpr const char *Names[] = {
      "",        "SIGHUP",  "SIGINT",    "SIGQUIT", "SIGILL",   "SIGTRAP", "SIGABRT", "SIGBUS",
      "SIGFPE",  "SIGKILL", "SIGUSR1",   "SIGSEGV", "SIGUSR2",  "SIGPIPE", "SIGALRM", "SIGTERM",
      "",        "SIGCHLD", "SIGCONT",   "SIGSTOP", "SIGTSTP",  "SIGTTIN", "SIGTTOU", "SIGURG",
      "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO",   "SIGPWR",  "SIGSYS"};
  if (Signal > 0 && Signal < int64_t(std::size(Names)) && *Names[Signal])
    return Names[Signal];
  return "signal " + std::to_string(Signal);
}

bool HandlerInstall::isFault() const {
  constexpr int64_t Faults[] = {4, 5, 6, 7, 8, 11, 31}; // ILL, TRAP, ABRT, BUS, FPE, SEGV, SYS
  return Signal && std::find(std::begin(Faults), std::end(Faults), *Signal) != std::end(Faults);
}

bool HandlerInstall::comesFromCall() const { return Signal == 13; } // PIPE

bool HandlerInstall::comesFromChild() const { return Signal == 17; } // CHLD

std::optional<Certainty> breaks(const HandlerInstall &I, OnSignal On) {
  if (On == OnSignal::Ignores || (On == OnSignal::Restarts && I.Restarts == Restart::Yes))
    return std::nullopt;
  if (On == OnSignal::Restarts && I.Restarts == Restart::Unknown)
    return Certainty::Unknown;
  return Certainty::Definite;
}

const HandlerRun *runInHandler(const UnitHandlers &Facts, FunctionId F) {
  auto It = std::find_if(Facts.HandlerRuns.begin(), Facts.HandlerRuns.end(),
                         [&](const HandlerRun &R) { return R.Function == F; });
  return It == Facts.HandlerRuns.end() ? nullptr : &*It;
}

std::vector<const HandlerRun *> chainTo(const UnitHandlers &Facts, const HandlerRun &Run) {
  std::vector<const HandlerRun *> Chain{&Run};
  while (Chain.back()->Caller != NoId)
    Chain.push_back(&Facts.HandlerRuns[Chain.back()->Caller]);
  std::reverse(Chain.begin(), Chain.end());
  return Chain;
}

std::vector<const HandlerWrite *> writesTo(const UnitHandlers &Facts, ObjectId O) {
  std::vector<const HandlerWrite *> Out;
  for (const HandlerWrite &W : Facts.HandlerWrites)
    if (W.Object == O)
      Out.push_back(&W);
  return Out;
}

bool returnsAfter(const Unit &U, const Block &B) {
  if (!B.Successors.empty())
    return false;
  if (B.Events.empty())
    return true;
  const Event &Last = B.Events.back();
  if (Last.kind() == EventKind::Throw)
    return false;
  if (Last.is(EffectKind::Interrupt) && Last.effect().Raises == Source::Jump)
    return false;
  return Last.kind() == EventKind::Return || Last.site().Callee == NoId ||
         !U.Callees[Last.site().Callee].NoReturn;
}

bool resetsHandler(const Function &F, const Event &E) {
  if (E.kind() != EventKind::Effect || E.effect().Kind != EffectKind::RegisterHandler || E.function() != NoId)
    return false;
  if (E.effect().Subject.isNone() || E.effect().SubjectValue)
    return E.effect().SubjectValue == 0;
  for (const Block &B : F.Blocks)
    for (const Event &A : B.Events)
      if (A.kind() == EventKind::Assign && A.constant() == 0 && E.effect().Subject == A.subject())
        return true;
  return false;
}

bool raisesItsSignal(const Event &E) {
  const Place &Sent = E.effect().Subject;
  return E.is(EffectKind::SendSignal) && E.effect().Owner.isNone() && Sent.Root == Place::RootKind::Param &&
         Sent.Index == 0 && Sent.Path.empty();
}

/// The edge can be taken with the arguments of \p R. The number of a signal is known to be non-zero.
static bool isOpen(const HandlerRun &R, const Edge &E) {
  if (!E.When)
    return true;
  const Place &P = E.When->Subject;
  if (P.Root != Place::RootKind::Param || !P.Path.empty() || P.AddressOf)
    return true;
  if (P.Index < R.Fixed.size() && R.Fixed[P.Index])
    return holds(E.When->Test, *R.Fixed[P.Index]);
  bool IsSignal = R.Caller == NoId && P.Index == 0;
  return !IsSignal || compatible(E.When->Test, {Predicate::Op::GT, 0});
}

/// The blocks reachable from \p B, including it, with the arguments of \p R.
static std::vector<bool> reachedFrom(const Function &F, const HandlerRun &R, BlockId B) {
  std::vector<bool> Out = reach(F, {B}, Along::Forward, [&](BlockId, const Edge &E) { return isOpen(R, E); });
  Out[B] = true;
  return Out;
}

bool comesBack(const UnitHandlers &Facts, const HandlerRun &R, BlockId B) {
  const Unit &U = *Facts.Of;
  const Function &F = U.Functions[R.Function];
  std::vector<bool> After = reachedFrom(F, R, B);
  bool Returns = false;
  for (BlockId Each = 0; Each < F.Blocks.size(); ++Each)
    Returns = Returns || (After[Each] && R.Reached[Each] && returnsAfter(U, F.Blocks[Each]));
  if (!Returns || R.Caller == NoId)
    return Returns;
  const HandlerRun &Caller = Facts.HandlerRuns[R.Caller];
  const std::vector<Block> &Blocks = U.Functions[Caller.Function].Blocks;
  for (BlockId Each = 0; Each < Blocks.size(); ++Each)
    for (const Event &E : Blocks[Each].Events)
      if (&E == R.Call)
        return comesBack(Facts, Caller, Each);
  return true;
}

std::vector<bool> functionsInHandlers(const UnitHandlers &Facts) {
  std::vector<bool> Inside(Facts.Of->Functions.size());
  for (const HandlerRun &R : Facts.HandlerRuns)
    Inside[R.Function] = true;
  return Inside;
}

bool isErrno(const Place &P) {
  return P.Root == Place::RootKind::Global && P.Name == "errno" && P.Path.empty() && !P.AddressOf;
}

} // namespace asyncsafe
