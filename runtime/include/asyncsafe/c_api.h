// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
/* The runtime for C. Nothing here throws: an interrupt arrives as a result, and that is its delivery.
 *
 * The calls named after system calls return what those return; interrupted, -1 with errno ECANCELED. Their side-effect
 * contract is that of asyncsafe/io.hpp. */
#ifndef ASYNCSAFE_C_API_H
#define ASYNCSAFE_C_API_H

#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#define ASYNCSAFE_C_API [[gnu::visibility("default")]]
#define ASYNCSAFE_NOEXCEPT noexcept
#else
#define ASYNCSAFE_C_API
#define ASYNCSAFE_NOEXCEPT
#endif

/* What a delivery point delivered: 0 for nothing, else the kind of interrupt. */
enum {
  ASYNCSAFE_NOTHING = 0,
  ASYNCSAFE_STOP = 1,
  ASYNCSAFE_THROWN = 2,
  ASYNCSAFE_KEYBOARD = 3
};

/* Masking states, as asyncsafe::masking_state. */
enum { ASYNCSAFE_UNMASKED = 0, ASYNCSAFE_MASKED = 1, ASYNCSAFE_UNINTERRUPTIBLE = 2 };

/* An open mask; its members are the runtime's. Keep it where it is until it is left. */
typedef struct asyncsafe_mask {
  unsigned long words[5];
} asyncsafe_mask;

/* Opens a mask on this thread. Masks are left in the reverse order; anything else, and a null mask, terminates with one
 * line. */
ASYNCSAFE_C_API void asyncsafe_mask_enter(asyncsafe_mask* mask) ASYNCSAFE_NOEXCEPT;
ASYNCSAFE_C_API void asyncsafe_uninterruptible_mask_enter(asyncsafe_mask* mask) ASYNCSAFE_NOEXCEPT;
/* Leaves it. Leaving the outermost is a delivery point: returns what it delivered, as asyncsafe_checkpoint. */
ASYNCSAFE_C_API int asyncsafe_mask_leave(asyncsafe_mask* mask) ASYNCSAFE_NOEXCEPT;
ASYNCSAFE_C_API int asyncsafe_masking_state(void) ASYNCSAFE_NOEXCEPT;

/* Delivers a pending interrupt if this thread is unmasked: returns its kind, or ASYNCSAFE_NOTHING. */
ASYNCSAFE_C_API int asyncsafe_checkpoint(void) ASYNCSAFE_NOEXCEPT;
/* Whether one waits, deliverable here or not. */
ASYNCSAFE_C_API int asyncsafe_interrupt_pending(void) ASYNCSAFE_NOEXCEPT;
/* The kind of the last interrupt that this thread was delivered. */
ASYNCSAFE_C_API int asyncsafe_last_interrupt(void) ASYNCSAFE_NOEXCEPT;

/* A thread, to be interrupted. Free it; sending to one that has ended is an answered error. */
typedef struct asyncsafe_token asyncsafe_token;
/* Returns null with errno set without memory, or if the reserved signal is taken (EBUSY). */
ASYNCSAFE_C_API asyncsafe_token* asyncsafe_this_thread(void) ASYNCSAFE_NOEXCEPT;
ASYNCSAFE_C_API void asyncsafe_token_free(asyncsafe_token* token) ASYNCSAFE_NOEXCEPT;
/* Sends an `asyncsafe::interrupted` and waits until it is delivered, at most timeout_ms (negative: for ever).
 * Returns 0; or -1 with errno ESRCH (the thread has ended), ETIMEDOUT (revoked), ECANCELED (the caller itself was
 * interrupted; revoked), EINVAL (no target). */
ASYNCSAFE_C_API int asyncsafe_interrupt(const asyncsafe_token* target, long timeout_ms) ASYNCSAFE_NOEXCEPT;
/* As that, without waiting. */
ASYNCSAFE_C_API int asyncsafe_post_interrupt(const asyncsafe_token* target) ASYNCSAFE_NOEXCEPT;

ASYNCSAFE_C_API ssize_t asyncsafe_read(int fd, void* buffer, size_t bytes) ASYNCSAFE_NOEXCEPT;
ASYNCSAFE_C_API ssize_t asyncsafe_write(int fd, const void* buffer, size_t bytes) ASYNCSAFE_NOEXCEPT;
/* Interrupted or failed, *done (may be null) has the bytes transferred. */
ASYNCSAFE_C_API ssize_t asyncsafe_read_full(int fd, void* buffer, size_t bytes, size_t* done) ASYNCSAFE_NOEXCEPT;
ASYNCSAFE_C_API ssize_t asyncsafe_write_all(int fd, const void* buffer, size_t bytes, size_t* done) ASYNCSAFE_NOEXCEPT;
ASYNCSAFE_C_API int asyncsafe_open(const char* path, int flags, mode_t mode) ASYNCSAFE_NOEXCEPT;
ASYNCSAFE_C_API int asyncsafe_accept(int fd, struct sockaddr* address, socklen_t* length) ASYNCSAFE_NOEXCEPT;
ASYNCSAFE_C_API int asyncsafe_connect(int fd, const struct sockaddr* address, socklen_t length) ASYNCSAFE_NOEXCEPT;
ASYNCSAFE_C_API ssize_t asyncsafe_recv(int fd, void* buffer, size_t bytes, int flags) ASYNCSAFE_NOEXCEPT;
ASYNCSAFE_C_API ssize_t asyncsafe_send(int fd, const void* buffer, size_t bytes, int flags) ASYNCSAFE_NOEXCEPT;
ASYNCSAFE_C_API int asyncsafe_poll(struct pollfd* fds, nfds_t count, int timeout_ms) ASYNCSAFE_NOEXCEPT;
ASYNCSAFE_C_API int asyncsafe_waitid(idtype_t kind, id_t id, siginfo_t* info, int options) ASYNCSAFE_NOEXCEPT;
ASYNCSAFE_C_API int asyncsafe_nanosleep(const struct timespec* duration, struct timespec* remaining) ASYNCSAFE_NOEXCEPT;
ASYNCSAFE_C_API int asyncsafe_close(int fd) ASYNCSAFE_NOEXCEPT;

#ifdef __cplusplus
}
#endif

#endif
