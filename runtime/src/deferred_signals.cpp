#include <asyncsafe/signal.hpp>

#include "deferred_signals.hpp"
#include "fork.hpp"
#include "futex.hpp"
#include "replay.hpp"
#include "sanitizer_hooks.hpp"

#include <algorithm>
#include <sched.h>

namespace asyncsafe {

using namespace detail;

namespace {

struct slot {
  std::atomic<unsigned> depth{0};    // scopes that hold the signal
  std::atomic<int> in_handler{0};    // handlers between their first and their last instruction
  enum : int { empty, writing, full };
  std::atomic<int> content{empty};
  arrived_signal arrived;            // valid while full
  kernel_sigaction found{};          // what to restore
  bool installed = false;
};

slot slots[signal_limit];
raw_lock scopes_lock;  // orders scopes; never taken in a handler

ASYNCSAFE_HANDLER void hold_back(int number, siginfo_t* info, void*) {
  const int saved = errno;
  slot& s = slots[number];
  s.in_handler.fetch_add(1, std::memory_order_seq_cst);
  if (s.depth.load(std::memory_order_seq_cst) != 0) {
    int expected = slot::empty;
    if (s.content.compare_exchange_strong(expected, slot::writing)) {
      s.arrived.number = number;
      s.arrived.order = next_arrival();
      s.arrived.info = *info;
      s.content.store(slot::full, std::memory_order_release);
    }
  } else {
    // The last scope ended between the kernel's choice of this handler and here: it is for what that restored.
    signal_thread(static_cast<int>(::syscall(SYS_gettid)), number);
  }
  s.in_handler.fetch_sub(1, std::memory_order_seq_cst);
  errno = saved;
}

struct scopes_guard {
  scopes_guard() noexcept { scopes_lock.lock(); }
  ~scopes_guard() { scopes_lock.unlock(); }
};

void begin(int number) noexcept {
  slot& s = slots[number];
  if (s.depth.fetch_add(1, std::memory_order_seq_cst) != 0) return;
  change_action(number, nullptr, &s.found);
  s.installed = s.found.handler != SIG_IGN;  // what is ignored stays ignored; a handler would cost others an EINTR
  if (!s.installed) return;
  const kernel_sigaction ours = make_action(hold_back, SA_RESTART | SA_ONSTACK, ~kernel_sigset{0});
  change_action(number, &ours, nullptr);
}

void end(int number, std::vector<arrived_signal>& to_replay) {
  slot& s = slots[number];
  if (s.depth.load() == 1 && s.installed) {
    kernel_sigaction now;
    if (change_action(number, nullptr, &now) == 0 && now.action == hold_back) change_action(number, &s.found, nullptr);
  }
  if (s.depth.fetch_sub(1, std::memory_order_seq_cst) != 1) return;
  while (s.in_handler.load(std::memory_order_seq_cst) != 0) ::sched_yield();  // on other threads
  if (s.content.load(std::memory_order_acquire) != slot::full) return;
  to_replay.push_back(s.arrived);
  s.content.store(slot::empty, std::memory_order_release);
}

}  // namespace

void detail::forget_deferred_signals() noexcept {
  for (slot& s : slots) {
    s.content.store(slot::empty);
    s.in_handler.store(0);
  }
}

void detail::lock_deferred_signals() noexcept { scopes_lock.lock(); }
void detail::unlock_deferred_signals() noexcept { scopes_lock.unlock(); }

deferred_signals::deferred_signals(std::initializer_list<int> signal_numbers)
    : deferred_signals(std::vector<int>(signal_numbers)) {}

deferred_signals::deferred_signals(std::vector<int> signal_numbers) : signals_(std::move(signal_numbers)) {
  check_signals(signals_, "asyncsafe::deferred_signals");
  std::sort(signals_.begin(), signals_.end());
  signals_.erase(std::unique(signals_.begin(), signals_.end()), signals_.end());
  scopes_guard guard;
  for (const int number : signals_) begin(number);
}

deferred_signals::~deferred_signals() noexcept(false) {
  std::vector<arrived_signal> to_replay;
  {
    scopes_guard guard;
    for (const int number : signals_) end(number, to_replay);
  }
  replay(std::move(to_replay));
}

bool deferred_signals::is_pending(int signal_number) noexcept {
  return signal_number > 0 && signal_number < signal_limit &&
         slots[signal_number].content.load(std::memory_order_acquire) == slot::full;
}

}  // namespace asyncsafe
