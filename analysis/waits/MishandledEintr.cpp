//===- MishandledEintr.cpp - EINTR dealt with in a wrong way -------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/Paths.h"
#include "analysis/handlers/Timers.h"
#include "analysis/waits/SignalContext.h"

#include <algorithm>

namespace asyncsafe {

namespace {

class MishandledFinder {
public:
  explicit MishandledFinder(SignalContext &C) : C(C), U(C.U) {}

  void mishandled(const Wait &W) {
    // A function that never compares with EINTR does not handle it, and is not followed.
    if (W.E.Wait->Signal == OnSignal::Ignores || !C.Paths.comparesWithEintr(W))
      return;
    const AfterWait &After = C.afterEintr(W);
    if (!After.Complete)
      return;
    if (After.Changer && C.isUsed(W)) {
      SignalWait &X = C.add(SignalDefect::StaleErrno, W, After.ChangerSure);
      X.Sure = After.ChangerSure; // it does not matter whether it blocks
      X.Then = After.Changer;
    }
    switch (After.Wrong) {
    case AfterWait::Sentinel::None:
      break;
    case AfterWait::Sentinel::ErrnoIsNotSet:
      C.add(SignalDefect::ErrnoNotSet, W, Certainty::Definite);
      break;
    case AfterWait::Sentinel::ResultIsMinusOne:
      C.add(SignalDefect::ResultIsMinusOne, W, Certainty::Definite).Sure = Certainty::Definite;
      break;
    case AfterWait::Sentinel::ResultIsNotNegated:
      C.add(SignalDefect::ResultNotNegated, W, Certainty::Definite).Sure = Certainty::Likely;
      break;
    case AfterWait::Sentinel::ErrnoIsPositive:
      C.add(SignalDefect::ErrnoNotNegated, W, Certainty::Definite).Sure = Certainty::Definite;
      break;
    }
    if (After.GoesOnWith) {
      SignalWait &X = C.add(SignalDefect::GoesOn, W, Certainty::Definite);
      X.Sure = Certainty::Likely; // EINTR is tested for
      X.Then = After.GoesOnWith;
    } else if (After.RepeatsNothing) {
      C.add(SignalDefect::RepeatsNothing, W, Certainty::Definite).Sure = Certainty::Likely;
    }
    auto Retry = std::find_if(After.Agains.begin(), After.Agains.end(), [&](const Again &A) {
      // If what is waited for is tried in each round, the limit is that of one try.
      return A.ForEintr && (W.E.Wait->NoRetry ? !A.Changed : !A.LimitChanged && !A.Tried);
    });
    if (Retry == After.Agains.end())
      return;
    if (W.E.Wait->NoRetry) {
      // Code that also tests for other errors was written with the call's failures in mind.
      if (!After.AsksOther)
        C.add(SignalDefect::NotRepeatable, W, Certainty::Definite).Sure =
            isSureToHarm(W) ? Certainty::Likely : Certainty::Unknown;
      return;
    }
    if (repeatsLimit(W) && C.Paths.follow(W, Outcome::TimedOut).Agains.empty())
      C.add(SignalDefect::FullLimit, W,
            W.E.Wait->Length == WaitLength::Bounded || isTicked(W) ? Certainty::Likely : Certainty::Unknown);
  }

private:
  bool releases(const Wait &W) const {
    return std::any_of(C.eventsAt(W).begin(), C.eventsAt(W).end(),
                       [&](const Event &E) { return E.Expr == W.At->Expr && E.is(EffectKind::Release); });
  }

  bool isSureToHarm(const Wait &W) const {
    if (W.E.Resource == ResourceKind::File && !releases(W))
      return asksForError(W);
    return releases(W) || isKnownToBlock(W) || isGivenToBlock(W);
  }

  /// The descriptor is a parameter, the function tests for no error but EINTR, and no code here uses
  /// non-blocking sockets, for which connect() is repeated on purpose.
  bool isGivenToBlock(const Wait &W) const {
    constexpr int64_t InProgress = 115, Already = 114, IsConnected = 106; // on Linux
    if (W.Nonblocking || W.E.Subject.Root != Place::RootKind::Param)
      return false;
    bool Knows = false;
    for (const Function &F : U.Functions) {
      forEachEvent(F, [&](Position, const Event &E) { Knows |= E.is(EffectKind::SetNonblocking); });
      forEachEdge(F, [&](BlockId, const Edge &E) {
        if (!E.When || !isErrno(E.When->Subject))
          return;
        int64_t Error = E.When->Test.Constant;
        Knows |= Error == InProgress || Error == Already || Error == IsConnected;
        Knows |= &F == &U.Functions[W.In] && Error != EintrNumber;
      });
    }
    return !Knows;
  }

  /// The stream's error flag, which the interruption has set, is tested.
  bool asksForError(const Wait &W) const {
    Place Stream = W.E.Subject;
    Stream.deref();
    auto IsPart = [&](const Place &P) { return !P.isNone() && P != Stream && P.startsWith(Stream); };
    const Function &F = U.Functions[W.In];
    return hasBranchOn(F, IsPart) || hasEvent(F, [&](const Event &E) {
             return (E.kind() == EventKind::Assign && IsPart(E.other())) ||
                    (E.kind() == EventKind::Return && IsPart(E.subject()));
           });
  }

  /// A timer fires repeatedly and its handler returns: a limit longer than its period never ends.
  bool isTicked(const Wait &W) {
    constexpr int64_t Alarm = 14; // SIGALRM on Linux
    bool Strikes = false, Repeats = false;
    for (unsigned I = 0; I < C.Facts.Handlers.size(); ++I)
      Strikes |= C.Facts.Handlers[I].Signal == Alarm && C.Handlers[I].Returns &&
                 breaks(C.Facts.Handlers[I], W.E.Wait->Signal) == Certainty::Definite &&
                 !C.isKeptOut(C.Facts.Handlers[I], W) && C.canStrike(I, W);
    if (!Strikes)
      return false;
    for (const Function &F : U.Functions)
      forEachEvent(F, [&](Position, const Event &E) { Repeats |= timerSet(F, E) == Timer::Repeats; });
    return Repeats;
  }

  /// The function creates the descriptor itself, tests for no error but EINTR, and does not make it
  /// non-blocking.
  bool isKnownToBlock(const Wait &W) const {
    const Function &F = U.Functions[W.In];
    bool OtherErrors = false;
    forEachEdge(F, [&](BlockId, const Edge &E) {
      OtherErrors |= E.When && isErrno(E.When->Subject) && E.When->Test.Constant != EintrNumber;
    });
    return !OtherErrors && !W.Nonblocking && hasEvent(F, [&](const Event &E) {
      return E.kind() == EventKind::Assign && E.subject() == W.E.Subject && acquired(W.In, E.other());
    });
  }

  bool acquired(FunctionId F, const Place &Value) const {
    if (Value.isNone())
      return false;
    for (const Block &B : U.Functions[F].Blocks)
      for (const Event &E : B.Events)
        if (E.is(EffectKind::Acquire) && E.effect().Subject == Value)
          return true;
    return false;
  }

  /// A duration known to be the same each time.
  static bool repeatsLimit(const Wait &W) {
    if (W.E.Wait->Length == WaitLength::Unbounded || W.E.Wait->Deadline || W.E.Wait->SpendsLimit)
      return false;
    if (W.E.OtherValue)
      return true;
    if (W.E.Other.isNone())
      return false;
    // `nanosleep(&left, &left)`.
    return std::count(W.At->site().Args.begin(), W.At->site().Args.end(), W.E.Other) < 2;
  }

  SignalContext &C;
  const Unit &U;
};

} // namespace

void findMishandledEintr(SignalContext &C) {
  for (const Wait &W : C.Waits)
    if (W.isOwn())
      MishandledFinder(C).mishandled(W);
}

} // namespace asyncsafe
