// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What ThreadSanitizer must be told of a system call that it does not see: data passed through a descriptor orders
// its sender before its receiver. One object stands for all descriptors, which hides some races and invents none.
#pragma once

#include <atomic>

#if defined(__SANITIZE_THREAD__)
#define ASYNCSAFE_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define ASYNCSAFE_TSAN 1
#endif
#endif

#if defined(ASYNCSAFE_TSAN)
extern "C" void __tsan_acquire(void*);
extern "C" void __tsan_release(void*);
#endif

/// For what runs in a signal handler: it may strike inside a sanitizer's own code, which must not be entered again.
/// Clang's no_sanitize leaves atomics instrumented; the older compilers know no more.
#if defined(__clang__)
#define ASYNCSAFE_HANDLER \
  __attribute__((disable_sanitizer_instrumentation, no_sanitize("address", "thread", "undefined")))
#else
#define ASYNCSAFE_HANDLER __attribute__((no_sanitize("address", "thread", "undefined")))
#endif
/// A sanitizer sees it where it sees the caller. GCC inlines nothing else into what is marked as above, but calls it, and what
/// it calls is instrumented: half of a handler would be seen, a look at a pointer without the count that orders it.
#define ASYNCSAFE_AS_CALLER [[gnu::always_inline]] inline

namespace asyncsafe::inline v0::detail {

/// from.load(), which is such a call.
template <class T>
ASYNCSAFE_AS_CALLER T* load_as_caller(const std::atomic<T*>& from) noexcept {
  static_assert(sizeof from == sizeof(T*) && std::atomic<T*>::is_always_lock_free);
  T* found;
  __atomic_load(reinterpret_cast<T* const*>(&from), &found, __ATOMIC_SEQ_CST);
  return found;
}

#if defined(ASYNCSAFE_TSAN)
inline char all_descriptors;
inline void sanitizer_before_call() noexcept { __tsan_release(&all_descriptors); }
inline void sanitizer_after_call() noexcept { __tsan_acquire(&all_descriptors); }
#else
inline void sanitizer_before_call() noexcept {}
inline void sanitizer_after_call() noexcept {}
#endif

}  // namespace asyncsafe::inline v0::detail
