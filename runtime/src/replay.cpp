// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "replay.hpp"

#include <asyncsafe/bracket.hpp>
#include <asyncsafe/interrupt.hpp>

#include "unwind_guard.hpp"

#include <algorithm>
#include <stdexcept>
#include <ucontext.h>

namespace asyncsafe::inline v0::detail {
namespace {

struct blocked_signals {
  explicit blocked_signals(kernel_sigset set) noexcept : before(change_mask(SIG_BLOCK, set)) {}
  ~blocked_signals() { change_mask(SIG_SETMASK, before); }
  kernel_sigset before;
};

void call_handler(const arrived_signal& signal, const kernel_sigaction& action) {
  const kernel_sigset own = (action.flags & SA_NODEFER) != 0 ? 0 : sigset_bit(signal.number);
  blocked_signals blocked(action.mask | own);
  if ((action.flags & SA_SIGINFO) != 0) {
    siginfo_t info = signal.info;
    ucontext_t here;
    ::getcontext(&here);
    action.action(signal.number, &info, &here);
  } else {
    action.handler(signal.number);
  }
}

void replay_one(const arrived_signal& signal) {
  kernel_sigaction action;
  if (change_action(signal.number, nullptr, &action) != 0 || action.handler == SIG_IGN) return;
  if (action.handler == SIG_DFL) {
    // Here if it can act here, before the next statement. Else it is for any thread that has it open.
    if ((change_mask(SIG_BLOCK, 0) & sigset_bit(signal.number)) == 0)
      signal_thread(static_cast<int>(::syscall(SYS_gettid)), signal.number);
    else
      ::kill(::getpid(), signal.number);
    return;
  }
  if ((action.flags & SA_RESETHAND) != 0) {
    kernel_sigaction reset = action;
    reset.handler = SIG_DFL;
    change_action(signal.number, &reset, nullptr);
  }
  call_handler(signal, action);
}

}  // namespace

void replaying::one(const arrived_signal& signal) {
  auto now = [&] { replay_one(signal); };
  auto nothing = [] {};
  std::exception_ptr thrown = catch_all(now, nothing);
  if (!first_) first_ = std::move(thrown);
}

void replaying::end() {
  if (!first_) return;
  if (std::uncaught_exceptions() > 0 || thread_is_exiting() || !throw_is_safe(first_, __builtin_frame_address(0)))
    post_to(this_thread::token(), first_);
  else
    std::rethrow_exception(first_);
}

void check_signals(std::vector<int>& numbers, const char* who) {
  if (numbers.empty()) throw std::invalid_argument(std::string(who) + ": no signal is named");
  for (const int number : numbers) {
    const char* wrong = nullptr;
    if (number < 1 || number >= signal_limit)
      wrong = "is not a signal";
    else if (number == SIGKILL || number == SIGSTOP)
      wrong = "cannot be caught";
    else if (number == interrupt_signal())
      wrong = "is reserved for interrupts";
    else if (number == 32 || number == 33)
      wrong = "is reserved by the C library";
    if (wrong != nullptr)
      throw std::invalid_argument(std::string(who) + ": signal " + std::to_string(number) + " " + wrong);
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

}  // namespace asyncsafe::inline v0::detail
