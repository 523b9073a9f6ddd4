//===- ReturnedResources.h - What is returned to be released ----*- C++ -*-===//
//
// Decides which functions make something that their callers give back: its release is then promised from
// the moment that it is acquired, though the function itself never releases it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_RETURNEDRESOURCES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_RETURNEDRESOURCES_H

#include "analysis/exposures/Summaries.h"

namespace asyncsafe {

/// By function: some caller in sight releases its result, or hands it to an owner.
std::vector<bool> releasedByCallers(const Callees &Calls, Summaries &All);

} // namespace asyncsafe

#endif
