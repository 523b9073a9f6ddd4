//===- Threads.cpp - What a unit's threads wait for -----------------------===//

#include "analysis/threads/Threads.h"

#include "analysis/python/PythonWaits.h"
#include "analysis/threads/DeafWaits.h"
#include "analysis/threads/HandleWaits.h"
#include "analysis/threads/LostWakeups.h"
#include "analysis/threads/MaskedWaits.h"
#include "analysis/wakeups/FlagOrders.h"

namespace asyncsafe {

void findThreadFacts(const Unit &U, const Callees &Calls, WaitFollower &Paths, const LiveSources &Live,
                     const Roles &Who, CalleeOracle &Oracle, const AnalysisOptions &Options,
                     UnitFacts &Facts) {
  Deeds Does(U, Calls);
  LockCache Locks(U, Oracle, Options.Budget);
  MaskCache Masks(U, Oracle, Options.Budget);
  const std::vector<Wait> &All = Facts.Waits;
  std::vector<ConditionWait> Conditions = conditionWaits(U, All, Does.locks(), Locks);
  findLostWakeups(U, Conditions, Calls, Does, Locks, Facts.LostWakeups);
  findDeafWaits(U, All, Conditions, Calls, Does, Options, Facts.DeafWaits);
  findMaskedWaits(U, All, Calls, Live, Who, Masks, Options, Facts.MaskedWaits);
  findPythonWaits(Calls, Paths, Masks, Facts);
  findHandleWaits(U, All, Calls, Does, Facts.HandleWaits);
  findWakeupOrders(Facts, Conditions, Calls, Does, Locks, Facts.FlagOrders);
  for (const std::vector<FunctionId> &Given : {Locks.incomplete(), Masks.incomplete()})
    for (FunctionId F : Given)
      Facts.refuse(F, "too large to follow its locks and masks within the budget");
}

} // namespace asyncsafe
