//===- Exposures.h - Resources held at an abnormal exit ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the exposures of a function, the one defect behind families A and B: a resource that the
// function acquires and owes, still held when an interruption leaves the function.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_EXPOSURES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_EXPOSURES_H

#include "analysis/engine/Options.h"
#include "analysis/exposures/ExposureFacts.h"
#include "analysis/exposures/LiveSources.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

/// Appends the exposures of \p S. False if the function is over budget.
bool findExposures(Steps &S, const LiveSources &Live, const AnalysisOptions &Options,
                   std::vector<Exposure> &Out);

} // namespace asyncsafe

#endif
