//===- HandlerUnsafe.cpp - What a handler must not do ---------------------===//

#include "analysis/handlers/HandlerDefects.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace asyncsafe {

namespace {

class UnsafeFinder {
public:
  explicit UnsafeFinder(const UnitFacts &Facts) : Facts(Facts), U(*Facts.Of) {}

  std::vector<UnsafeCall> run() {
    for (unsigned I = 0; I < Facts.HandlerRuns.size(); ++I)
      forEachReached(Facts, Facts.HandlerRuns[I], [&](const Event &E) { visit(E, I); });
    std::vector<UnsafeCall> Out;
    for (auto &[Key, Found] : Calls)
      Out.push_back(finish(std::move(Found)));
    return Out;
  }

private:
  struct Site {
    UnsafeCall First;
    std::set<uint32_t> Places;         ///< where else in the function: offsets
    std::set<FunctionId> Handlers;
  };

  void visit(const Event &E, unsigned Run) {
    UnsafeCall C;
    if (!E.Expr.isValid() || !classify(E, C))
      return;
    C.Run = Run;
    C.At = &E;
    const HandlerRun &R = Facts.HandlerRuns[Run];
    C.Sure = std::min(C.Sure, certaintyIn(Facts, R));
    Site &S = Calls[{R.Function, C.K, C.Callee}];
    S.Places.insert(E.Expr.Begin);
    S.Handlers.insert(Facts.Handlers[R.Install].Handler);
    bool Better = !S.First.At || C.Sure > S.First.Sure ||
                  (C.Sure == S.First.Sure && R.Install == Facts.HandlerRuns[S.First.Run].Install &&
                   E.Expr.Begin < S.First.At->Expr.Begin);
    if (Better)
      S.First = C;
  }

  bool classify(const Event &E, UnsafeCall &C) const {
    using Kind = UnsafeCall::Kind;
    if (E.Kind == EventKind::Throw) {
      C.K = Kind::Throw;
      return true;
    }
    bool IsEffect = E.Kind == EventKind::Effect;
    if (IsEffect && E.E.Kind == EffectKind::Interrupt && E.E.Raises == Source::Jump)
      return classifyJump(E, C);
    C.Callee = E.Site.Callee;
    if (C.Callee != NoId) {
      const Callee &F = U.Callees[C.Callee];
      if (F.Safety == SignalSafety::Unsafe)
        return true;
      if (F.Safety == SignalSafety::Safe)
        return false;
    }
    if (IsEffect && (E.E.Kind == EffectKind::Acquire || E.E.Kind == EffectKind::Release)) {
      bool Takes = E.E.Kind == EffectKind::Acquire;
      bool Heap = E.E.Resource == ResourceKind::Heap || E.E.Resource == ResourceKind::Array;
      bool Lock = E.E.Resource == ResourceKind::Lock || E.E.Resource == ResourceKind::SharedLock;
      C.K = Lock ? Kind::Lock : Takes ? Kind::Allocation : Kind::Deallocation;
      if (Heap || (Lock && Takes))
        return true;
    }
    if (C.Callee == NoId || E.Kind == EventKind::Destroy)
      return false;
    const Callee &F = U.Callees[C.Callee];
    bool Known = F.Body != NoId || F.Indirect || F.Constructor || F.Destructor;
    C.K = Kind::Unlisted;
    C.Sure = Certainty::Unknown;
    return !Known;
  }

  /// A jump out of a handler is fine unless it leaves something half done: say so
  /// where a function that is known to be is called under the landing place.
  bool classifyJump(const Event &E, UnsafeCall &C) const {
    C.K = UnsafeCall::Kind::Jump;
    if (E.JumpsTo != NoId)
      return false;
    C.Callee = E.Site.Callee;
    C.Abandoned = abandoned(E.Site);
    C.Sure = C.Abandoned ? Certainty::Likely : Certainty::Unknown;
    return true;
  }

  const Event *abandoned(const CallSite &Jump) const {
    if (Jump.Args.empty() || Jump.Args.front().isNone())
      return nullptr;
    std::vector<bool> Inside = functionsInHandlers(Facts);
    for (FunctionId F = 0; F < U.Functions.size(); ++F) {
      bool Lands = false;
      for (const Block &B : U.Functions[F].Blocks)
        for (const Event &E : B.Events)
          Lands = Lands || (E.Kind == EventKind::Effect && E.E.Kind == EffectKind::SetJump &&
                            E.E.Subject == Jump.Args.front());
      if (!Lands || Inside[F])
        continue;
      for (const Block &B : U.Functions[F].Blocks)
        for (const Event &E : B.Events)
          if (E.JumpsTo != NoId && E.Site.Callee != NoId && !U.Callees[E.Site.Callee].NoReturn &&
              U.Callees[E.Site.Callee].Safety == SignalSafety::Unsafe)
            return &E;
    }
    return nullptr;
  }

  static UnsafeCall finish(Site S) {
    S.First.Repeats = static_cast<unsigned>(S.Places.size() - 1);
    S.First.OtherHandlers = static_cast<unsigned>(S.Handlers.size() - 1);
    return S.First;
  }

  const UnitFacts &Facts;
  const Unit &U;
  std::map<std::tuple<FunctionId, UnsafeCall::Kind, CalleeId>, Site> Calls;
};

} // namespace

std::vector<UnsafeCall> findUnsafeCalls(const UnitFacts &Facts) { return UnsafeFinder(Facts).run(); }

} // namespace asyncsafe
