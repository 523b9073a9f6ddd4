//===- EintrMishandled.cpp - EINTR handled incorrectly -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// EINTR is handled incorrectly: the call must not be retried, the retry restarts the full timeout, or
// EINTR is looked for in the wrong place.
//
//===----------------------------------------------------------------------===//

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"
#include "checks/WaitWording.h"

namespace asyncsafe {

namespace {

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out);

constexpr CheckInfo Info = {
    "asyncsafe-eintr-mishandled",
    "EINTR is handled incorrectly: close is retried, the full timeout restarts, or errno is read after "
    "another call",
    "C",
    "0.2",
    "CWE-391, CWE-675",
    run,
    "high",
};
const RegisterCheck Registered(Info);

/// The resource that the call itself releases: a retry would release another one.
std::optional<ResourceKind> released(const SignalWait &X, const Unit &U) {
  for (const Event &E : U.Functions[X.At.In].Blocks[X.At.Block].Events)
    if (E.is(EffectKind::Release) && E.Expr == X.At.At->Expr)
      return E.effect().Resource;
  return std::nullopt;
}

/// If the argument of a call changes errno, the call does too if it makes calls of its own; the reader
/// must look at it.
const Event &changer(const SignalWait &X, const Unit &U) {
  const Event *Outer = X.Then;
  auto MakesCalls = [&](const Event &E) {
    FunctionId Body = E.site().Callee == NoId ? NoId : bodyOf(U, E.site().Callee, Runs::Surely);
    if (Body == NoId)
      return false;
    for (const Block &B : U.Functions[Body].Blocks)
      for (const Event &Each : B.Events)
        if (Each.site().Callee != NoId && !U.Callees[Each.site().Callee].KeepsErrno)
          return true;
    return false;
  };
  for (const Block &B : U.Functions[X.At.In].Blocks)
    for (const Event &E : B.Events) {
      const SourceRange &In = Outer->Expr, &Around = E.Expr;
      if (E.kind() == EventKind::Call && Around.File == In.File && Around.Begin <= In.Begin &&
          In.End <= Around.End && !(Around == In) && MakesCalls(E))
        Outer = &E;
    }
  return *Outer;
}

std::string callName(const Event &E, const Unit &U) {
  return "'" + (E.site().Callee == NoId ? *E.Spelling : U.Callees[E.site().Callee].Display) + "'";
}

/// A whole program that starts no thread: no other thread can reuse the descriptor's number before the
/// retry.
bool isAlone(const Unit &U) {
  bool IsProgram = false, Starts = false;
  for (const Function &F : U.Functions) {
    IsProgram |= F.IsMain;
    forEachEvent(F, [&](Position, const Event &E) { Starts |= E.is(EffectKind::RunsOnThread); });
  }
  return IsProgram && !Starts && !U.Linked.empty();
}

struct Words {
  std::string Message, WayOut;
  Level Severity = Level::Warning;
  std::string Consequence;
};

Words words(const SignalWait &X, const UnitFacts &Facts, bool Alone) {
  std::string Call = waitName(X, Facts);
  constexpr const char *NeverSeen =
      "EINTR is never recognised, and an interrupted call is treated as a failure";
  switch (X.What) {
  case SignalDefect::NotRepeatable:
    switch (released(X, *Facts.Of).value_or(ResourceKind::Handle)) {
    case ResourceKind::Fd:
      return {Call + " is retried after EINTR, but Linux has already closed the descriptor; its number may "
                     "have been reused",
              "do not retry it: Linux closes the descriptor even if the call fails",
              Alone ? Level::Note : Level::Error,
              Alone ? "the retry fails with EBADF: this program starts no thread that could reuse the number"
                    : "a descriptor that another thread has just opened can be closed"};
    case ResourceKind::File:
    case ResourceKind::Directory:
      return {
          Call + " is retried after EINTR, but the stream has already been freed",
          "do not retry it: the stream is gone even if the call fails; to learn of a write error, flush the "
          "stream first",
          Level::Error, "freed memory is used, and can be freed twice"};
    default:
      if (X.At.E.Resource == ResourceKind::File)
        return {Call + " is retried after EINTR, but the error flag of the stream stays set",
                "call clearerr() before retrying", Level::Warning,
                "a later ferror() reports an error that is over; on some systems every retry fails at once"};
      return {Call + " is retried after EINTR, but the first attempt continues in the background",
              "wait until the socket is writable, then read the outcome with getsockopt(SO_ERROR)",
              Level::Warning,
              "the retry fails (EALREADY, EISCONN), and a connection that succeeds is treated as failed"};
    }
  case SignalDefect::FullLimit:
    return {Call + " restarts its full timeout after each signal",
            "compute the remaining time from a deadline before each call", Level::Warning,
            "signals that keep coming prolong the wait without limit"};
  case SignalDefect::StaleErrno:
    return {waitName(X, Facts) + " fails, and " + callName(changer(X, *Facts.Of), *Facts.Of) +
                " may change errno before it is tested for EINTR",
            "save errno right after the failed call, and test the saved value", Level::Warning,
            "an interrupted call can be treated as a failure, or a failure retried"};
  case SignalDefect::ErrnoNotSet:
    return {"errno is tested for EINTR, but " + Call + " returns the error number and does not set errno",
            "compare the result with EINTR", Level::Warning, NeverSeen};
  case SignalDefect::ResultIsMinusOne:
    return {Call + " returns -1 when it fails; its result is never EINTR", "compare errno with EINTR",
            Level::Warning, NeverSeen};
  case SignalDefect::ResultNotNegated:
    return {Call + " returns -1 when it fails; its result is never -EINTR", "compare errno with EINTR",
            Level::Warning, NeverSeen};
  case SignalDefect::ErrnoNotNegated:
    return {"errno is tested for -EINTR after " + Call + " has failed, but it is never negative",
            "compare errno with EINTR", Level::Warning, NeverSeen};
  case SignalDefect::GoesOn:
    return {Call + " fails with EINTR, which is tested for, but the code goes on without a retry",
            "retry the call; 'continue' in do ... while (0) leaves the loop", Level::Error,
            "the code uses a descriptor that it has not got"};
  case SignalDefect::RepeatsNothing:
    return {
        Call + " fails with EINTR, which is tested for, but 'continue' in do ... while (0) does not retry it",
        "loop while the call fails with EINTR", Level::Warning,
        "an interrupted call is treated as a failure"};
  default:
    return {};
  }
}

/// The first event after errno is tested behind the other call: the test itself is not an event.
const Event *firstAfterErrnoTest(const SignalWait &X, const Unit &U) {
  const Function &F = U.Functions[X.At.In];
  auto Holds = [&](const Block &B) {
    return !B.Events.empty() && &B.Events.front() <= X.Then && X.Then <= &B.Events.back();
  };
  for (BlockId B = 0; B < F.Blocks.size(); ++B) {
    if (!Holds(F.Blocks[B]))
      continue;
    std::vector<bool> Behind = reachableFrom(F, B);
    Behind[B] = true;
    const Event *First = nullptr;
    for (BlockId Test = 0; Test < F.Blocks.size(); ++Test)
      for (const Edge &E : F.Blocks[Test].Successors)
        if (Behind[Test] && E.When && isErrno(E.When->Subject))
          for (const Event &Each : F.Blocks[E.To].Events)
            if (Each.Expr.isValid() && Each.Expr.Begin > X.Then->Expr.Begin &&
                (!First || Each.Expr.Begin < First->Expr.Begin))
              First = &Each;
    return First;
  }
  return nullptr;
}

void run(const UnitFacts &Facts, const AnalysisOptions &, Reporter &Out) {
  const bool Alone = isAlone(*Facts.Of);
  forEachWait(Facts, Out, [&](const SignalWait &X) {
    Words W = words(X, Facts, Alone);
    if (W.Message.empty())
      return;
    Draft F = findingAt(Out, Info, X);
    F.Message = std::move(W.Message);
    if (X.Then && X.What == SignalDefect::GoesOn) {
      F.note(*X.Then, "the result of the failed call is used here");
    } else if (X.Then) {
      F.note(changer(X, *Facts.Of), "this may change errno");
      if (const Event *After = firstAfterErrnoTest(X, *Facts.Of))
        F.note(*After, "errno is tested for EINTR before this point");
    }
    F.consequence(W.Severity, std::move(W.Consequence));
    F.help(std::move(W.WayOut));
    Out.add(std::move(F));
  });
}

} // namespace

} // namespace asyncsafe
