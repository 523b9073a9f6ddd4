// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Blocking operations that an interrupt can end, and that never lose what the kernel did.
//
// Each has two forms. The throwing form throws the interrupt as it was sent, and std::system_error for an error.
// The form with a std::error_code reports an interrupt as std::errc::operation_canceled; that is its delivery, and
// `last_interrupt()` has the exception. Its result is then 0 (or -1 for a descriptor, and for how many are ready).
//
// Side effects. *Total*: either the operation reports what the system call did, and the interrupt comes at the next
// point, or nothing happened. *Partial* and *terminal* ones say so below. EINTR from handlers of others is retried,
// with the time that is left. Under `masked`, what can complete at once completes; under `uninterruptible` nothing
// is interrupted. Inside somebody's signal handler that struck one of these, they are plain system calls.
#pragma once

#include <asyncsafe/detail/call_at_once.hpp>
#include <asyncsafe/interrupt.hpp>

#include <chrono>
#include <cstddef>
#include <ctime>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <system_error>
#include <type_traits>

namespace asyncsafe::inline v0::io {

namespace detail_ {
// The long way, and what follows a failure on the short one.
ASYNCSAFE_API ASYNCSAFE_COLD std::size_t read(int fd, void* buffer, std::size_t bytes, long at_once,
                                              std::error_code* error);
ASYNCSAFE_API ASYNCSAFE_COLD std::size_t write(int fd, const void* buffer, std::size_t bytes, long at_once,
                                               std::error_code* error);
}  // namespace detail_

/// Reads at most `bytes`; 0 is end of file. Total. Source: read(2).
inline std::size_t read(int fd, void* buffer, std::size_t bytes) {
  const long at_once = detail::call_at_once(SYS_read, fd, reinterpret_cast<long>(buffer), static_cast<long>(bytes));
  if (at_once >= 0) [[likely]]
    return static_cast<std::size_t>(at_once);
  return detail_::read(fd, buffer, bytes, at_once, nullptr);
}
inline std::size_t read(int fd, void* buffer, std::size_t bytes, std::error_code& error) {
  const long at_once = detail::call_at_once(SYS_read, fd, reinterpret_cast<long>(buffer), static_cast<long>(bytes));
  if (at_once < 0) [[unlikely]]
    return detail_::read(fd, buffer, bytes, at_once, &error);
  error.clear();
  return static_cast<std::size_t>(at_once);
}

/// Writes at most `bytes` and says how many. Total. Source: write(2).
inline std::size_t write(int fd, const void* buffer, std::size_t bytes) {
  const long at_once = detail::call_at_once(SYS_write, fd, reinterpret_cast<long>(buffer), static_cast<long>(bytes));
  if (at_once >= 0) [[likely]]
    return static_cast<std::size_t>(at_once);
  return detail_::write(fd, buffer, bytes, at_once, nullptr);
}
inline std::size_t write(int fd, const void* buffer, std::size_t bytes, std::error_code& error) {
  const long at_once = detail::call_at_once(SYS_write, fd, reinterpret_cast<long>(buffer), static_cast<long>(bytes));
  if (at_once < 0) [[unlikely]]
    return detail_::write(fd, buffer, bytes, at_once, &error);
  error.clear();
  return static_cast<std::size_t>(at_once);
}

/// Reads until `bytes` are there or the file ends. Partial: an interrupt that derives from `interrupted` says how many
/// bytes were read (`done()`), and `last_done()` says it for any other. The error-code form returns the count.
ASYNCSAFE_API std::size_t read_full(int fd, void* buffer, std::size_t bytes);
ASYNCSAFE_API std::size_t read_full(int fd, void* buffer, std::size_t bytes, std::error_code& error);

/// Writes all `bytes`. Partial, as `read_full`.
ASYNCSAFE_API std::size_t write_all(int fd, const void* buffer, std::size_t bytes);
ASYNCSAFE_API std::size_t write_all(int fd, const void* buffer, std::size_t bytes, std::error_code& error);

/// Total. Source: readv(2).
ASYNCSAFE_API std::size_t readv(int fd, const iovec* parts, int count);
ASYNCSAFE_API std::size_t readv(int fd, const iovec* parts, int count, std::error_code& error);

/// Total. Source: writev(2).
ASYNCSAFE_API std::size_t writev(int fd, const iovec* parts, int count);
ASYNCSAFE_API std::size_t writev(int fd, const iovec* parts, int count, std::error_code& error);

/// Reads at `offset`. Total. Source: pread(2).
ASYNCSAFE_API std::size_t pread(int fd, void* buffer, std::size_t bytes, off_t offset);
ASYNCSAFE_API std::size_t pread(int fd, void* buffer, std::size_t bytes, off_t offset, std::error_code& error);

/// Writes at `offset`. Total. Source: pwrite(2).
ASYNCSAFE_API std::size_t pwrite(int fd, const void* buffer, std::size_t bytes, off_t offset);
ASYNCSAFE_API std::size_t pwrite(int fd, const void* buffer, std::size_t bytes, off_t offset, std::error_code& error);

/// Moves at most `bytes` between two descriptors, one of them a pipe; the offsets may be null. Total. Source: splice(2).
ASYNCSAFE_API std::size_t splice(int from, off_t* from_offset, int to, off_t* to_offset, std::size_t bytes,
                                 unsigned flags = 0);
ASYNCSAFE_API std::size_t splice(int from, off_t* from_offset, int to, off_t* to_offset, std::size_t bytes,
                                 unsigned flags, std::error_code& error);

/// Copies at most `bytes` from a file; `offset` may be null. Total. Source: sendfile(2).
ASYNCSAFE_API std::size_t sendfile(int to, int from, off_t* offset, std::size_t bytes);
ASYNCSAFE_API std::size_t sendfile(int to, int from, off_t* offset, std::size_t bytes, std::error_code& error);

/// Random bytes; blocks only before the kernel has gathered any. Total. Source: getrandom(2).
ASYNCSAFE_API std::size_t getrandom(void* buffer, std::size_t bytes, unsigned flags = 0);
ASYNCSAFE_API std::size_t getrandom(void* buffer, std::size_t bytes, unsigned flags, std::error_code& error);

/// Opens with O_CLOEXEC added. Total. Source: open(2); blocks on a FIFO without a partner, on some devices, and on leases.
ASYNCSAFE_API int open(const char* path, int flags, mode_t mode = 0);
ASYNCSAFE_API int open(const char* path, int flags, mode_t mode, std::error_code& error);
inline int open(const char* path, int flags, std::error_code& error) { return open(path, flags, 0, error); }

/// Accepts with SOCK_CLOEXEC. Total. Source: accept4(2).
ASYNCSAFE_API int accept(int fd, sockaddr* address = nullptr, socklen_t* length = nullptr);
ASYNCSAFE_API int accept(int fd, sockaddr* address, socklen_t* length, std::error_code& error);
inline int accept(int fd, std::error_code& error) { return accept(fd, nullptr, nullptr, error); }

/// Terminal: once begun, an interrupted connection attempt cannot be taken up again (`interrupted::terminal()`); close the
/// socket. Interrupted before it began, nothing has happened. Source: connect(2).
ASYNCSAFE_API void connect(int fd, const sockaddr* address, socklen_t length);
ASYNCSAFE_API void connect(int fd, const sockaddr* address, socklen_t length, std::error_code& error);

/// Total. Source: recv(2).
ASYNCSAFE_API std::size_t recv(int fd, void* buffer, std::size_t bytes, int flags = 0);
ASYNCSAFE_API std::size_t recv(int fd, void* buffer, std::size_t bytes, int flags, std::error_code& error);
inline std::size_t recv(int fd, void* buffer, std::size_t bytes, std::error_code& error) {
  return recv(fd, buffer, bytes, 0, error);
}

/// Total; never raises SIGPIPE. Source: send(2).
ASYNCSAFE_API std::size_t send(int fd, const void* buffer, std::size_t bytes, int flags = 0);
ASYNCSAFE_API std::size_t send(int fd, const void* buffer, std::size_t bytes, int flags, std::error_code& error);
inline std::size_t send(int fd, const void* buffer, std::size_t bytes, std::error_code& error) {
  return send(fd, buffer, bytes, 0, error);
}

/// Total. Source: recvmsg(2).
ASYNCSAFE_API std::size_t recvmsg(int fd, msghdr* message, int flags = 0);
ASYNCSAFE_API std::size_t recvmsg(int fd, msghdr* message, int flags, std::error_code& error);
inline std::size_t recvmsg(int fd, msghdr* message, std::error_code& error) { return recvmsg(fd, message, 0, error); }

/// Total; never raises SIGPIPE. Source: sendmsg(2).
ASYNCSAFE_API std::size_t sendmsg(int fd, const msghdr* message, int flags = 0);
ASYNCSAFE_API std::size_t sendmsg(int fd, const msghdr* message, int flags, std::error_code& error);
inline std::size_t sendmsg(int fd, const msghdr* message, std::error_code& error) {
  return sendmsg(fd, message, 0, error);
}

/// \param timeout_ms negative for ever. \return how many are ready, 0 after the timeout. Total. Source: poll(2).
ASYNCSAFE_API int poll(pollfd* fds, nfds_t count, int timeout_ms);
ASYNCSAFE_API int poll(pollfd* fds, nfds_t count, int timeout_ms, std::error_code& error);

/// \param timeout_ms negative for ever. Total. Source: epoll_wait(2).
ASYNCSAFE_API int epoll_wait(int epoll_fd, epoll_event* events, int capacity, int timeout_ms);
ASYNCSAFE_API int epoll_wait(int epoll_fd, epoll_event* events, int capacity, int timeout_ms, std::error_code& error);

/// \param timeout null for ever; not changed. Total. Source: select(2).
ASYNCSAFE_API int select(int count, fd_set* readable, fd_set* writable, fd_set* exceptional, const timeval* timeout);
ASYNCSAFE_API int select(int count, fd_set* readable, fd_set* writable, fd_set* exceptional, const timeval* timeout,
                         std::error_code& error);

/// Total. Source: flock(2).
ASYNCSAFE_API void flock(int fd, int operation);
ASYNCSAFE_API void flock(int fd, int operation, std::error_code& error);

/// Locks a range of a file, waiting for it. \param type F_RDLCK, F_WRLCK or F_UNLCK. \param length 0 to the end.
/// Total. Source: fcntl(2) F_SETLKW.
ASYNCSAFE_API void lock_file(int fd, short type = F_WRLCK, off_t start = 0, off_t length = 0);
ASYNCSAFE_API void lock_file(int fd, short type, off_t start, off_t length, std::error_code& error);
inline void lock_file(int fd, std::error_code& error) { return lock_file(fd, F_WRLCK, 0, 0, error); }

/// \param info may be null. Total: an interrupted wait has reaped nobody. Source: waitid(2).
ASYNCSAFE_API void waitid(idtype_t kind, id_t id, siginfo_t* info, int options);
ASYNCSAFE_API void waitid(idtype_t kind, id_t id, siginfo_t* info, int options, std::error_code& error);

/// \param remaining if not null, what was left of it when it was interrupted; else zero. Source: nanosleep(2).
ASYNCSAFE_API void nanosleep(const timespec& duration, timespec* remaining = nullptr);
ASYNCSAFE_API void nanosleep(const timespec& duration, timespec* remaining, std::error_code& error);
inline void nanosleep(const timespec& duration, std::error_code& error) { return nanosleep(duration, nullptr, error); }

/// Waits for one of `signals`, which the caller has blocked. \return its number. Total. Source: sigwait(3).
ASYNCSAFE_API int sigwait(const sigset_t& signals);
ASYNCSAFE_API int sigwait(const sigset_t& signals, std::error_code& error);

/// Closes `fd`. Never interrupted, and never retried on EINTR: on Linux the descriptor is gone by then, and may be
/// somebody else's already. Source: close(2).
ASYNCSAFE_API void close(int fd);
ASYNCSAFE_API void close(int fd, std::error_code& error);

/// Bytes that the last `read_full` or `write_all` of this thread had transferred when it ended.
[[nodiscard]] ASYNCSAFE_API std::size_t last_done() noexcept;

namespace detail_ {
ASYNCSAFE_API void sleep_until(detail::steady_time deadline, std::error_code* error);
ASYNCSAFE_API long any_call(long number, const long (&arguments)[6], std::error_code* error);
template <class T>
long word(T value) noexcept {
  static_assert(std::is_integral_v<T> || std::is_enum_v<T> || std::is_pointer_v<T> || std::is_null_pointer_v<T>,
                "a system call takes integers and pointers");
  if constexpr (std::is_pointer_v<T>)
    return reinterpret_cast<long>(value);
  else if constexpr (std::is_null_pointer_v<T>)
    return 0;
  else
    return static_cast<long>(value);
}
// What a steady clock shows when `t` is reached on its own clock, as of now.
template <class Clock, class Duration>
detail::steady_time as_steady(const std::chrono::time_point<Clock, Duration>& t) {
  using seconds = std::chrono::duration<double>;  // it has room for every time
  const seconds since(t.time_since_epoch());
  if constexpr (std::is_same_v<Clock, std::chrono::steady_clock>) {
    if (since >= seconds(detail::steady_time::max().time_since_epoch())) return detail::steady_time::max();
    if (!(since > seconds(0))) return detail::steady_time();  // long past
    return std::chrono::ceil<detail::steady_time::duration>(t);
  } else {
    const auto now = Clock::now();
    const seconds left = since - seconds(now.time_since_epoch());
    constexpr seconds exact_up_to(1e8);  // three years: then the difference cannot overflow on any clock
    if (left > exact_up_to || left < -exact_up_to) return detail::deadline_after(left);
    return detail::deadline_after(t - now);
  }
}
}  // namespace detail_

/// Sleeps for `duration`. \throws a pending interrupt.
template <class Rep, class Period>
void sleep_for(const std::chrono::duration<Rep, Period>& duration) {
  detail_::sleep_until(detail::deadline_after(duration), nullptr);
}
template <class Rep, class Period>
void sleep_for(const std::chrono::duration<Rep, Period>& duration, std::error_code& error) {
  detail_::sleep_until(detail::deadline_after(duration), &error);
}
/// Sleeps until `t`. A clock that can be set is read once, at the start.
template <class Clock, class Duration>
void sleep_until(const std::chrono::time_point<Clock, Duration>& t) {
  detail_::sleep_until(detail_::as_steady(t), nullptr);
}
template <class Clock, class Duration>
void sleep_until(const std::chrono::time_point<Clock, Duration>& t, std::error_code& error) {
  detail_::sleep_until(detail_::as_steady(t), &error);
}

/// Any system call, interruptible where the kernel restarts it or does nothing on EINTR; you answer for the rest of
/// the side-effect contract. Under `masked` it counts as one that would block. \return the kernel's result.
template <class... Args>
long syscall(long number, Args... arguments) {
  static_assert(sizeof...(Args) <= 6);
  return detail_::any_call(number, {detail_::word(arguments)...}, nullptr);
}
/// \return the kernel's result, or -1 with `error` set.
template <class... Args>
long syscall(std::error_code& error, long number, Args... arguments) {
  static_assert(sizeof...(Args) <= 6);
  return detail_::any_call(number, {detail_::word(arguments)...}, &error);
}

}  // namespace asyncsafe::inline v0::io
