//===- StandardNames.h - Names of the standard library ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names of the standard library for code that writes source, and glibc's spellings of names; the effects
// of these functions are in the model files.
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

/// A lock of C's, and the macros between which a cancellation releases it (POSIX pthread_cleanup_pop()).
struct CleanupLock {
  std::string_view Acquire, Release, Push, Pop;
};
inline constexpr CleanupLock CleanupLocks[] = {
    {"pthread_mutex_lock", "pthread_mutex_unlock",
     "pthread_cleanup_push((void (*)(void *))pthread_mutex_unlock, ", "pthread_cleanup_pop(1);"},
};

/// The class whose waits take a stop token before the predicate ([thread.condvarany.intwait]).
inline constexpr std::string_view TokenConditionClass = "std::condition_variable_any::";

/// Across these, a compiler keeps no object in a register ([atomics.fences]).
inline bool isFence(std::string_view Name) {
  return Name == "std::atomic_thread_fence" || Name == "std::atomic_signal_fence";
}

/// Undoes the renaming of `_FORTIFY_SOURCE`: `__printf_chk` is printf.
inline std::string_view withoutFortification(std::string_view Name) {
  constexpr std::string_view Before = "__", Behind = "_chk";
  bool Is = Name.size() > Before.size() + Behind.size() && Name.substr(0, Before.size()) == Before &&
            Name.substr(Name.size() - Behind.size()) == Behind;
  return Is ? Name.substr(Before.size(), Name.size() - Before.size() - Behind.size()) : Name;
}

} // namespace asyncsafe

#endif
