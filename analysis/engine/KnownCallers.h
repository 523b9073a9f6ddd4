//===- KnownCallers.h - Functions whose callers are all known ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which functions may run without a call that names them: called by another unit, started as a
// thread, or called through their address.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_KNOWNCALLERS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_KNOWNCALLERS_H

#include "analysis/engine/Callees.h"

namespace asyncsafe {

/// By function: it may run without a call that names it.
std::vector<bool> runElsewhere(const Unit &U, const std::vector<ThreadStart> &Threads);

/// By function of a whole program: every call names it. All false for a single unit, since the callers
/// of a library are unknown.
std::vector<bool> calledInSight(const Callees &Calls);

} // namespace asyncsafe

#endif
