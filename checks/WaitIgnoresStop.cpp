//===- WaitIgnoresStop.cpp - Threads that cannot be stopped ---------------===//
//
// A thread has a stop flag or a stop token, and waits without end, or for long, for
// something that the request to stop neither is nor wakes.
//
//===----------------------------------------------------------------------===//

#include "analysis/Shared.h"
#include "checks/Wording.h"
#include "models/StandardNames.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, std::vector<Finding> &Out);

constexpr CheckInfo Info = {
    "asyncsafe-wait-ignores-stop",
    "a thread waits without end, or for long, for something that the request to stop it does not wake",
    "C",
    "0.2",
    "CWE-833, CWE-835",
    true,
    run,
};
const RegisterCheck Registered(Info);

/// `wait(lock, predicate)` of a condition variable that takes tokens could have the token.
bool takesToken(const DeafWait &W, const Unit &U) {
  bool IsWait = W.Wait->site().Args.size() == (W.Limit ? 3 : 2);
  return W.HasPredicate && IsWait && U.Callees[W.Wait->site().Callee].Name.rfind(TokenConditionClass, 0) == 0;
}

std::vector<Edit> passToken(const DeafWait &W) {
  const Event &E = *W.Wait;
  size_t Comma = E.Spelling->find(',');
  std::string_view Before = std::string_view(*E.Spelling).substr(0, Comma);
  // Where the spelling may differ from the source in blanks, the offset is not known.
  if (Comma == std::string::npos || Before.find(' ') != std::string::npos)
    return {};
  return {{E.Expr.File, E.Expr.Begin + static_cast<uint32_t>(Comma), 0, ", " + W.Flag.Name.str()}};
}

void tokenFinding(const DeafWait &W, const Unit &U, Finding &F) {
  std::string Token = quoted(W.Flag.Name.str());
  F.Message = waiterName(*W.Wait, U) +
              (W.Limit ? " goes on " + limitName(*W.Limit) : " does not end") +
              " when a stop is requested of " + Token;
  bool TakesToken = takesToken(W, U);
  // With a limit its result says already whether to go on.
  bool IsReliedOn = W.IsReliedOn && !W.Limit;
  if (TakesToken && !IsReliedOn)
    F.Fixes = passToken(W);
  F.Notes.push_back(
      {W.Wait->Expr,
       TakesToken ? (IsReliedOn ? "give the token to the wait, and go on only if it then returns true"
                                : "give the token to the wait, which then ends with the request")
       : W.IsCondition ? "wait with std::condition_variable_any, which takes the token"
       : W.Limit
           ? "wait so long with std::condition_variable_any, which takes the token"
           : "wait for something that takes the token, or register a std::stop_callback that wakes it"});
}

void flagFinding(const DeafWait &W, const Unit &U, Finding &F) {
  std::string Flag = quoted(sharedName(W.Flag, U));
  std::string What = waiterName(*W.Wait, U);
  std::string UpTo = W.Limit ? " " + limitName(*W.Limit) : "";
  F.Message = What + (W.Wake    ? " goes on waiting" + UpTo + " when " + Flag +
                                      " is stored to stop this thread: what it waits for does not include it"
                      : W.Limit ? " waits" + UpTo + ", and is not woken when " + Flag +
                                      " is stored to stop this thread"
                                : " is not woken when " + Flag + " is stored to stop this thread");
  addWaitChain(W.Chain, F.Notes);
  if (W.Test)
    F.Notes.push_back({W.Test->Expr, "the thread looks at " + Flag + " only here"});
  F.Notes.push_back({W.Store->Expr, "the stop is requested here"});
  if (W.Wake)
    F.Notes.push_back({W.Wake->Expr, "this wakes the wait, which tests something else and goes on"});
  if (W.Close)
    F.Notes.push_back({W.Close->Expr, "on Linux, closing a descriptor ends no wait that has begun"});
  if (W.Join)
    F.Notes.push_back({W.Join->Expr, "and this waits for the thread"});
  F.Notes.push_back({W.Wait->Expr, W.Wake          ? "let what ends the wait include " + Flag
                                   : W.TestsOther  ? "let what ends the wait include " + Flag +
                                                        ", and notify it after that is stored, under its lock"
                                   : W.IsCondition ? "notify it after " + Flag + " is stored, under its lock"
                                   : W.IsAtomic ? "change it and notify it after " + Flag + " is stored"
                                   : W.IsSleep ? "wait so long for something that whoever stores " + Flag +
                                                     " can wake: a condition variable, a descriptor"
                                               : "let whoever stores " + Flag +
                                                     " end it too: shut the socket down, post the semaphore, or "
                                                     "wait for a second descriptor as well"});
}

void run(const UnitFacts &Facts, const AnalysisOptions &Options, std::vector<Finding> &Out) {
  const Unit &U = *Facts.Of;
  for (const DeafWait &W : Facts.DeafWaits) {
    if (W.Sure == Certainty::Unknown && !Options.Strict)
      continue;
    Finding F;
    F.Check = Info.Id;
    F.Where = W.Wait->Expr;
    F.Sure = W.Sure;
    F.Why = Source::Signal;
    if (W.IsToken)
      tokenFinding(W, U, F);
    else
      flagFinding(W, U, F);
    Out.push_back(std::move(F));
  }
}

} // namespace

} // namespace asyncsafe
