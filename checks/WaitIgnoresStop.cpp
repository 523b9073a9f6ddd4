//===- WaitIgnoresStop.cpp - Waits that a request to stop does not end ----===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A thread has a stop flag or a stop token, and waits without bound, or for long, for something that the
// request to stop does not wake.
//
//===----------------------------------------------------------------------===//

#include "analysis/engine/Shared.h"
#include "checks/Wording.h"
#include "models/StandardNames.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-wait-ignores-stop",
    "a thread waits, with no timeout or a long one, for something that a stop request does not wake",
    "C",
    "0.2",
    "CWE-833, CWE-835",
    run,
};
const RegisterCheck Registered(Info);

/// `wait(lock, predicate)` of a condition variable class that also accepts a token.
bool takesToken(const UnstoppableWait &W, const Unit &U) {
  bool IsWait = W.Wait->site().Args.size() == (W.Limit ? 3 : 2);
  return W.HasPredicate && IsWait && U.Callees[W.Wait->site().Callee].Name.rfind(TokenConditionClass, 0) == 0;
}

std::vector<UnitEdit> passToken(const UnstoppableWait &W) {
  const Event &E = *W.Wait;
  size_t Comma = E.Spelling->find(',');
  std::string_view Before = std::string_view(*E.Spelling).substr(0, Comma);
  // If the printed text may differ from the source in blanks, the offset is unknown.
  if (Comma == std::string::npos || Before.find(' ') != std::string::npos)
    return {};
  return {{E.Expr.File, E.Expr.Begin + static_cast<uint32_t>(Comma), 0, ", " + W.Flag.Name.str()}};
}

void tokenFinding(const UnstoppableWait &W, const Unit &U, Draft &F) {
  std::string Token = quoted(W.Flag.Name.str());
  F.Message = waiterName(*W.Wait, U) + (W.Limit ? " keeps waiting " + limitName(*W.Limit) : " is not woken") +
              " when a stop is requested through " + Token;
  bool TakesToken = takesToken(W, U);
  // The result of a wait with a limit already tells whether to continue.
  bool IsReliedOn = W.IsReliedOn && !W.Limit;
  if (TakesToken && !IsReliedOn)
    F.fix("pass the stop token to the wait", passToken(W));
  F.help(TakesToken ? (IsReliedOn ? "pass the token to the wait, and continue only if it then returns true"
                                  : "pass the token to the wait, so that a stop request ends it")
         : W.IsCondition ? "wait with std::condition_variable_any, which accepts the token"
         : W.Limit
             ? "replace the sleep with a timed wait on std::condition_variable_any, which accepts the token"
             : "wait for something that accepts the token, or register a std::stop_callback that wakes the "
               "thread");
}

void flagFinding(const UnstoppableWait &W, const Unit &U, Draft &F) {
  std::string Flag = quoted(sharedName(W.Flag, U));
  std::string What = waiterName(*W.Wait, U);
  std::string UpTo = W.Limit ? " " + limitName(*W.Limit) : "";
  F.Message =
      What + (W.Wake    ? " keeps waiting" + UpTo + " when " + Flag +
                              " is set to stop this thread: its condition does not include " + Flag
              : W.Limit ? " waits" + UpTo + ", and is not woken when " + Flag + " is set to stop this thread"
                        : " is not woken when " + Flag + " is set to stop this thread");
  addWaitChain(W.Chain, F);
  if (W.Test)
    F.note(W.Test->Expr, "the thread tests " + Flag + " only here");
  F.note(W.Store->Expr, "the stop is requested here");
  if (W.Wake)
    F.note(W.Wake->Expr, "this wakes the wait, which tests another condition and continues");
  if (W.Close)
    F.note(W.Close->Expr, "on Linux, closing a descriptor does not end a wait that has begun");
  if (W.Join)
    F.note(W.Join->Expr, "and this waits for the thread to end");
  F.help(W.Wake ? "include " + Flag + " in the wait's condition"
         : W.TestsOther
             ? "include " + Flag + " in the wait's condition, set it under the wait's lock, then notify"
         : W.IsCondition ? "set " + Flag + " under the wait's lock, then notify"
         : W.IsAtomic    ? "after setting " + Flag + ", change the object that is waited on and notify it"
         : W.IsSleep
             ? "replace the sleep with a timed wait that the thread setting " + Flag + " can wake, such as " +
                   (U.IsCxx ? "condition_variable::wait_for" : "a timed wait on a condition variable")
             : "end the wait where " + Flag +
                   " is set: shut down the socket, post the semaphore, or wait for a "
                   "second descriptor too");
}

void addConsequence(const UnstoppableWait &W, Draft &F) {
  std::string Joins = W.Join ? ", and the code that joins it blocks" : "";
  if (W.Limit)
    F.consequence(Level::Warning, "the thread ends late" + Joins + " " + limitName(*W.Limit));
  else
    F.consequence(Level::Error, "the thread never ends" + Joins + (W.Join ? " forever" : ""));
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const Unit &U = *Facts.Of;
  for (const UnstoppableWait &W : Facts.UnstoppableWaits) {
    if (!Out.speaks(W.Sure))
      continue;
    Draft F(Out, Info, W.Wait->Expr, W.Sure, Cause::stop());
    if (W.IsToken)
      tokenFinding(W, U, F);
    else
      flagFinding(W, U, F);
    addConsequence(W, F);
    Out.add(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
