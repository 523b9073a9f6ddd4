//===- ConstantRestores.h - Masks that do not nest --------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds regions that end by enabling a source unconditionally, although the caller may have masked it:
// cancellation is enabled, or signals are unblocked. Silent in code that is never called while the
// source is masked: `main`, the first function of a thread, and functions that only these call unmasked.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_CONSTANTRESTORES_H
#define ASYNCSAFE_ANALYSIS_STATE_CONSTANTRESTORES_H

#include "analysis/engine/Callees.h"
#include "analysis/engine/Options.h"
#include "analysis/state/SavedStates.h"

namespace asyncsafe {

/// Appends the regions of \p S, the function \p Id, that end with a constant; judgeByCallers() filters
/// them.
void findConstantEnds(Steps &S, FunctionId Id, const Callees &Calls, std::vector<ConstantRestore> &Out);

/// Appends classes whose constructor masks and whose destructor unmasks with a constant.
void findConstantGuards(const Unit &U, std::vector<ConstantRestore> &Out);

/// Keeps the regions that affect a caller, and records which caller.
void judgeByCallers(const Callees &Calls, CalleeOracle &Oracle, const AnalysisOptions &Options,
                    std::vector<ConstantRestore> &Found);

} // namespace asyncsafe

#endif
