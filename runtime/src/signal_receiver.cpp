#include <asyncsafe/signal.hpp>

#include "deferred_signals.hpp"
#include "die.hpp"
#include "fork.hpp"
#include "kernel_signal.hpp"
#include "raw_io.hpp"
#include "replay.hpp"
#include "sanitizer_hooks.hpp"
#include "wait_queue.hpp"

#include <algorithm>
#include <sched.h>
#include <stdexcept>
#include <sys/eventfd.h>
#include <system_error>

namespace asyncsafe::inline v0 {

using namespace detail;

// One signal of one receiver, in the list of all who receive it.
struct listener {
  signal_receiver::state* receiver = nullptr;
  std::atomic<listener*> next{nullptr};
};

constexpr std::uint64_t not_yet = ~std::uint64_t{0};

struct signal_receiver::state {
  explicit state(std::vector<int> signal_numbers)
      : numbers(std::move(signal_numbers)),
        arrived(numbers.back() >= first_real_time),  // sorted
        listeners(std::make_unique<listener[]>(numbers.size())) {}
  ~state() {
    if (event_fd >= 0) raw_close(event_fd);
  }

  std::vector<int> numbers;
  arrival_queue arrived;
  std::unique_ptr<listener[]> listeners;  // beside `numbers`
  // In the order of arrivals: it is told of what comes later, and of nothing else.
  std::atomic<std::uint64_t> opened{not_yet};
  std::atomic<thread_record*> waiter{nullptr};
  int event_fd = -1;

  // In order of custody: the signal itself, then the wake; the reverse loses signals.
  ASYNCSAFE_HANDLER void arrive(const arrived_signal& signal) noexcept {
    arrived.put(signal);
    raise_event(event_fd);  // full means: awake already
    if (thread_record* who = load_as_caller(waiter)) unpark(*who);
  }

  bool take(arrived_signal& signal) noexcept;

  // Then looks again: a signal may have come between the look and the draining.
  void drain() noexcept {
    drain_event(event_fd);
    if (!arrived.empty()) raise_event(event_fd);
  }
};

namespace {

constexpr std::uint64_t none_yet = 0;
struct reception {
  std::atomic<listener*> first{nullptr};
  kernel_sigaction found{};               // what our handler displaced
  std::uint64_t displaced_at = none_yet;  // `opened` of the receiver for whom it did
};
reception receptions[signal_limit];
std::atomic<int> in_handler{0};
raw_lock receivers_lock;

// The order of each arrival that somebody has taken. An old one is forgotten after as many as there are
// places.
constexpr std::size_t remembered = 4096;
std::atomic<std::uint64_t> taken_orders[remembered];
/// \return whether nobody had taken it.
bool note_taken(std::uint64_t order) noexcept { return taken_orders[order % remembered].exchange(order) != order; }

ASYNCSAFE_HANDLER void on_signal(int number, siginfo_t* info, void*);

// None listens. The last receiver has put back what was found, and the signal is for that; unless somebody else's handler was
// there at that time, and has put ours back since. Then nobody else would ever take ours away.
ASYNCSAFE_HANDLER void pass_on(int number, const siginfo_t& info) noexcept {
  const reception& r = receptions[number];
  if (receivers_lock.try_lock()) {
    kernel_sigaction now;
    if (r.first.load() == nullptr && change_action(number, nullptr, &now) == 0 && now.action == on_signal)
      change_action(number, &r.found, nullptr);
    receivers_lock.unlock();
  }
  signal_self_again(number, info);
}

// All who listen are told; what one of them has taken is not redelivered for the others.
ASYNCSAFE_HANDLER void on_signal(int number, siginfo_t* info, void*) {
  const int saved = errno;
  in_handler.fetch_add(1, std::memory_order_seq_cst);
  // Its place in the order first: who opened before that is in the list.
  const arrived_signal signal{number, next_arrival(), *info, 0};
  bool told = false;
  for (listener* each = load_as_caller(receptions[number].first); each != nullptr; each = load_as_caller(each->next)) {
    if (each->receiver->opened.load(std::memory_order_seq_cst) > signal.order) continue;
    each->receiver->arrive(signal);
    told = true;
  }
  if (!told) pass_on(number, *info);
  in_handler.fetch_sub(1, std::memory_order_seq_cst);
  errno = saved;
}

void install(signal_receiver::state& s) noexcept {
  const kernel_sigaction ours = make_action(on_signal, SA_RESTART | SA_ONSTACK, ~kernel_sigset{0});
  const no_handlers whole;  // one that struck here and found nobody told would strike again and again
  receivers_lock.lock();
  for (std::size_t i = 0; i < s.numbers.size(); ++i) {
    reception& r = receptions[s.numbers[i]];
    s.listeners[i].receiver = &s;
    s.listeners[i].next.store(r.first.load());
    r.first.store(&s.listeners[i], std::memory_order_seq_cst);
  }
  s.opened.store(next_arrival(), std::memory_order_seq_cst);
  for (const int number : s.numbers) {
    reception& r = receptions[number];
    kernel_sigaction found;
    if (change_action(number, &ours, &found) != 0 || found.action == on_signal) continue;
    r.found = found;
    r.displaced_at = none_yet;
  }
  for (const int number : s.numbers)
    if (receptions[number].displaced_at == none_yet) receptions[number].displaced_at = s.opened.load();
  receivers_lock.unlock();
}

void uninstall(signal_receiver::state& s) noexcept {
  const no_handlers whole;
  receivers_lock.lock();
  for (std::size_t i = 0; i < s.numbers.size(); ++i) {
    const int number = s.numbers[i];
    reception& r = receptions[number];
    // Those who began after our handler came still need it; those from before had lost it to what it
    // displaced.
    bool needed = false;
    for (listener* other = r.first.load(); other != nullptr; other = other->next.load())
      needed = needed || (other != &s.listeners[i] && other->receiver->opened.load() >= r.displaced_at);
    kernel_sigaction now;
    if (!needed && change_action(number, nullptr, &now) == 0 && now.action == on_signal)
      change_action(number, &r.found, nullptr);
    // Not before: a signal that finds nobody who listens would be sent again and again until the disposition is back.
    std::atomic<listener*>* link = &r.first;
    while (link->load() != &s.listeners[i]) link = &link->load()->next;
    link->store(s.listeners[i].next.load(), std::memory_order_seq_cst);
  }
  receivers_lock.unlock();
  while (in_handler.load(std::memory_order_seq_cst) != 0) ::sched_yield();  // on other threads
}

// Whether another receiver, that is still open, was told of it.
bool others_were_told(const arrived_signal& signal) noexcept {
  bool told = false;
  receivers_lock.lock();
  for (listener* other = receptions[signal.number].first.load(); other != nullptr; other = other->next.load())
    told = told || other->receiver->opened.load() < signal.order;
  receivers_lock.unlock();
  return told;
}

}  // namespace

bool signal_receiver::state::take(arrived_signal& signal) noexcept {
  const bool found = arrived.take(signal);
  if (found) note_taken(signal.last);
  if (arrived.empty()) drain();
  return found;
}

void detail::forget_received_signals() noexcept {
  for (const reception& r : receptions) {
    for (listener* each = r.first.load(); each != nullptr; each = each->next.load()) {
      signal_receiver::state& s = *each->receiver;
      s.arrived.clear();
      s.waiter.store(nullptr);
      if (each != &s.listeners[0]) continue;  // once for each receiver
      renew_event(s.event_fd);
    }
  }
  in_handler.store(0);
}

void detail::lock_received_signals() noexcept { receivers_lock.lock(); }
void detail::unlock_received_signals() noexcept { receivers_lock.unlock(); }

signal_receiver::signal_receiver(std::initializer_list<int> signal_numbers)
    : signal_receiver(std::vector<int>(signal_numbers)) {}

signal_receiver::signal_receiver(std::vector<int> signal_numbers) {
  check_signals(signal_numbers, "asyncsafe::signal_receiver");
  std::sort(signal_numbers.begin(), signal_numbers.end());
  signal_numbers.erase(std::unique(signal_numbers.begin(), signal_numbers.end()), signal_numbers.end());
  state_ = std::make_unique<state>(std::move(signal_numbers));
  state_->event_fd = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (state_->event_fd < 0) throw std::system_error(errno, std::generic_category(), "asyncsafe::signal_receiver");
  this_record();
  install(*state_);
}

signal_receiver::~signal_receiver() noexcept(false) {
  uninstall(*state_);
  replaying replay;
  for (arrived_signal left; state_->arrived.take(left);)
    if (!others_were_told(left) && note_taken(left.last)) replay.one(left);
  if (const std::uint32_t lost = state_->arrived.take_lost())
    complain("%u real-time signals were lost: a receiver had more than it has room for", lost);
  replay.end();
}

std::optional<siginfo_t> signal_receiver::try_next_info() noexcept {
  arrived_signal signal;
  if (!state_->take(signal)) return std::nullopt;
  return signal.info;
}

std::optional<int> signal_receiver::try_next() noexcept {
  arrived_signal signal;
  if (!state_->take(signal)) return std::nullopt;
  return signal.number;
}

namespace {

siginfo_t next_of(signal_receiver::state& from, std::error_code* error) {
  thread_record& self = this_record();
  thread_record* nobody = nullptr;
  if (!from.waiter.compare_exchange_strong(nobody, &self, std::memory_order_seq_cst))
    throw std::logic_error("asyncsafe::signal_receiver: two threads wait on one receiver");
  struct leave {
    signal_receiver::state& s;
    ~leave() { s.waiter.store(nullptr, std::memory_order_seq_cst); }
  } at_exit{from};
  if (interrupted_at_entry(error)) return {};
  const how_delivered how = how_for(error);
  for (;;) {
    arrived_signal found;
    if (wait_until(self, [&] { return from.take(found); }, nullptr, how) == wait_status::ready) return found.info;
    if (std::exception_ptr interrupt = take(point::blocking, how)) {
      report(std::move(interrupt), error);
      return {};
    }
  }
}

}  // namespace

siginfo_t signal_receiver::next_info() { return next_of(*state_, nullptr); }
siginfo_t signal_receiver::next_info(std::error_code& error) { return next_of(*state_, &error); }
int signal_receiver::next() { return next_info().si_signo; }
int signal_receiver::next(std::error_code& error) { return next_info(error).si_signo; }

int signal_receiver::wake_fd() const noexcept { return state_->event_fd; }

}  // namespace asyncsafe::inline v0
