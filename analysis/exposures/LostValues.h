//===- LostValues.h - Variables that a jump makes indeterminate -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds landings of a jump that release a variable assigned after `setjmp`. Unless the variable is
// volatile, its value is indeterminate there (C17 7.13.2.1), and in practice often the one from before
// `setjmp`.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_LOSTVALUES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_LOSTVALUES_H

#include "analysis/exposures/ExposureFacts.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

/// Appends the releases in the landings of \p S whose variable may have lost its value.
void findLostValues(const Steps &S, std::vector<LostValue> &Out);

} // namespace asyncsafe

#endif
