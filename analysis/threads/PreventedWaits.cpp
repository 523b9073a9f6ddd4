//===- PreventedWaits.cpp - Waits for a thread that never began -----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/threads/PreventedWaits.h"

#include "analysis/engine/Paths.h"
#include "analysis/exposures/Duty.h"
#include "analysis/exposures/Points.h"
#include "analysis/exposures/Unwind.h"

#include <algorithm>
#include <set>

namespace asyncsafe {

namespace {

class Finder {
public:
  Finder(const Callees &Calls, CalleeOracle &Oracle, const AnalysisOptions &Options)
      : Calls(Calls), U(Calls.unit()), Oracle(Oracle), Options(Options) {}

  std::optional<PreventedWait> judge(const ConditionWait &W) {
    const Function &F = U.Functions[W.In];
    if (!F.IsDestructor || W.Length != WaitLength::Unbounded || W.Tests.size() != 1 || !waitsAlways(F, *W.At))
      return std::nullopt;
    const auto &[Awaited, Test] = *W.Tests.begin();
    const Event *Store = nullptr;
    const ThreadStart *Start = onlyStart(W.In, Awaited, Test, Store);
    if (!Start || U.Functions[Start->In].Class != F.Class || U.Functions[Start->In].IsConstructor)
      return std::nullopt;
    PreventedWait Out;
    Out.In = W.In;
    Out.Wait = W.At;
    Out.Flag = Test.What;
    Out.Store = Store;
    Out.StartsIn = Start->In;
    Out.Start = Start->At;
    if (!throwsBefore(*Start, Out) || !(Out.Call = callWithOwner(Start->In, W.In)))
      return std::nullopt;
    return Out;
  }

private:
  /// Every path through \p F waits.
  static bool waitsAlways(const Function &F, const Event &Wait) {
    return walk(F, {},
                [&](Position, const Event &E) { return E.Expr == Wait.Expr ? Visit::EndPath : Visit::GoOn; })
        .allEnded();
  }

  /// The start of the one thread whose code alone ends the wait; null: there are others, or not all are
  /// known.
  const ThreadStart *onlyStart(FunctionId Waiter, const SharedKey &Awaited, const WaitTest &Test,
                               const Event *&Store) const {
    const ThreadStart *Only = nullptr;
    bool Other = Test.Ends.empty();
    for (FunctionId F = 0; F < U.Functions.size() && !Other; ++F)
      forEachEvent(U.Functions[F], [&](Position, const Event &E) {
        if (E.kind() != EventKind::Assign || sharedKey(E.subject()) != Awaited || keepsWaiting(Test, E))
          return;
        const ThreadStart *Of = F == Waiter ? nullptr : startOf(F);
        Other |= !Of || (Only && Of != Only);
        Only = Of;
        Store = &E;
      });
    return Other ? nullptr : Only;
  }

  /// The start of the thread that \p F runs on, if it runs on no other.
  const ThreadStart *startOf(FunctionId F) const {
    std::set<FunctionId> Seen{F};
    std::vector<FunctionId> Work{F};
    const ThreadStart *Only = nullptr;
    while (!Work.empty()) {
      FunctionId Next = Work.back();
      Work.pop_back();
      bool Any = !Calls.callers(Next).empty();
      for (const ThreadStart &T : Calls.threads())
        if (T.Body == Next) {
          if (Only && Only != &T)
            return nullptr;
          Only = &T;
          Any = true;
        }
      if (!Any)
        return nullptr;
      for (const CallEdge &C : Calls.callers(Next))
        if (Seen.insert(C.From).second)
          Work.push_back(C.From);
    }
    return Only;
  }

  /// An exception leaves the starting function on a path that has not started the thread.
  bool throwsBefore(const ThreadStart &Start, PreventedWait &Out) {
    const Function &F = U.Functions[Start.In];
    std::set<const Event *> Before;
    walk(F, {}, [&](Position, const Event &E) {
      Before.insert(&E);
      return E.Expr == Start.At->Expr ? Visit::EndPath : Visit::GoOn;
    });
    Steps S = resolve(U, F, {}, Oracle);
    HeldPass Nothing(S, {}, false);
    Unwinder Unwind(Nothing);
    for (const Point &P : interruptionPoints(S, Options.Budget)) {
      const Effect &Strikes = P.What->effect();
      if (Strikes.Raises != Source::Throw || P.Sure < Certainty::Likely || isAllocationOnly(Strikes) ||
          !Before.count(P.What->At) || P.What->At == Start.At || !Unwind.leavesFunction(Strikes, *P.What->At))
        continue;
      Out.Throw = P.What->At;
      Out.Why = Strikes.Why;
      return true;
    }
    return false;
  }

  /// A call of \p Method on an object that the exception destroys with \p Destructor.
  const Event *callWithOwner(FunctionId Method, FunctionId Destructor) const {
    for (const CallEdge &C : Calls.callers(Method)) {
      const Function &F = U.Functions[C.From];
      for (ScopeId Id = C.At->Scope; Id != NoId; Id = F.Scopes[Id].Parent) {
        const UnwindScope &Scope = F.Scopes[Id];
        if (Scope.Kind == ScopeKind::Destroy && C.At->site().This == Scope.Action.site().This &&
            bodyOf(U, Scope.Action.site().Callee, Runs::Perhaps) == Destructor)
          return C.At;
      }
    }
    return nullptr;
  }

  const Callees &Calls;
  const Unit &U;
  CalleeOracle &Oracle;
  const AnalysisOptions &Options;
};

} // namespace

void findPreventedWaits(const Callees &Calls, const std::vector<ConditionWait> &Waits, CalleeOracle &Oracle,
                        const AnalysisOptions &Options, std::vector<PreventedWait> &Out) {
  Finder Find(Calls, Oracle, Options);
  for (const ConditionWait &W : Waits)
    if (std::optional<PreventedWait> Found = Find.judge(W))
      Out.push_back(std::move(*Found));
}

} // namespace asyncsafe
