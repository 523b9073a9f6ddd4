// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Each operation says which system call it is, how to try it without blocking, and what its timeout is.
#include "io_operations.hpp"

#include "kernel_signal.hpp"
#include "raw_io.hpp"
#include "system_call.hpp"
#include "waiting.hpp"

#include <climits>
#include <linux/fs.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace asyncsafe::inline v0::io::operations {
namespace {

using detail::plain_call;
using detail::run;
using detail::system_call;
using detail::would_block;

template <class T>
long word(T value) noexcept {
  return detail_::word(value);
}

// What the kernel would not take, or would take in another sense.
long refuse(const char* name, std::error_code* error) {
  detail::call_outcome invalid;
  invalid.result = -EINVAL;
  return detail::conclude(name, std::move(invalid), error);
}

thread_local std::size_t done_last = 0;

bool is_nonblocking(int fd) noexcept {
  const int flags = ::fcntl(fd, F_GETFL);
  return flags >= 0 && (flags & O_NONBLOCK) != 0;
}

bool is_ready(int fd, short events) noexcept {
  pollfd one{fd, events, 0};
  const timespec none{};
  return detail::raw_poll(&one, 1, &none) != 0;  // an error is an answer, too
}

long ask_again(long result) noexcept { return result == -EAGAIN ? would_block : result; }

// The call with other arguments, none of which let it block.
long with(const system_call& c, int index, long value) noexcept {
  system_call changed = c;
  changed.arguments[index] = value;
  return ask_again(plain_call(changed));
}

// readv and writev, with RWF_NOWAIT where the file has that, else after a look whether it is ready.
long attempt_vector(const system_call& c) {
  const int fd = static_cast<int>(c.arguments[0]);
  if (is_nonblocking(fd)) return plain_call(c);
  const bool reads = c.events == POLLIN;
  system_call now_or_never{c.name, reads ? SYS_preadv2 : SYS_pwritev2, {}};
  now_or_never.arguments[0] = fd;
  now_or_never.arguments[1] = c.arguments[1];
  now_or_never.arguments[2] = c.arguments[2];
  now_or_never.arguments[3] = -1;  // the current position
  now_or_never.arguments[4] = -1;
  now_or_never.arguments[5] = RWF_NOWAIT;
  const long result = plain_call(now_or_never);
  if (result != -EOPNOTSUPP && result != -EINVAL && result != -ENOSYS) return ask_again(result);
  if (!is_ready(fd, c.events)) return would_block;
  struct stat status;
  // A ready pipe takes PIPE_BUF bytes without blocking, and may block for more.
  if (!reads && ::fstat(fd, &status) == 0 && S_ISFIFO(status.st_mode)) {
    iovec first = *reinterpret_cast<const iovec*>(c.arguments[1]);
    if (first.iov_len > PIPE_BUF) first.iov_len = PIPE_BUF;
    now_or_never.number = SYS_writev;
    now_or_never.arguments[1] = word(&first);
    now_or_never.arguments[2] = 1;
    return plain_call(now_or_never);
  }
  return plain_call(c);
}

// The same for read and write.
long attempt_transfer(const system_call& c) {
  iovec part{reinterpret_cast<void*>(c.arguments[1]), static_cast<std::size_t>(c.arguments[2])};
  const bool reads = c.events == POLLIN;
  system_call vector{c.name, reads ? SYS_readv : SYS_writev, {c.arguments[0], word(&part), 1}};
  vector.events = c.events;
  return attempt_vector(vector);
}

long attempt_when_ready(const system_call& c) {
  const int fd = static_cast<int>(c.arguments[0]);
  return is_nonblocking(fd) || is_ready(fd, c.events) ? plain_call(c) : would_block;
}

template <int Index>
long attempt_dontwait(const system_call& c) {
  if (is_nonblocking(static_cast<int>(c.arguments[0]))) return plain_call(c);
  return with(c, Index, c.arguments[Index] | MSG_DONTWAIT);
}

long attempt_if_nonblocking(const system_call& c) {
  return is_nonblocking(static_cast<int>(c.arguments[0])) ? plain_call(c) : would_block;
}

// Only a FIFO's open waits for somebody; asking it with O_NONBLOCK would change what is opened.
long attempt_open(const system_call& c) {
  if (c.arguments[1] == 0) return plain_call(c);  // the kernel says EFAULT; stat must not be asked
  struct stat status;
  const bool waits = (c.arguments[2] & O_NONBLOCK) == 0 &&
                     ::stat(reinterpret_cast<const char*>(c.arguments[1]), &status) == 0 && S_ISFIFO(status.st_mode);
  return waits ? would_block : plain_call(c);
}

system_call transfer(const char* name, long number, int fd, const void* data, std::size_t size, short events) {
  system_call c{name, number, {fd, word(data), static_cast<long>(size)}};
  c.fd = fd;
  c.events = events;
  return c;
}

timespec left_until(detail::steady_time deadline) noexcept {
  const detail::steady_time now = detail::now();
  return detail::as_timespec(deadline > now ? detail::steady_time(deadline - now) : detail::steady_time());
}

// The sum of the two may be more than either type has room for.
template <class Fraction>
detail::steady_time deadline_of(std::time_t whole_seconds, Fraction fraction) {
  const std::chrono::seconds whole(whole_seconds);
  if (whole > std::chrono::hours(24 * 365 * 200)) return detail::deadline_after(whole);
  return detail::deadline_after(whole + fraction);
}

void set_deadline(system_call& c, long milliseconds) {
  if (milliseconds >= 0) c.deadline = detail::deadline_after(std::chrono::milliseconds(milliseconds));
}

struct partial {
  std::error_code* error;
  const char* name;
  std::size_t done = 0;

  std::size_t finish() const noexcept {
    done_last = done;
    if (error != nullptr) error->clear();
    return done;
  }
  // What stopped it, with the count attached to it.
  std::size_t stop(detail::call_outcome outcome) const {
    done_last = done;
    if (outcome.interrupt) {
      try {
        std::rethrow_exception(outcome.interrupt);
      } catch (interrupted& i) {
        i.set_done(done);
      } catch (...) {
      }
    }
    detail::conclude(name, std::move(outcome), error);
    return done;
  }
};

detail::how_delivered how(const std::error_code* error) noexcept {
  return error != nullptr ? detail::how_delivered::by_error_code : detail::how_delivered::by_throwing;
}

std::size_t size_of(long result) noexcept { return result < 0 ? 0 : static_cast<std::size_t>(result); }

std::size_t failed_at_once(const char* name, long result, std::error_code* error) {
  detail::call_outcome outcome;
  outcome.result = result;
  return size_of(detail::conclude(name, std::move(outcome), error));
}

system_call reading(const char* name, int fd, void* buffer, std::size_t bytes) {
  system_call c = transfer(name, SYS_read, fd, buffer, bytes, POLLIN);
  c.attempt = attempt_transfer;
  return c;
}

system_call writing(const char* name, int fd, const void* buffer, std::size_t bytes) {
  system_call c = transfer(name, SYS_write, fd, buffer, bytes, POLLOUT);
  c.attempt = attempt_transfer;
  return c;
}

}  // namespace

std::size_t read(int fd, void* buffer, std::size_t bytes, long at_once, std::error_code* error) {
  if (at_once != detail::stub_cancelled) return failed_at_once("asyncsafe::io::read", at_once, error);
  system_call c = reading("asyncsafe::io::read", fd, buffer, bytes);
  return size_of(run(c, error));
}

std::size_t write(int fd, const void* buffer, std::size_t bytes, long at_once, std::error_code* error) {
  if (at_once != detail::stub_cancelled) return failed_at_once("asyncsafe::io::write", at_once, error);
  system_call c = writing("asyncsafe::io::write", fd, buffer, bytes);
  return size_of(run(c, error));
}

std::size_t read_full(int fd, void* buffer, std::size_t bytes, std::error_code* error) {
  partial p{error, "asyncsafe::io::read_full"};
  while (p.done < bytes) {
    system_call c = reading(p.name, fd, static_cast<char*>(buffer) + p.done, bytes - p.done);
    detail::call_outcome outcome = detail::perform(c, how(error));
    if (outcome.interrupt || outcome.result < 0) return p.stop(std::move(outcome));
    if (outcome.result == 0) break;
    p.done += static_cast<std::size_t>(outcome.result);
  }
  return p.finish();
}

std::size_t write_all(int fd, const void* buffer, std::size_t bytes, std::error_code* error) {
  partial p{error, "asyncsafe::io::write_all"};
  while (p.done < bytes) {
    system_call c = writing(p.name, fd, static_cast<const char*>(buffer) + p.done, bytes - p.done);
    detail::call_outcome outcome = detail::perform(c, how(error));
    if (outcome.interrupt || outcome.result < 0) return p.stop(std::move(outcome));
    p.done += static_cast<std::size_t>(outcome.result);
  }
  return p.finish();
}

std::size_t readv(int fd, const iovec* parts, int count, std::error_code* error) {
  system_call c = transfer("asyncsafe::io::readv", SYS_readv, fd, parts, static_cast<std::size_t>(count), POLLIN);
  c.attempt = attempt_vector;
  return size_of(run(c, error));
}

std::size_t writev(int fd, const iovec* parts, int count, std::error_code* error) {
  system_call c = transfer("asyncsafe::io::writev", SYS_writev, fd, parts, static_cast<std::size_t>(count), POLLOUT);
  c.attempt = attempt_vector;
  return size_of(run(c, error));
}

int open(const char* path, int flags, mode_t mode, std::error_code* error) {
  system_call c{"asyncsafe::io::open", SYS_openat, {AT_FDCWD, word(path), flags | O_CLOEXEC, word(mode)}};
  c.attempt = attempt_open;
  return static_cast<int>(run(c, error));
}

int accept(int fd, sockaddr* address, socklen_t* length, std::error_code* error) {
  system_call c{"asyncsafe::io::accept", SYS_accept4, {fd, word(address), word(length), SOCK_CLOEXEC}};
  c.fd = fd;
  c.events = POLLIN;
  c.attempt = attempt_when_ready;
  return static_cast<int>(run(c, error));
}

void connect(int fd, const sockaddr* address, socklen_t length, std::error_code* error) {
  system_call c{"asyncsafe::io::connect", SYS_connect, {fd, word(address), static_cast<long>(length)}};
  c.attempt = attempt_if_nonblocking;
  detail::call_outcome outcome = detail::perform(c, how(error));
  if (outcome.interrupt && outcome.begun) {
    try {
      std::rethrow_exception(outcome.interrupt);
    } catch (interrupted& i) {
      i.set_terminal();
    } catch (...) {
    }
  }
  // Restarted after somebody's handler, the kernel may find the connection made.
  if (outcome.result == -EISCONN && outcome.begun) outcome.result = 0;
  detail::conclude(c.name, std::move(outcome), error);
}

std::size_t recv(int fd, void* buffer, std::size_t bytes, int flags, std::error_code* error) {
  system_call c = transfer("asyncsafe::io::recv", SYS_recvfrom, fd, buffer, bytes, POLLIN);
  c.arguments[3] = flags;
  c.attempt = attempt_dontwait<3>;
  return size_of(run(c, error));
}

std::size_t send(int fd, const void* buffer, std::size_t bytes, int flags, std::error_code* error) {
  system_call c = transfer("asyncsafe::io::send", SYS_sendto, fd, buffer, bytes, POLLOUT);
  c.arguments[3] = flags | MSG_NOSIGNAL;
  c.attempt = attempt_dontwait<3>;
  return size_of(run(c, error));
}

std::size_t recvmsg(int fd, msghdr* message, int flags, std::error_code* error) {
  system_call c = transfer("asyncsafe::io::recvmsg", SYS_recvmsg, fd, message, 0, POLLIN);
  c.arguments[2] = flags;
  c.attempt = attempt_dontwait<2>;
  return size_of(run(c, error));
}

std::size_t sendmsg(int fd, const msghdr* message, int flags, std::error_code* error) {
  system_call c = transfer("asyncsafe::io::sendmsg", SYS_sendmsg, fd, message, 0, POLLOUT);
  c.arguments[2] = flags | MSG_NOSIGNAL;
  c.attempt = attempt_dontwait<2>;
  return size_of(run(c, error));
}

int poll(pollfd* fds, nfds_t count, int timeout_ms, std::error_code* error) {
  timespec left{};
  system_call c{"asyncsafe::io::poll", SYS_ppoll, {word(fds), static_cast<long>(count)}};
  set_deadline(c, timeout_ms);
  if (c.deadline) c.arguments[2] = word(&left);
  c.refresh = [](system_call& self) {
    if (self.deadline) *reinterpret_cast<timespec*>(self.arguments[2]) = left_until(*self.deadline);
  };
  c.attempt = [](const system_call& self) -> long {
    const timespec none{};
    const long ready =
        detail::raw_poll(reinterpret_cast<pollfd*>(self.arguments[0]), static_cast<unsigned>(self.arguments[1]), &none);
    return ready != 0 ? ready : would_block;
  };
  if (timeout_ms == 0) c.attempt = plain_call;
  return static_cast<int>(run(c, error));
}

int epoll_wait(int epoll_fd, epoll_event* events, int capacity, int timeout_ms, std::error_code* error) {
  system_call c{"asyncsafe::io::epoll_wait", SYS_epoll_pwait, {epoll_fd, word(events), capacity, timeout_ms}};
  c.arguments[5] = sizeof(detail::kernel_sigset);
  set_deadline(c, timeout_ms);
  c.refresh = [](system_call& self) {
    if (!self.deadline) return;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*self.deadline - detail::now()).count();
    self.arguments[3] = left < 0 ? 0 : left;
  };
  c.attempt = [](const system_call& self) -> long {
    const long ready = with(self, 3, 0);
    return ready == 0 ? would_block : ready;
  };
  if (timeout_ms == 0) c.attempt = plain_call;
  return static_cast<int>(run(c, error));
}

int select(int count, fd_set* readable, fd_set* writable, fd_set* exceptional, const timeval* timeout,
           std::error_code* error) {
  // Sets of more descriptors are not what fd_set is: the copies below would be too short for them.
  if (count > FD_SETSIZE || (timeout != nullptr && (timeout->tv_sec < 0 || timeout->tv_usec < 0)))
    return static_cast<int>(refuse("asyncsafe::io::select", error));
  timespec left{};
  system_call c{"asyncsafe::io::select", SYS_pselect6, {count, word(readable), word(writable), word(exceptional)}};
  if (timeout != nullptr) {
    c.deadline = deadline_of(timeout->tv_sec, std::chrono::microseconds(timeout->tv_usec));
    c.arguments[4] = word(&left);
  }
  c.refresh = [](system_call& self) {
    if (self.deadline) *reinterpret_cast<timespec*>(self.arguments[4]) = left_until(*self.deadline);
  };
  // The kernel clears the sets when nothing is ready, so an attempt must work on copies.
  c.attempt = [](const system_call& self) -> long {
    fd_set copies[3];
    system_call copied = self;
    for (int i = 0; i < 3; ++i) {
      if (self.arguments[1 + i] == 0) continue;
      copies[i] = *reinterpret_cast<fd_set*>(self.arguments[1 + i]);
      copied.arguments[1 + i] = word(&copies[i]);
    }
    timespec none{};
    copied.arguments[4] = word(&none);
    const long ready = plain_call(copied);
    if (ready == 0) return would_block;
    for (int i = 0; ready > 0 && i < 3; ++i)
      if (self.arguments[1 + i] != 0) *reinterpret_cast<fd_set*>(self.arguments[1 + i]) = copies[i];
    return ready;
  };
  if (timeout != nullptr && timeout->tv_sec == 0 && timeout->tv_usec == 0) c.attempt = plain_call;
  return static_cast<int>(run(c, error));
}

void flock(int fd, int operation, std::error_code* error) {
  system_call c{"asyncsafe::io::flock", SYS_flock, {fd, operation}};
  c.attempt = [](const system_call& self) {
    if ((self.arguments[1] & LOCK_NB) != 0) return plain_call(self);
    return with(self, 1, self.arguments[1] | LOCK_NB);
  };
  run(c, error);
}

void lock_file(int fd, short type, off_t start, off_t length, std::error_code* error) {
  struct flock range{};
  range.l_type = type;
  range.l_whence = SEEK_SET;
  range.l_start = start;
  range.l_len = length;
  system_call c{"asyncsafe::io::lock_file", SYS_fcntl, {fd, F_SETLKW, word(&range)}};
  c.attempt = [](const system_call& self) {
    const long result = with(self, 1, F_SETLK);
    return result == -EACCES ? would_block : result;
  };
  run(c, error);
}

void waitid(idtype_t kind, id_t id, siginfo_t* info, int options, std::error_code* error) {
  siginfo_t own{};
  siginfo_t* found = info != nullptr ? info : &own;
  found->si_pid = 0;
  system_call c{"asyncsafe::io::waitid", SYS_waitid, {word(kind), word(id), word(found), options, 0}};
  c.attempt = [](const system_call& self) -> long {
    const long result = with(self, 3, self.arguments[3] | WNOHANG);
    const bool none = reinterpret_cast<const siginfo_t*>(self.arguments[2])->si_pid == 0;
    return result == 0 && none && (self.arguments[3] & WNOHANG) == 0 ? would_block : result;
  };
  run(c, error);
}

int sigwait(const sigset_t& signals, std::error_code* error) {
  system_call c{"asyncsafe::io::sigwait", SYS_rt_sigtimedwait, {word(&signals), 0, 0, sizeof(detail::kernel_sigset)}};
  c.attempt = [](const system_call& self) {
    const timespec none{};
    return with(self, 2, word(&none));
  };
  return static_cast<int>(run(c, error));
}

void nanosleep(const timespec& duration, timespec* remaining, std::error_code* error) {
  if (remaining != nullptr) *remaining = timespec{};
  if (duration.tv_sec < 0 || duration.tv_nsec < 0 || duration.tv_nsec > 999'999'999) {
    refuse("asyncsafe::io::nanosleep", error);
    return;
  }
  const auto deadline = deadline_of(duration.tv_sec, std::chrono::nanoseconds(duration.tv_nsec));
  struct note_rest {
    detail::steady_time deadline;
    timespec* remaining;
    ~note_rest() {
      if (remaining != nullptr) *remaining = left_until(deadline);
    }
  } at_exit{deadline, remaining};
  detail_::sleep_until(deadline, error);
}

void close(int fd, std::error_code* error) {
  system_call c{"asyncsafe::io::close", SYS_close, {fd}};
  detail::call_outcome outcome;
  outcome.result = plain_call(c);
  if (outcome.result == -EINTR) outcome.result = 0;
  detail::conclude(c.name, std::move(outcome), error);
}

}  // namespace asyncsafe::inline v0::io::operations

namespace asyncsafe::inline v0::io {

std::size_t last_done() noexcept { return operations::done_last; }

long detail_::any_call(long number, const long (&arguments)[6], std::error_code* error) {
  detail::system_call c{"asyncsafe::io::syscall",
                        number,
                        {arguments[0], arguments[1], arguments[2], arguments[3], arguments[4], arguments[5]}};
  return detail::run(c, error);
}

void detail_::sleep_until(detail::steady_time deadline, std::error_code* error) {
  detail::thread_record& self = detail::this_record();
  const auto how = error != nullptr ? detail::how_delivered::by_error_code : detail::how_delivered::by_throwing;
  detail::call_outcome outcome;
  if (detail::anything_pending()) outcome.interrupt = detail::take(detail::point::checkpoint, how);
  while (!outcome.interrupt &&
         detail::wait_until(self, [] { return false; }, &deadline, how) == detail::wait_status::interrupted)
    outcome.interrupt = detail::take(detail::point::blocking, how);
  detail::conclude("asyncsafe::io::sleep", std::move(outcome), error);
}

}  // namespace asyncsafe::inline v0::io
