//===- SummaryParts.h - Parts of one function's summary ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// summarise() (Summarise.h) puts the effects of a function together from these.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_SUMMARYPARTS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_SUMMARYPARTS_H

#include "analysis/exposures/Held.h"

namespace asyncsafe {

/// A place that a caller of the function can name.
bool isFormal(const Steps &S, const Place &P);

/// Appends \p E, unless an effect of its kind on the same places is there.
void addOnce(std::vector<Effect> &Effects, Effect E);

/// Appends what the function acquires and releases for its callers; false, and nothing, if that exceeds the
/// budget (blocks × resources).
bool summariseHolds(Steps &S, const HeldPass &Pass, unsigned Budget, std::vector<Effect> &Out);

/// Appends how the function leaves each source masked or unmasked.
void summariseMasks(Steps &S, unsigned Budget, std::vector<Effect> &Out);

} // namespace asyncsafe

#endif
