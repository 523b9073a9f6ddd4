//===- Roles.cpp - Which functions can be cancelled -----------------------===//

#include "analysis/Roles.h"

#include <algorithm>

namespace asyncsafe {

namespace {

bool within(const SourceRange &Inner, const SourceRange &Outer) {
  return Inner.File == Outer.File && Inner.Begin >= Outer.Begin && Inner.End <= Outer.End;
}

class RoleFinder {
public:
  explicit RoleFinder(const Unit &U) : U(U), Callees(U.Functions.size()), HasCaller(U.Functions.size()) {
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      for (const Block &B : U.Functions[F].Blocks)
        for (const Event &E : B.Events)
          if (E.Kind == EventKind::Call)
            addCallee(F, E.Site.Callee);
  }

  std::vector<bool> run() {
    std::vector<bool> Targets(U.Functions.size()), OnThread(U.Functions.size());
    bool StartsThreads = false;
    for (FunctionId F = 0; F < U.Functions.size(); ++F) {
      Targets[F] = saysSo(U.Functions[F]);
      StartsThreads |= startsThreads(U.Functions[F], OnThread);
    }
    spread(OnThread);
    bool Everyone = !StartsThreads && hasOwnEvidence();
    std::vector<bool> Cancels = cancellersSide();
    for (FunctionId F = 0; F < Targets.size(); ++F)
      Targets[F] = Targets[F] || OnThread[F] || (Everyone && !Cancels[F]);
    return Targets;
  }

private:
  void addCallee(FunctionId F, CalleeId Id) {
    FunctionId Body = U.Callees[Id].Body;
    if (Body == NoId)
      return;
    Callees[F].push_back(Body);
    HasCaller[Body] = HasCaller[Body] || Body != F;
  }

  bool saysSo(const Function &F) const {
    for (const UnwindScope &S : F.Scopes)
      if (S.Kind == ScopeKind::Cleanup && (S.RunsOn & (1u << static_cast<unsigned>(Source::Cancel))) &&
          hasEvidence(S.Range))
        return true;
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Effect && E.E.Raises == Source::Cancel && concernsCancelling(E.E.Kind) &&
            hasEvidence(E.Expr))
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
      return E.Of == Source::Cancel && E.Where.isValid() && U.Files[E.Where.File] == U.MainFile &&
             std::none_of(U.Functions.begin(), U.Functions.end(), [&](const Function &F) {
               return within(E.Where, F.Range) && onlySetsState(F);
             });
    });
  }

  /// A wrapper that sets the cancel state for its callers.
  static bool onlySetsState(const Function &F) {
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind != EventKind::Assign && E.Kind != EventKind::Return &&
            !(E.Kind == EventKind::Effect && isMaskEffect(E.E.Kind)))
          return false;
    return true;
  }

  bool hasEvidence(const SourceRange &R) const {
    return std::any_of(U.LiveEvidence.begin(), U.LiveEvidence.end(), [&](const Evidence &E) {
      return E.Of == Source::Cancel && E.Where.File == R.File && E.Where.Begin >= R.Begin &&
             E.Where.Begin <= R.End;
    });
  }

  /// Marks the bodies that \p F starts as threads; true if there is one.
  bool startsThreads(const Function &F, std::vector<bool> &OnThread) const {
    bool Any = false;
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Effect && E.E.Kind == EffectKind::RunsOnThread)
          for (auto &[Argument, Id] : E.Site.FunctionArgs)
            if (U.Callees[Id].Body != NoId)
              Any = OnThread[U.Callees[Id].Body] = true;
    return Any;
  }

  /// Whatever a marked function calls is marked too.
  void spread(std::vector<bool> &Marked) const {
    std::vector<FunctionId> Work;
    for (FunctionId F = 0; F < Marked.size(); ++F)
      if (Marked[F])
        Work.push_back(F);
    while (!Work.empty()) {
      FunctionId F = Work.back();
      Work.pop_back();
      for (FunctionId Callee : Callees[F])
        if (!Marked[Callee]) {
          Marked[Callee] = true;
          Work.push_back(Callee);
        }
    }
  }

  /// The functions under main, and under a root of the call graph that reaches
  /// the request to cancel: they run on the thread that cancels others.
  std::vector<bool> cancellersSide() const {
    std::vector<bool> Reaches(U.Functions.size());
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      Reaches[F] = requestsCancelling(U.Functions[F]);
    for (bool Changed = true; Changed;) {
      Changed = false;
      for (FunctionId F = 0; F < Callees.size(); ++F)
        if (!Reaches[F] && std::any_of(Callees[F].begin(), Callees[F].end(),
                                       [&](FunctionId C) { return Reaches[C]; }))
          Changed = Reaches[F] = true;
    }
    std::vector<bool> Side(U.Functions.size());
    for (FunctionId F = 0; F < Side.size(); ++F)
      Side[F] = U.Functions[F].IsMain || (Reaches[F] && !HasCaller[F]);
    spread(Side);
    return Side;
  }

  /// It has evidence of cancelling, and none of being cancelled.
  bool requestsCancelling(const Function &F) const {
    return !saysSo(F) && std::any_of(U.LiveEvidence.begin(), U.LiveEvidence.end(), [&](const Evidence &E) {
      return E.Of == Source::Cancel && within(E.Where, F.Range);
    });
  }

  const Unit &U;
  std::vector<std::vector<FunctionId>> Callees;
  std::vector<bool> HasCaller;
};

} // namespace

Roles::Roles(const Unit &U) : Targets(RoleFinder(U).run()) {}

} // namespace asyncsafe
