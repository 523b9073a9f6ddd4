// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Clang's thread-safety annotations (-Wthread-safety); nothing elsewhere.
#pragma once

#if defined(__clang__)
#define ASYNCSAFE_THREAD_SAFETY(x) __attribute__((x))
#else
#define ASYNCSAFE_THREAD_SAFETY(x)
#endif

#define ASYNCSAFE_CAPABILITY(name) ASYNCSAFE_THREAD_SAFETY(capability(name))
#define ASYNCSAFE_ACQUIRE(...) ASYNCSAFE_THREAD_SAFETY(acquire_capability(__VA_ARGS__))
#define ASYNCSAFE_ACQUIRE_SHARED(...) ASYNCSAFE_THREAD_SAFETY(acquire_shared_capability(__VA_ARGS__))
#define ASYNCSAFE_TRY_ACQUIRE(...) ASYNCSAFE_THREAD_SAFETY(try_acquire_capability(__VA_ARGS__))
#define ASYNCSAFE_TRY_ACQUIRE_SHARED(...) ASYNCSAFE_THREAD_SAFETY(try_acquire_shared_capability(__VA_ARGS__))
#define ASYNCSAFE_RELEASE(...) ASYNCSAFE_THREAD_SAFETY(release_capability(__VA_ARGS__))
/// The body of a function that is annotated for its callers.
#define ASYNCSAFE_UNCHECKED ASYNCSAFE_THREAD_SAFETY(no_thread_safety_analysis)
#define ASYNCSAFE_RELEASE_SHARED(...) ASYNCSAFE_THREAD_SAFETY(release_shared_capability(__VA_ARGS__))
