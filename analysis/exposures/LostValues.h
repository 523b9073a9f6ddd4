//===- LostValues.h - What a landing releases, and may not know ---*- C++ -*-===//
//
// Where the landing of a jump releases what a variable holds that was assigned after `setjmp`: unless the
// variable is volatile, its value is indeterminate there (C17 7.13.2.1), and in practice often the one
// from before.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_LOSTVALUES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_LOSTVALUES_H

#include "analysis/exposures/ExposureFacts.h"
#include "analysis/steps/Steps.h"

namespace asyncsafe {

/// Appends what the landings of \p S release and do not know for sure.
void findLostValues(const Steps &S, std::vector<LostValue> &Out);

} // namespace asyncsafe

#endif
