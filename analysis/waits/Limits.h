//===- Limits.h - Constant lengths of waits ---------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the length of a wait whose limit is a struct (timespec, timeval) that its function fills with
// constants. A limit in the call itself is in Effect::Limit.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_LIMITS_H
#define ASYNCSAFE_ANALYSIS_WAITS_LIMITS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// A lower bound in nanoseconds, if known. \p Wait has places of \p F.
std::optional<int64_t> constantLimit(const Unit &U, const Function &F, const Effect &Wait);

} // namespace asyncsafe

#endif
