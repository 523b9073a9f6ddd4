//===- Facts.h - The facts of a unit ----------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// UnitFacts collects what the analysis computes for one unit. Each folder of the analysis declares its
// own facts.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_FACTS_H
#define ASYNCSAFE_ANALYSIS_FACTS_H

#include "analysis/engine/Options.h"
#include "analysis/exposures/BoundaryFacts.h"
#include "analysis/exposures/CancelRoutes.h"
#include "analysis/exposures/ExposureFacts.h"
#include "analysis/handlers/HandlerFacts.h"
#include "analysis/handlers/TargetFacts.h"
#include "analysis/python/PythonFacts.h"
#include "analysis/state/CleanupFacts.h"
#include "analysis/state/ReleaseFacts.h"
#include "analysis/state/StateFacts.h"
#include "analysis/threads/LoopFacts.h"
#include "analysis/threads/ThreadFacts.h"
#include "analysis/waits/SignalDefects.h"
#include "analysis/wakeups/WakeupFacts.h"
#include "effects/Graph.h"

namespace asyncsafe {

struct UnitFacts : UnitWaits {
  std::shared_ptr<const CancelRoutes> Cancelled;
  std::vector<Exposure> Exposures;
  std::vector<LostValue> LostValues;
  std::vector<LostWakeup> LostWakeups;
  std::vector<UnconditionalWait> UnconditionalWaits;
  std::vector<PreventedWait> PreventedWaits;
  std::vector<UnstoppableWait> UnstoppableWaits;
  std::vector<MaskedWait> MaskedWaits;
  std::vector<PythonWait> PythonWaits;
  std::vector<HandleWait> HandleWaits;
  HandlerDefects Defects;
  std::vector<UnsetFlags> FlagsUnset;
  std::vector<EarlySignal> EarlySignals;
  std::vector<EarlyState> EarlyStates;
  std::vector<SignalWait> SignalWaits;
  std::vector<FlagOrder> FlagOrders;
  std::vector<LeftState> LeftStates;
  std::vector<ConstantRestore> ConstantRestores;
  std::vector<UnheldRelease> UnheldReleases;
  std::vector<SwallowedUnwind> Swallowed;
  std::vector<TerminatedUnwind> Terminated;
  std::vector<HeldOverSuspend> HeldOverSuspends;
  std::vector<InterruptedCleanup> InterruptedCleanups;
  std::vector<HarmfulCleanup> HarmfulCleanups;
  std::vector<CancelledAnywhere> CancelledAnywheres;
  std::vector<UnstoppableLoop> UnstoppableLoops;
};

UnitFacts analyse(const Unit &U, const AnalysisOptions &Options);

/// For `asyncsafe dump --stage=facts`: summaries, then every family of facts.
std::string print(const UnitFacts &Facts);

} // namespace asyncsafe

#endif
