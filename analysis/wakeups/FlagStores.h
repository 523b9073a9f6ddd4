//===- FlagStores.h - Where flags are stored around a wakeup -----*- C++ -*-===//
//
// Decides what an event stores to shared objects, itself or in a function in sight, and
// what a function has stored when it comes to an event.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_FLAGSTORES_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_FLAGSTORES_H

#include "analysis/engine/Paths.h"
#include "analysis/engine/Shared.h"

#include <functional>
#include <map>

namespace asyncsafe {

/// By what is stored to: the Assign event.
using FlagStores = std::map<SharedKey, const Event *>;

/// By \p E, and by what it calls not too far down.
FlagStores storesBy(const Unit &U, const Event &E);

using StoreFilter = std::function<bool(const SharedKey &, const Event &)>;

/// On some path to the event at \p At, as far as \p Counts.
FlagStores storesBefore(const Unit &U, const Function &F, Position At, const StoreFilter &Counts);

} // namespace asyncsafe

#endif
