//===- Limits.h - How long a wait with a constant limit lasts ----*- C++ -*-===//
//
// Decides the length of a wait whose limit is a struct (timespec, timeval) that its
// function fills with constants.  What the call itself tells is in Effect::Limit.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_LIMITS_H
#define ASYNCSAFE_ANALYSIS_WAITS_LIMITS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// In nanoseconds, at least; nothing if it is not known.  \p Wait has places of \p F.
std::optional<int64_t> constantLimit(const Unit &U, const Function &F, const Effect &Wait);

} // namespace asyncsafe

#endif
