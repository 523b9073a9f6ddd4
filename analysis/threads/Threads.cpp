//===- Threads.cpp - What a unit's threads wait for -----------------------===//

#include "analysis/threads/Threads.h"

#include "analysis/threads/DeafWaits.h"
#include "analysis/threads/HandleWaits.h"
#include "analysis/threads/LostWakeups.h"
#include "analysis/threads/MaskedWaits.h"
#include "analysis/threads/PythonWaits.h"

namespace asyncsafe {

void findThreadFacts(const Unit &U, const CallSites &Calls, const CalleeHabits &Habits, const LiveSources &Live,
                     const Roles &Who, CalleeOracle &Oracle, const AnalysisOptions &Options, UnitFacts &Facts) {
  Deeds Does(U, Calls);
  const std::vector<Wait> &All = Facts.Waits;
  std::vector<ConditionWait> Conditions = conditionWaits(U, All, Does.locks(), Oracle, Options.Budget);
  findLostWakeups(U, Conditions, Calls, Does, Oracle, Options.Budget, Facts.LostWakeups);
  findDeafWaits(U, All, Conditions, Calls, Does, Facts.DeafWaits);
  findMaskedWaits(U, All, Live, Who, Oracle, Options, Facts.MaskedWaits);
  findPythonWaits(U, All, Calls, Habits, Oracle, Options.Budget, Facts.PythonWaits);
  findHandleWaits(U, All, Calls, Does, Facts.HandleWaits);
}

} // namespace asyncsafe
