//===- ConstantRestores.h - Masks that do not nest ---------------*- C++ -*-===//
//
// Finds regions that end by enabling what they found disabled, perhaps: cancellation that
// is enabled, signals that are unblocked, whatever the caller had masked.  Silent in code
// that nothing calls while masked: `main`, the first function of a thread, and what only
// these call unmasked.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_CONSTANTRESTORES_H
#define ASYNCSAFE_ANALYSIS_STATE_CONSTANTRESTORES_H

#include "analysis/engine/Callees.h"
#include "analysis/engine/Options.h"
#include "analysis/state/SavedStates.h"

namespace asyncsafe {

/// Appends the regions of \p S, the function \p Id, that end by a constant; not yet judged by callers.
void findConstantEnds(Steps &S, FunctionId Id, const Callees &Calls, std::vector<ConstantRestore> &Out);

/// Keeps those that a caller can be hurt by, and says which.
void judgeByCallers(const Callees &Calls, CalleeOracle &Oracle, const AnalysisOptions &Options,
                    std::vector<ConstantRestore> &Found);

} // namespace asyncsafe

#endif
