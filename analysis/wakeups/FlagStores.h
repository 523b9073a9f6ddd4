//===- FlagStores.h - Stores to shared flags --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes what an event stores to shared objects, directly or in a known callee, and what a function
// has stored when it reaches an event.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_FLAGSTORES_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_FLAGSTORES_H

#include "analysis/engine/Paths.h"
#include "analysis/engine/Shared.h"

#include <functional>
#include <map>

namespace asyncsafe {

/// By the object stored to: the Assign event.
using FlagStores = std::map<SharedKey, const Event *>;

/// Stores of \p E and of its callees, up to a small depth.
FlagStores storesBy(const Unit &U, const Event &E);

using StoreFilter = std::function<bool(const SharedKey &, const Event &)>;

/// Stores on some path to the event at \p At for which \p Counts holds.
FlagStores storesBefore(const Unit &U, const Function &F, Position At, const StoreFilter &Counts);

} // namespace asyncsafe

#endif
