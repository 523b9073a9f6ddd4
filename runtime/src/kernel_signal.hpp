// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Signal dispositions as the kernel has them. Going past libc keeps sanitizers from wrapping our handlers
// (theirs run late, and a wake-up must not) and makes "byte for byte" mean what it says.
#pragma once

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <initializer_list>
#include <sys/syscall.h>
#include <unistd.h>

extern "C" void asyncsafe_restorer();

namespace asyncsafe::inline v0::detail {

using kernel_sigset = std::uint64_t;

inline constexpr kernel_sigset sigset_bit(int signal_number) noexcept {
  return kernel_sigset{1} << (signal_number - 1);
}

struct kernel_sigaction {
  union {
    void (*handler)(int);
    void (*action)(int, siginfo_t*, void*);
  };
  unsigned long flags;
  void (*restorer)();  // there on 64-bit ARM too, where nobody uses it: the kernel writes it back
  kernel_sigset mask;
};
static_assert(sizeof(kernel_sigaction) == 32, "the kernel writes as much on x86_64 and 64-bit ARM");

inline bool same(const kernel_sigaction& a, const kernel_sigaction& b) noexcept {
  return a.action == b.action && a.flags == b.flags && a.mask == b.mask;
}

/// Returns 0 or -errno. Async-signal-safe; leaves errno alone.
inline int change_action(int signal_number, const kernel_sigaction* wanted, kernel_sigaction* found) noexcept {
  const int saved = errno;
  const long result = ::syscall(SYS_rt_sigaction, signal_number, wanted, found, sizeof(kernel_sigset));
  const int error = result == 0 ? 0 : -errno;
  errno = saved;
  return error;
}

inline kernel_sigaction make_action(void (*handler)(int, siginfo_t*, void*), unsigned long flags,
                                    kernel_sigset mask) noexcept {
  kernel_sigaction made;
  std::memset(&made, 0, sizeof made);
  made.action = handler;
  made.flags = flags | SA_SIGINFO;
  made.mask = mask;
#if defined(__x86_64__)
  made.flags |= 0x04000000UL;  // SA_RESTORER
  made.restorer = asyncsafe_restorer;
#endif
  return made;
}

inline kernel_sigset change_mask(int how, kernel_sigset set) noexcept {
  const int saved = errno;
  kernel_sigset found = 0;
  ::syscall(SYS_rt_sigprocmask, how, &set, &found, sizeof set);
  errno = saved;
  return found;
}

/// While it lives, no handler runs on this thread. What the processor raises by itself is left open: to block that kills.
class no_handlers {
 public:
  no_handlers() noexcept {
    kernel_sigset all = ~kernel_sigset{0};
    for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGABRT}) all &= ~sigset_bit(number);
    found_ = change_mask(SIG_BLOCK, all);
  }
  ~no_handlers() { change_mask(SIG_SETMASK, found_); }
  no_handlers(const no_handlers&) = delete;
  no_handlers& operator=(const no_handlers&) = delete;

 private:
  kernel_sigset found_;
};

inline long signal_thread(int tid, int signal_number) noexcept {
  const int saved = errno;
  long result = ::syscall(SYS_tgkill, ::syscall(SYS_getpid), tid, signal_number);
  if (result < 0) result = -errno;
  errno = saved;
  return result;
}

/// As signal_thread(), to the calling thread; also when the queue of signals is full. The kernel refuses to
/// lose what tgkill says of the sender, but not what kill says, and a thread may say that to itself.
inline long signal_self(int signal_number) noexcept {
  const int tid = static_cast<int>(::syscall(SYS_gettid));
  const long result = signal_thread(tid, signal_number);
  if (result != -EAGAIN) return result;
  const int saved = errno;
  siginfo_t as_by_kill;
  std::memset(&as_by_kill, 0, sizeof as_by_kill);
  as_by_kill.si_signo = signal_number;
  as_by_kill.si_code = SI_USER;
  as_by_kill.si_pid = static_cast<int>(::syscall(SYS_getpid));
  const long sent = ::syscall(SYS_rt_tgsigqueueinfo, as_by_kill.si_pid, tid, signal_number, &as_by_kill);
  errno = saved;
  return sent == 0 ? 0 : result;
}

/// Sends a signal that has been taken to the calling thread once more, with its value.
inline void signal_self_again(int signal_number, const siginfo_t& info) noexcept {
  const int saved = errno;
  siginfo_t same = info;
  const long sent = ::syscall(SYS_rt_tgsigqueueinfo, static_cast<int>(::syscall(SYS_getpid)),
                              static_cast<int>(::syscall(SYS_gettid)), signal_number, &same);
  errno = saved;
  if (sent != 0) signal_self(signal_number);
}

}  // namespace asyncsafe::detail
