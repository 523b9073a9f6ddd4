//===- Roles.cpp - Which functions can be cancelled -----------------------===//

#include "analysis/exposures/Roles.h"

#include <algorithm>

namespace asyncsafe {

namespace {

bool within(const SourceRange &Inner, const SourceRange &Outer) {
  return Inner.File == Outer.File && Inner.Begin >= Outer.Begin && Inner.End <= Outer.End;
}

class RoleFinder {
public:
  explicit RoleFinder(const Callees &Calls) : U(Calls.unit()), Calls(Calls) {}

  std::vector<bool> run() {
    std::vector<bool> Targets(U.Functions.size()), OnThread = Calls.onThreads();
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      Targets[F] = saysSo(U.Functions[F]);
    bool Everyone = Calls.threads().empty() && hasOwnEvidence();
    std::vector<bool> Cancels = cancellersSide();
    bool Threads = threadsAreCancelled(OnThread);
    for (FunctionId F = 0; F < Targets.size(); ++F)
      Targets[F] = Targets[F] || (OnThread[F] && Threads) || (Everyone && !Cancels[F]);
    return Targets;
  }

private:
  bool saysSo(const Function &F) const {
    for (const UnwindScope &S : F.Scopes)
      if (S.Kind == ScopeKind::Cleanup && (S.RunsOn & (1u << static_cast<unsigned>(Source::Cancel))) &&
          hasEvidence(S.Range))
        return true;
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.kind() == EventKind::Effect && E.effect().Raises == Source::Cancel &&
            concernsCancelling(E.effect().Kind) && hasEvidence(E.Expr))
          return true;
    return false;
  }

  /// Whoever starts a thread knows its name: it is cancelled here, or what it runs says that
  /// it is cancelled elsewhere.
  bool threadsAreCancelled(const std::vector<bool> &OnThread) const {
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      if (OnThread[F] ? saysSo(U.Functions[F]) : requestsCancelling(U.Functions[F]))
        return true;
    return false;
  }

  static bool isMaskEffect(EffectKind K) {
    return K == EffectKind::Mask || K == EffectKind::Unmask || K == EffectKind::RestoreMask;
  }

  static bool concernsCancelling(EffectKind K) { return isMaskEffect(K) || K == EffectKind::Interrupt; }

  /// Somebody who wrote this very file reckons with cancellation, here and not
  /// only on behalf of callers elsewhere.
  bool hasOwnEvidence() const {
    return std::any_of(U.LiveEvidence.begin(), U.LiveEvidence.end(), [&](const Evidence &E) {
      return E.Of == Source::Cancel && E.Where.isValid() && U.isMainFile(E.Where.File) &&
             std::none_of(U.Functions.begin(), U.Functions.end(),
                          [&](const Function &F) { return within(E.Where, F.Range) && onlySetsState(F); });
    });
  }

  /// A wrapper that sets the cancel state for its callers.
  static bool onlySetsState(const Function &F) {
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.kind() != EventKind::Assign && E.kind() != EventKind::Return &&
            !(E.kind() == EventKind::Effect && isMaskEffect(E.effect().Kind)))
          return false;
    return true;
  }

  bool hasEvidence(const SourceRange &R) const {
    return std::any_of(U.LiveEvidence.begin(), U.LiveEvidence.end(), [&](const Evidence &E) {
      return E.Of == Source::Cancel && E.Where.File == R.File && E.Where.Begin >= R.Begin &&
             E.Where.Begin <= R.End;
    });
  }

  /// The functions under main, and under a root of the call graph that reaches
  /// the request to cancel: they run on the thread that cancels others.
  std::vector<bool> cancellersSide() const {
    std::vector<bool> Reaches(U.Functions.size());
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      Reaches[F] = requestsCancelling(U.Functions[F]);
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (FunctionId F = 0; F < Reaches.size(); ++F)
        if (!Reaches[F] && std::any_of(Calls.callees(F).begin(), Calls.callees(F).end(),
                                       [&](const CallEdge &E) { return Reaches[E.To]; }))
          Changed = Reaches[F] = true;
    }
    std::vector<bool> Side(U.Functions.size());
    for (FunctionId F = 0; F < Side.size(); ++F)
      Side[F] = U.Functions[F].IsMain || (Reaches[F] && !hasCaller(F));
    Calls.spread(Side);
    return Side;
  }

  bool hasCaller(FunctionId F) const {
    return std::any_of(Calls.callers(F).begin(), Calls.callers(F).end(),
                       [&](const CallEdge &E) { return E.From != F; });
  }

  /// It has evidence of cancelling, and none of being cancelled.
  bool requestsCancelling(const Function &F) const {
    return !saysSo(F) && std::any_of(U.LiveEvidence.begin(), U.LiveEvidence.end(), [&](const Evidence &E) {
      return E.Of == Source::Cancel && within(E.Where, F.Range);
    });
  }

  const Unit &U;
  const Callees &Calls;
};

} // namespace

Roles::Roles(const Callees &Calls) : Targets(RoleFinder(Calls).run()) {}

} // namespace asyncsafe
