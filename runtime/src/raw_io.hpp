// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads, writes and their like that are no POSIX cancellation points: the runtime makes them in noexcept functions and
// in signal handlers, which a pending pthread_cancel must not unwind. errno is left alone; failure is -errno.
#pragma once

#include <cerrno>
#include <cstdint>
#include <ctime>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/syscall.h>
#include <system_error>
#include <unistd.h>

namespace asyncsafe::inline v0::detail {

template <class... Args>
long raw_call(long number, Args... arguments) noexcept {
  const int saved = errno;
  long result = ::syscall(number, arguments...);
  if (result < 0) result = -errno;
  errno = saved;
  return result;
}

inline long raw_read(int fd, void* buffer, std::size_t bytes) noexcept { return raw_call(SYS_read, fd, buffer, bytes); }
inline long raw_write(int fd, const void* data, std::size_t bytes) noexcept {
  return raw_call(SYS_write, fd, data, bytes);
}
inline void raw_close(int fd) noexcept { raw_call(SYS_close, fd); }
/// \param timeout null for ever.
inline long raw_poll(pollfd* fds, unsigned count, const timespec* timeout) noexcept {
  timespec left{};
  if (timeout != nullptr) left = *timeout;
  return raw_call(SYS_ppoll, fds, count, timeout != nullptr ? &left : nullptr, nullptr, 0);
}
inline void raw_sleep(long nanoseconds) noexcept {
  const timespec time{0, nanoseconds};
  raw_call(SYS_nanosleep, &time, nullptr);
}

/// A new eventfd. By the kernel's call as its close is, so that sanitizers, which follow the C library's, see both or neither.
/// \throws std::system_error, naming `who`.
inline int make_event(const char* who) {
  const long made = raw_call(SYS_eventfd2, 0, O_NONBLOCK | O_CLOEXEC);
  if (made < 0) throw std::system_error(static_cast<int>(-made), std::generic_category(), who);
  return static_cast<int>(made);
}
/// One more in an eventfd. One that is full is read already.
inline void raise_event(int fd) noexcept {
  const std::uint64_t one = 1;
  raw_write(fd, &one, sizeof one);
}
inline void drain_event(int fd) noexcept {
  std::uint64_t count;
  raw_read(fd, &count, sizeof count);
}

/// In a fork's child: an eventfd of its own in place of the one that the parent reads, under the same number, which an event
/// loop may have. Without descriptors the parent's remains.
inline void renew_event(int fd) noexcept {
  const long own = raw_call(SYS_eventfd2, 0, O_NONBLOCK | O_CLOEXEC);
  if (own < 0) return;
  raw_call(SYS_dup3, own, fd, O_CLOEXEC);
  raw_close(static_cast<int>(own));
}

/// For calls of the C library that are cancellation points, and must not act as such here.
class no_cancellation {
 public:
  no_cancellation() noexcept { ::pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &found_); }
  ~no_cancellation() { ::pthread_setcancelstate(found_, nullptr); }
  no_cancellation(const no_cancellation&) = delete;
  no_cancellation& operator=(const no_cancellation&) = delete;

 private:
  int found_ = PTHREAD_CANCEL_ENABLE;
};

}  // namespace asyncsafe::inline v0::detail
