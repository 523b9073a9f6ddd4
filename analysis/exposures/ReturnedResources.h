//===- ReturnedResources.h - Resources made for the caller ------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which functions make a resource that their callers release: its release is then owed from the
// acquisition on, though the function itself never releases it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_RETURNEDRESOURCES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_RETURNEDRESOURCES_H

#include "analysis/exposures/Summaries.h"

namespace asyncsafe {

/// By function: a known caller releases its result, or hands it to an owner.
std::vector<bool> releasedByCallers(const Callees &Calls, Summaries &All);

} // namespace asyncsafe

#endif
