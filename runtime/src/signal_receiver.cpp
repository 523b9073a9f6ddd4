#include <asyncsafe/signal.hpp>

#include "deferred_signals.hpp"
#include "die.hpp"
#include "fork.hpp"
#include "raw_io.hpp"
#include "replay.hpp"
#include "sanitizer_hooks.hpp"
#include "waiting.hpp"

#include <algorithm>
#include <sched.h>
#include <stdexcept>
#include <sys/eventfd.h>
#include <system_error>

namespace asyncsafe {

using namespace detail;

struct signal_receiver::state {
  std::vector<int> numbers;
  std::vector<kernel_sigaction> found;   // beside `numbers`: what to restore
  std::vector<state*> outer;             // and who received it before us
  std::atomic<std::uint64_t> order[signal_limit]{};  // of arrival; 0: has not
  siginfo_t info[signal_limit]{};
  std::atomic<bool> any{false};
  std::atomic<thread_record*> waiter{nullptr};
  int event_fd = -1;

  ~state() {
    if (event_fd >= 0) raw_close(event_fd);
  }

  // In order of custody: the signal's flag, the global flag, then the wake; the reverse loses signals.
  ASYNCSAFE_HANDLER void arrive(int number, const siginfo_t& details) noexcept {
    std::uint64_t none = 0;
    if (order[number].load(std::memory_order_relaxed) == 0) info[number] = details;
    order[number].compare_exchange_strong(none, next_arrival(), std::memory_order_seq_cst);
    any.store(true, std::memory_order_seq_cst);
    raise_event(event_fd);
    if (thread_record* who = waiter.load(std::memory_order_seq_cst)) unpark(*who);
  }

  std::optional<int> take_first() noexcept {
    int first = 0;
    std::uint64_t least = 0;
    any.store(false, std::memory_order_seq_cst);
    for (const int number : numbers) {
      const std::uint64_t at = order[number].load(std::memory_order_seq_cst);
      if (at == 0 || (first != 0 && at > least)) continue;
      if (first != 0) any.store(true, std::memory_order_relaxed);
      first = number;
      least = at;
    }
    for (const int number : numbers)
      if (number != first && order[number].load() != 0) any.store(true, std::memory_order_relaxed);
    if (!any.load()) drain();
    if (first == 0) return std::nullopt;
    order[first].store(0, std::memory_order_seq_cst);
    return first;
  }

  // Then looks again: a signal may have come between the look and the draining.
  void drain() noexcept {
    drain_event(event_fd);
    if (any.load(std::memory_order_seq_cst)) raise_event(event_fd);
  }
};

namespace {

std::atomic<signal_receiver::state*> receiving[signal_limit];
std::atomic<int> in_handler{0};
raw_lock receivers_lock;

ASYNCSAFE_HANDLER void on_signal(int number, siginfo_t* info, void*) {
  const int saved = errno;
  in_handler.fetch_add(1, std::memory_order_seq_cst);
  if (signal_receiver::state* to = receiving[number].load(std::memory_order_seq_cst))
    to->arrive(number, *info);
  else
    signal_thread(static_cast<int>(::syscall(SYS_gettid)), number);  // the receiver has just ended
  in_handler.fetch_sub(1, std::memory_order_seq_cst);
  errno = saved;
}

void install(signal_receiver::state& s) noexcept {
  const kernel_sigaction ours = make_action(on_signal, SA_RESTART | SA_ONSTACK, ~kernel_sigset{0});
  receivers_lock.lock();
  for (std::size_t i = 0; i < s.numbers.size(); ++i) {
    const int number = s.numbers[i];
    s.outer[i] = receiving[number].load();
    receiving[number].store(&s, std::memory_order_seq_cst);
    change_action(number, &ours, &s.found[i]);
  }
  receivers_lock.unlock();
}

void uninstall(signal_receiver::state& s) noexcept {
  receivers_lock.lock();
  for (std::size_t i = 0; i < s.numbers.size(); ++i) {
    const int number = s.numbers[i];
    if (receiving[number].load() != &s)
      die("signal_receivers of signal %d ended in the wrong order", number);
    kernel_sigaction now;
    if (change_action(number, nullptr, &now) == 0 && now.action == on_signal)
      change_action(number, &s.found[i], nullptr);
    receiving[number].store(s.outer[i], std::memory_order_seq_cst);
  }
  receivers_lock.unlock();
  while (in_handler.load(std::memory_order_seq_cst) != 0) ::sched_yield();  // on other threads
}

}  // namespace

void detail::forget_received_signals() noexcept {
  for (auto& entry : receiving) {
    signal_receiver::state* s = entry.load();
    if (s == nullptr) continue;
    for (auto& order : s->order) order.store(0);
    s->any.store(false);
    s->waiter.store(nullptr);
    // The parent reads the same eventfd.
    raw_close(s->event_fd);
    s->event_fd = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  }
  in_handler.store(0);
}

void detail::lock_received_signals() noexcept { receivers_lock.lock(); }
void detail::unlock_received_signals() noexcept { receivers_lock.unlock(); }

signal_receiver::signal_receiver(std::initializer_list<int> signal_numbers)
    : signal_receiver(std::vector<int>(signal_numbers)) {}

signal_receiver::signal_receiver(std::vector<int> signal_numbers) : state_(std::make_unique<state>()) {
  check_signals(signal_numbers, "asyncsafe::signal_receiver");
  std::sort(signal_numbers.begin(), signal_numbers.end());
  signal_numbers.erase(std::unique(signal_numbers.begin(), signal_numbers.end()), signal_numbers.end());
  state_->numbers = std::move(signal_numbers);
  state_->found.resize(state_->numbers.size());
  state_->outer.resize(state_->numbers.size());
  state_->event_fd = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (state_->event_fd < 0) throw std::system_error(errno, std::generic_category(), "asyncsafe::signal_receiver");
  this_record();  // registers the fork handlers
  install(*state_);
}

signal_receiver::~signal_receiver() noexcept(false) {
  uninstall(*state_);
  std::vector<arrived_signal> left;
  for (const int number : state_->numbers)
    if (const std::uint64_t at = state_->order[number].load()) left.push_back({number, at, state_->info[number]});
  replay(std::move(left));
}

std::optional<int> signal_receiver::try_next() noexcept { return state_->take_first(); }

int signal_receiver::next() {
  thread_record& self = this_record();
  thread_record* nobody = nullptr;
  if (!state_->waiter.compare_exchange_strong(nobody, &self, std::memory_order_seq_cst))
    throw std::logic_error("asyncsafe::signal_receiver: two threads wait on one receiver");
  struct leave {
    state& s;
    ~leave() { s.waiter.store(nullptr, std::memory_order_seq_cst); }
  } at_exit{*state_};
  if (anything_pending()) take_and_throw(point::checkpoint);
  for (;;) {
    std::optional<int> found;
    if (wait_until(self, [&] { return (found = state_->take_first()).has_value(); }, nullptr,
                   how_delivered::by_throwing) == wait_status::ready)
      return *found;
    take_and_throw(point::blocking);
  }
}

int signal_receiver::wake_fd() const noexcept { return state_->event_fd; }

}  // namespace asyncsafe
