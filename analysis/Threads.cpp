//===- Threads.cpp - What a unit's threads wait for -----------------------===//

#include "analysis/Threads.h"

#include "analysis/AfterWait.h"
#include "analysis/DeafWaits.h"
#include "analysis/LostWakeups.h"
#include "analysis/Waits.h"

#include <algorithm>

namespace asyncsafe {

static bool has(const Unit &U, EffectKind K) {
  return std::any_of(U.Functions.begin(), U.Functions.end(), [&](const Function &F) {
    return std::any_of(F.Blocks.begin(), F.Blocks.end(), [&](const Block &B) {
      return std::any_of(B.Events.begin(), B.Events.end(), [&](const Event &E) {
        return E.Kind == EventKind::Effect && E.E.Kind == K;
      });
    });
  });
}

void findThreadFacts(const Unit &U, const Roles &, CalleeOracle &Oracle, const AnalysisOptions &Options,
                     UnitFacts &Facts) {
  if (!has(U, EffectKind::Block))
    return;
  CallSites Calls(U);
  Deeds Does(U, Calls);
  std::vector<ConditionWait> Waits = conditionWaits(U, locksOf(U), Oracle, Options.Budget);
  if (has(U, EffectKind::Wake))
    findLostWakeups(U, Waits, Calls, Does, Oracle, Options.Budget, Facts.LostWakeups);
  findDeafWaits(U, findWaits(U, CalleeHabits(U)), Waits, Calls, Does, Facts.DeafWaits);
}

} // namespace asyncsafe
