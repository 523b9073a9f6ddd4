// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/signal.hpp>

#include "die.hpp"
#include "replay.hpp"
#include "signal_custody.hpp"

namespace asyncsafe::inline v0 {

using namespace detail;

namespace {

// One signal of one scope.
struct held {
  std::unique_ptr<arrival_queue> arrived;  // made before the scope begins: its end must need no memory
  arrived_signal next;                     // the first in it, for the order among signals
  bool has_next = false;

  void advance() { has_next = arrived->take(next); }
};

}  // namespace

struct deferred_signals::state {
  explicit state(const std::vector<int>& numbers)
      : signals(numbers.size()), holders(std::make_unique<signal_holder[]>(numbers.size())) {
    for (std::size_t i = 0; i < numbers.size(); ++i) {
      signals[i].arrived = std::make_unique<arrival_queue>(numbers[i] >= first_real_time);
      holders[i].number = numbers[i];
      holders[i].defers = true;
      holders[i].arrived = signals[i].arrived.get();
    }
  }

  std::vector<held> signals;
  std::unique_ptr<signal_holder[]> holders;  // beside `signals`
};

deferred_signals::deferred_signals(std::initializer_list<int> signal_numbers)
    : deferred_signals(std::vector<int>(signal_numbers)) {}

deferred_signals::deferred_signals(std::vector<int> signal_numbers) {
  check_signals(signal_numbers, "asyncsafe::deferred_signals");
  state_ = std::make_unique<state>(signal_numbers);
  begin_custody(state_->holders.get(), state_->signals.size());
}

deferred_signals::~deferred_signals() noexcept(false) {
  end_custody(state_->holders.get(), state_->signals.size());
  replaying replay;
  std::uint32_t lost = 0;
  for (held& h : state_->signals) {
    h.advance();
    lost += h.arrived->take_lost();
  }
  for (;;) {
    held* first = nullptr;
    for (held& h : state_->signals)
      if (h.has_next && (first == nullptr || h.next.order < first->next.order)) first = &h;
    if (first == nullptr) break;
    if (!hold_further(first->next)) replay.one(first->next);
    first->advance();
  }
  if (lost != 0) complain("%u real-time signals were lost: more were deferred than there is room for", lost);
  replay.end();
}

bool deferred_signals::is_pending(int signal_number) noexcept {
  return signal_number > 0 && signal_number < signal_limit && is_held(signal_number);
}

}  // namespace asyncsafe::inline v0
