#include <asyncsafe/signal.hpp>

#include "deferred_signals.hpp"
#include "die.hpp"
#include "fork.hpp"
#include "futex.hpp"
#include "replay.hpp"
#include "sanitizer_hooks.hpp"

#include <algorithm>
#include <sched.h>

namespace asyncsafe::inline v0 {

using namespace detail;

namespace {

struct slot {
  std::atomic<unsigned> depth{0};  // scopes that hold the signal
  std::atomic<int> in_handler{0};  // handlers between their first and their last instruction
  // The first scope brings it, the last one takes it away, and what has arrived with it.
  std::atomic<arrival_queue*> arrived{nullptr};
  kernel_sigaction found{};  // what to restore
  bool installed = false;
};

slot slots[signal_limit];
raw_lock scopes_lock;  // orders scopes; never taken in a handler

ASYNCSAFE_HANDLER void hold_back(int number, siginfo_t* info, void*);

// The last scope ended between the kernel's choice of our handler and here: the signal is for what that restored. Or
// somebody else's handler was there when it ended, and has put ours back since: then nobody else would take ours away.
ASYNCSAFE_HANDLER void pass_on(int number, const siginfo_t& info) noexcept {
  const slot& s = slots[number];
  if (scopes_lock.try_lock()) {
    kernel_sigaction now;
    if (s.depth.load() == 0 && change_action(number, nullptr, &now) == 0 && now.action == hold_back)
      change_action(number, &s.found, nullptr);
    scopes_lock.unlock();
  }
  signal_self_again(number, info);
}

ASYNCSAFE_HANDLER void hold_back(int number, siginfo_t* info, void*) {
  const int saved = errno;
  slot& s = slots[number];
  s.in_handler.fetch_add(1, std::memory_order_seq_cst);
  if (arrival_queue* arrived = load_as_caller(s.arrived))
    arrived->put({number, next_arrival(), *info, 0});
  else
    pass_on(number, *info);
  s.in_handler.fetch_sub(1, std::memory_order_seq_cst);
  errno = saved;
}

struct scopes_guard {
  scopes_guard() noexcept { scopes_lock.lock(); }
  ~scopes_guard() { scopes_lock.unlock(); }
};

// One signal of one scope.
struct held {
  int number;
  std::unique_ptr<arrival_queue> arrived;  // before the scope begins, and of the last one after its end
  arrived_signal next;                     // the first in it, for the order among signals
  bool has_next = false;

  void advance() { has_next = arrived != nullptr && arrived->take(next); }
};

void begin(held& h) noexcept {
  slot& s = slots[h.number];
  if (s.depth.fetch_add(1, std::memory_order_seq_cst) != 0) return;
  kernel_sigaction found;
  if (change_action(h.number, nullptr, &found) == 0 && found.action != hold_back) s.found = found;
  s.installed = s.found.handler != SIG_IGN;  // what is ignored stays ignored; a handler would cost others an EINTR
  if (!s.installed) return;
  s.arrived.store(h.arrived.release(), std::memory_order_seq_cst);
  const kernel_sigaction ours = make_action(hold_back, SA_RESTART | SA_ONSTACK, ~kernel_sigset{0});
  change_action(h.number, &ours, nullptr);
}

void end(held& h) noexcept {
  slot& s = slots[h.number];
  h.arrived = nullptr;  // another scope's was in use
  if (s.depth.load() == 1 && s.installed) {
    kernel_sigaction now;
    if (change_action(h.number, nullptr, &now) == 0 && now.action == hold_back)
      change_action(h.number, &s.found, nullptr);
  }
  if (s.depth.fetch_sub(1, std::memory_order_seq_cst) != 1) return;
  h.arrived.reset(s.arrived.exchange(nullptr, std::memory_order_seq_cst));
  while (s.in_handler.load(std::memory_order_seq_cst) != 0) ::sched_yield();  // on other threads
}

}  // namespace

struct deferred_signals::state {
  std::vector<held> signals;
};

void detail::forget_deferred_signals() noexcept {
  for (slot& s : slots) {
    if (arrival_queue* arrived = s.arrived.load()) arrived->clear();
    s.in_handler.store(0);
  }
}

void detail::lock_deferred_signals() noexcept { scopes_lock.lock(); }
void detail::unlock_deferred_signals() noexcept { scopes_lock.unlock(); }

deferred_signals::deferred_signals(std::initializer_list<int> signal_numbers)
    : deferred_signals(std::vector<int>(signal_numbers)) {}

deferred_signals::deferred_signals(std::vector<int> signal_numbers) : state_(std::make_unique<state>()) {
  check_signals(signal_numbers, "asyncsafe::deferred_signals");
  std::sort(signal_numbers.begin(), signal_numbers.end());
  signal_numbers.erase(std::unique(signal_numbers.begin(), signal_numbers.end()), signal_numbers.end());
  // All the memory that it will need: its end must not fail.
  for (const int number : signal_numbers)
    state_->signals.push_back({number, std::make_unique<arrival_queue>(number >= first_real_time), {}, false});
  scopes_guard guard;
  for (held& h : state_->signals) begin(h);
}

deferred_signals::~deferred_signals() noexcept(false) {
  {
    scopes_guard guard;
    for (held& h : state_->signals) end(h);
  }
  replaying replay;
  std::uint32_t lost = 0;
  for (held& h : state_->signals) {
    h.advance();
    if (h.arrived) lost += h.arrived->take_lost();
  }
  for (;;) {
    held* first = nullptr;
    for (held& h : state_->signals)
      if (h.has_next && (first == nullptr || h.next.order < first->next.order)) first = &h;
    if (first == nullptr) break;
    replay.one(first->next);
    first->advance();
  }
  if (lost != 0) complain("%u real-time signals were lost: more were deferred than there is room for", lost);
  replay.end();
}

bool deferred_signals::is_pending(int signal_number) noexcept {
  if (signal_number <= 0 || signal_number >= signal_limit) return false;
  scopes_guard guard;  // so that the last scope does not take it away meanwhile
  const arrival_queue* arrived = slots[signal_number].arrived.load(std::memory_order_seq_cst);
  return arrived != nullptr && !arrived->empty();
}

}  // namespace asyncsafe::inline v0
