//===- Roles.cpp - Which functions can be cancelled -----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/Roles.h"

#include "analysis/engine/FunctionValues.h"
#include "analysis/exposures/ThreadHandles.h"

#include <algorithm>

namespace asyncsafe {

namespace {

class RoleFinder {
public:
  RoleFinder(const Callees &Calls, const std::vector<bool> &HandlesFault)
      : U(Calls.unit()), Calls(Calls), Handles(Calls, HandlesFault) {}

  /// By function: it can be cancelled.
  std::vector<bool> Targets;
  std::vector<CancelledThread> Cancelled;

  void run() {
    Targets.resize(U.Functions.size());
    if (std::none_of(U.LiveEvidence.begin(), U.LiveEvidence.end(),
                     [](const Evidence &E) { return E.Of == Source::Cancel; }))
      return;
    // A whole program that cancels no thread needs no protection from cancellation, even in code that is
    // prepared for it; nor does it matter which locks are held by threads that a crash report has
    // stopped.
    if (isWholeProgram(U) && !Handles.cancels())
      return;
    std::vector<bool> Safe(U.Functions.size()), Other(U.Functions.size());
    for (const ThreadStart &T : Handles.threads())
      if (!addCancelled(T))
        (Handles.isPrivate(T) ? Safe : Other)[T.Body] = true;
    for (std::vector<bool> *Marked : {&Safe, &Other})
      Calls.spread(*Marked);
    Routes = std::make_shared<const CancelRoutes>(Calls, Cancelled);
    std::vector<bool> OnMain = Calls.onMainOnly();
    for (FunctionId F = 0; F < Targets.size(); ++F) {
      // No code cancels main: where a library's function is prepared for cancellation, it is for other
      // programs.
      bool SaysSo = OnMain[F] ? asksForIt(U.Functions[F]) : saysSo(U.Functions[F]);
      Targets[F] = Routes->reached()[F] || (SaysSo && (Other[F] || !Safe[F]));
    }
  }
  std::shared_ptr<const CancelRoutes> Routes;

private:
  bool addCancelled(const ThreadStart &T) {
    if (const Event *By = Handles.cancelled(T)) {
      Cancelled.push_back({T, By, /*Named=*/true});
      return true;
    }
    if (Handles.isPrivate(T))
      return false;
    bool May = Handles.unnamed() || (!isWholeProgram(U) // otherwise all requests are known, and none names it
                                     && expectsCancellation(T.Body));
    if (May)
      Cancelled.push_back({T, Handles.unnamed(), /*Named=*/false});
    return May;
  }

  bool expectsCancellation(FunctionId Body) const {
    std::vector<bool> Runs = Calls.reachedFrom(Body);
    for (FunctionId F = 0; F < Runs.size(); ++F)
      if (Runs[F] && expectsIt(U.Functions[F]))
        return true;
    return false;
  }

  static bool pushesCleanup(const UnwindScope &S) {
    return S.Kind == ScopeKind::Cleanup && (S.RunsOn & (1u << static_cast<unsigned>(Source::Cancel)));
  }

  /// The function itself handles its own cancellation.
  bool saysSo(const Function &F) const {
    return expectsIt(F) ||
           hasEffect(F, [](EffectKind K) { return K == EffectKind::Mask || K == EffectKind::RestoreMask; });
  }

  /// The function does something that only makes sense if it is cancelled. Disabling and restoring
  /// cancellation is not evidence: libraries do so just in case.
  bool expectsIt(const Function &F) const {
    return std::any_of(F.Scopes.begin(), F.Scopes.end(),
                       [&](const UnwindScope &S) { return pushesCleanup(S) && hasEvidence(S.Range); }) ||
           asksForIt(F);
  }

  /// It enables cancellation, or tests for it.
  bool asksForIt(const Function &F) const {
    return hasEffect(F, [](EffectKind K) { return K == EffectKind::Unmask || K == EffectKind::Interrupt; });
  }

  template <class Test> bool hasEffect(const Function &F, Test Wanted) const {
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.kind() == EventKind::Effect && E.effect().Raises == Source::Cancel && Wanted(E.effect().Kind) &&
            hasEvidence(E.Expr))
          return true;
    return false;
  }

  bool hasEvidence(const SourceRange &R) const {
    return std::any_of(U.LiveEvidence.begin(), U.LiveEvidence.end(), [&](const Evidence &E) {
      return E.Of == Source::Cancel && E.Where.File == R.File && E.Where.Begin >= R.Begin &&
             E.Where.Begin <= R.End;
    });
  }

  const Unit &U;
  const Callees &Calls;
  ThreadHandles Handles;
};

} // namespace

Roles::Roles(const Callees &Calls, const std::vector<bool> &HandlesFault) {
  RoleFinder Found(Calls, HandlesFault);
  Found.run();
  Targets = std::move(Found.Targets);
  Routes = Found.Routes ? std::move(Found.Routes) : std::make_shared<const CancelRoutes>(Calls);
}

} // namespace asyncsafe
