// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/signal.hpp>

#include "die.hpp"
#include "raw_io.hpp"
#include "replay.hpp"
#include "signal_custody.hpp"
#include "wait_queue.hpp"

#include <stdexcept>
#include <system_error>

namespace asyncsafe::inline v0 {

using namespace detail;

struct signal_receiver::state {
  explicit state(std::vector<int> signal_numbers)
      : numbers(std::move(signal_numbers)),
        arrived(numbers.back() >= first_real_time),  // sorted
        holders(std::make_unique<signal_holder[]>(numbers.size())) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      holders[i].number = numbers[i];
      holders[i].arrived = &arrived;
      holders[i].event_fd = event_fd;
      holders[i].waiter = &waiter;
    }
    holders[0].leads = true;
  }
  ~state() { raw_close(event_fd); }
  state(const state&) = delete;
  state& operator=(const state&) = delete;

  std::vector<int> numbers;
  arrival_queue arrived;
  std::unique_ptr<signal_holder[]> holders;  // beside `numbers`
  std::atomic<thread_record*> waiter{nullptr};
  int event_fd = make_event("asyncsafe::signal_receiver");

  bool take(arrived_signal& signal) noexcept;

  // Then looks again: a signal may have come between the look and the draining.
  void drain() noexcept {
    drain_event(event_fd);
    if (!arrived.empty()) raise_event(event_fd);
  }
};

namespace {

// The order of each arrival that somebody has taken. An old one is forgotten after as many as there are
// places.
constexpr std::size_t remembered = 4096;
std::atomic<std::uint64_t> taken_orders[remembered];
/// \return whether nobody had taken it.
bool note_taken(std::uint64_t order) noexcept { return taken_orders[order % remembered].exchange(order) != order; }

}  // namespace

bool signal_receiver::state::take(arrived_signal& signal) noexcept {
  const bool found = arrived.take(signal);
  if (found) note_taken(signal.last);
  if (arrived.empty()) drain();
  return found;
}

signal_receiver::signal_receiver(std::initializer_list<int> signal_numbers)
    : signal_receiver(std::vector<int>(signal_numbers)) {}

signal_receiver::signal_receiver(std::vector<int> signal_numbers) {
  check_signals(signal_numbers, "asyncsafe::signal_receiver");
  state_ = std::make_unique<state>(std::move(signal_numbers));
  this_record();
  begin_custody(state_->holders.get(), state_->numbers.size());
}

signal_receiver::~signal_receiver() noexcept(false) {
  end_custody(state_->holders.get(), state_->numbers.size());
  replaying replay;
  // What another receiver, that is still open, was told is its own to take.
  for (arrived_signal left; state_->arrived.take(left);)
    if (!receivers_were_told(left) && note_taken(left.last)) replay.one(left);
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
