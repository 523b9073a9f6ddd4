//===- StandardNames.h - Names that fix-its write ---------------*- C++ -*-===//
//
// Names of the standard library for whoever writes code instead of reading it; what
// such functions do stands in stdcxx.json.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_MODELS_STANDARDNAMES_H
#define ASYNCSAFE_MODELS_STANDARDNAMES_H

#include <string_view>

namespace asyncsafe {

/// BasicLockable has lock/unlock, SharedLockable lock_shared/unlock_shared
/// ([thread.req.lockable]); the guards that go with them.
struct Lockable {
  std::string_view Acquire, Release, Guard, MovableGuard;
};
inline constexpr Lockable Lockables[] = {
    {"lock", "unlock", "std::lock_guard", "std::unique_lock"},
    {"lock_shared", "unlock_shared", "std::shared_lock", "std::shared_lock"},
};

/// The class whose waits take a stop token before the predicate ([thread.condvarany.intwait]).
inline constexpr std::string_view TokenConditionClass = "std::condition_variable_any::";

} // namespace asyncsafe

#endif
