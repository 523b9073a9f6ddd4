//===- AfterCatch.cpp - What is lost once rather than each time -----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/AfterCatch.h"

#include "analysis/engine/FunctionValues.h"
#include "analysis/engine/Paths.h"
#include "analysis/exposures/Unwind.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// Functions further out than this are not searched: the answer is then that it is lost each time.
constexpr size_t MostFrames = 1000;

bool isLock(ResourceKind K) {
  return K == ResourceKind::Lock || K == ResourceKind::SharedLock || K == ResourceKind::Semaphore;
}

/// Work of the event itself that a held lock may stop, or that a program which goes on does.
bool lasts(const Unit &U, const Event &E) {
  if (E.kind() == EventKind::Effect)
    return (E.effect().Kind == EffectKind::Block && E.effect().Sure != Certainty::Unknown) ||
           (E.effect().Kind == EffectKind::Acquire && isLock(E.effect().Resource)) ||
           E.effect().Kind == EffectKind::RunsOnThread || E.effect().Kind == EffectKind::RunsCallback;
  if (E.kind() != EventKind::Call || !isOpen(U, E.site().Callee))
    return false;
  const Callee &C = U.Callees[E.site().Callee];
  return !C.Standard && !C.NoReturn && C.Safety == SignalSafety::Unlisted;
}

bool endsProgram(const Unit &U, const Event &E) {
  CalleeId C = E.site().Callee;
  return C != NoId && U.Callees[C].NoReturn && bodyOf(U, C, Runs::Perhaps) == NoId;
}

} // namespace

AfterCatch::AfterCatch(const Callees &Calls)
    : Calls(Calls), U(Calls.unit()), InSight(callersKnown(U)), Lasts(U.Functions.size()),
      Throws(U.Functions.size()) {
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    forEachEvent(U.Functions[F], [&](Position, const Event &E) {
      Lasts[F] = Lasts[F] || lasts(U, E);
      Throws[F] = Throws[F] || E.kind() == EventKind::Throw ||
                  (E.is(EffectKind::Interrupt) && E.effect().Raises == Source::Jump);
    });
  Calls.spreadUp(Lasts);
  Calls.spreadUp(Throws);
}

/// The frames further out than one point, and what follows in them.
class AfterCatch::Search {
public:
  Search(const AfterCatch &Of, const Event *Acquire, const ExposedPoint &P, bool Lock)
      : Of(Of), U(Of.U), Acquire(Acquire), Lock(Lock) {
    Strikes.Kind = EffectKind::Interrupt;
    Strikes.Raises = P.Why;
    Strikes.Why = P.From;
  }

  bool isLostOnce(FunctionId In, const Event &At) {
    Around.insert(In);
    Work.push_back(In);
    while (!Work.empty()) {
      FunctionId F = Work.back();
      Work.pop_back();
      if (U.Functions[F].IsMain)
        continue;
      if (!Of.InSight[F] || Of.Calls.startsThread(F) || Of.Calls.callers(F).empty() ||
          Around.size() > MostFrames)
        return false;
      for (const CallEdge &C : Of.Calls.callers(F))
        if (Around.insert(C.From).second)
          Work.push_back(C.From);
    }
    if (!endsAround(In, At))
      return false;
    for (FunctionId F : Around)
      for (const CallEdge &C : Of.Calls.callers(F))
        if (!endsAround(C.From, *C.At))
          return false;
    return true;
  }

private:
  /// Whatever catches in \p F what comes from \p At leads to the end.
  bool endsAround(FunctionId F, const Event &At) {
    const Function &Fn = U.Functions[F];
    if (Strikes.Raises == Source::Jump)
      return At.JumpsTo == NoId || endsFrom(F, {At.JumpsTo, 0});
    for (ScopeId Id = At.Scope; Id != NoId; Id = Fn.Scopes[Id].Parent)
      for (const Handler &H : Fn.Scopes[Id].Handlers)
        if (match(H, Strikes, U) != Match::No && !endsFrom(F, {H.Entry, 0}))
          return false;
    return true;
  }

  bool endsFrom(FunctionId F, Position From) {
    auto [It, New] = Entered.try_emplace({F, From.Block, From.Index}, true);
    if (!New)
      return It->second;
    bool Returns = false;
    const Function &Fn = U.Functions[F];
    Walked W = walk(Fn, From, [&](Position P, const Event &E) {
      if (Lock && isInLoop(Fn, P.Block))
        return Visit::Stop; // until another thread has done something
      if (E.kind() == EventKind::Throw)
        return E.effect().Why->Type.empty() ? Visit::EndPath : Visit::Stop; // the frames further out decide
      if (endsProgram(U, E))
        return E.effect().Raises == Source::Jump && E.is(EffectKind::Interrupt) ? Visit::Stop
                                                                                : Visit::EndPath;
      if (goesOn(E))
        return Visit::Stop;
      if (CalleeId C = E.site().Callee; C != NoId && U.Callees[C].NoReturn)
        return Visit::EndPath;
      Returns |= E.kind() == EventKind::Return;
      return E.kind() == EventKind::Return ? Visit::EndPath : Visit::GoOn;
    });
    bool Ends = !W.Stopped && (!(Returns || !W.Ends.empty()) || endsBehind(F));
    return Entered[{F, From.Block, From.Index}] = Ends;
  }

  /// Once \p F has returned.
  bool endsBehind(FunctionId F) {
    if (U.Functions[F].IsMain)
      return !Lock || Of.Calls.threads().empty();
    return std::all_of(Of.Calls.callers(F).begin(), Of.Calls.callers(F).end(),
                       [&](const CallEdge &C) { return endsFrom(C.From, {C.Block, C.Index + 1}); });
  }

  /// The program does again what has lost the resource, or what the lost lock may stop.
  bool goesOn(const Event &E) const {
    if (&E == Acquire || (Lock && lasts(U, E)))
      return true;
    auto May = [&](FunctionId Body) {
      return Body != NoId && (Around.count(Body) || (Lock && Of.Lasts[Body]));
    };
    FunctionId Body = bodyOf(U, E, Runs::Perhaps);
    if (May(Body))
      return true;
    if (const FunctionValues::Answer *Behind = Of.Calls.values().calledBy(E))
      if (std::any_of(Behind->Bodies.begin(), Behind->Bodies.end(), May))
        return true;
    // A function that never returns may do so because it throws.
    return Body != NoId && U.Callees[E.site().Callee].NoReturn && Of.Throws[Body];
  }

  const AfterCatch &Of;
  const Unit &U;
  const Event *const Acquire;
  const bool Lock;
  Effect Strikes;
  std::set<FunctionId> Around; ///< the function, and all that lead to it
  std::vector<FunctionId> Work;
  std::map<std::tuple<FunctionId, BlockId, unsigned>, bool> Entered;
};

bool AfterCatch::isLostOnce(const Exposure &X, const ExposedPoint &P) {
  auto In = static_cast<FunctionId>(X.In - U.Functions.data());
  bool Lock = !isHandle(X.Resource);
  auto [It, New] = Known.try_emplace({X.Acquire, P.At->Scope, P.At->JumpsTo, P.Why, P.type(), Lock});
  if (New)
    It->second = Search(*this, X.Acquire, P, Lock).isLostOnce(In, *P.At);
  return It->second;
}

} // namespace asyncsafe
