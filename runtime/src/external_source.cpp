// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/detail/external_source.hpp>

#include "kernel_signal.hpp"
#include "replay.hpp"
#include "sanitizer_hooks.hpp"
#include "thread_record.hpp"
#include "wake.hpp"

#include <utility>
#include <vector>

namespace asyncsafe::inline v0::detail {
namespace {

struct target {
  thread_block* block = nullptr;
  thread_record* record = nullptr;
  int tid = 0;
};
target told;                                   // written before any handler is ours
std::atomic<bool> listening{false};
kernel_sigaction theirs[signal_limit];

// Their handler first: it sets the flags that the poll will read.
ASYNCSAFE_HANDLER void chain(int number, siginfo_t* info, void* context) {
  const int saved = errno;
  const kernel_sigaction& action = theirs[number];
  if ((action.flags & SA_SIGINFO) != 0)
    action.action(number, info, context);
  else
    action.handler(number);
  if (listening.load(std::memory_order_acquire))
    notify_block(*told.block, told.tid, *told.record, pending_bit::external);
  errno = saved;
}

bool is_function(const kernel_sigaction& action) noexcept {
  return action.handler != SIG_DFL && action.handler != SIG_IGN;
}

}  // namespace

struct external_source::state {
  std::vector<int> hooked;
  std::exception_ptr (*outer_poll)(void*) = nullptr;
  void* outer_argument = nullptr;
  target outer;
  bool outer_listening = false;
};

external_source::external_source(std::exception_ptr (*poll)(void*), void* argument)
    : state_(std::make_unique<state>()) {
  thread_record& self = this_record();
  state_->outer_poll = std::exchange(self.external, poll);
  state_->outer_argument = std::exchange(self.external_argument, argument);
  state_->outer_listening = listening.exchange(false);
  state_->outer = std::exchange(told, target{&asyncsafe_this_block, &self, self.tid});
  listening.store(true, std::memory_order_release);
  kernel_sigaction model;
  if (change_action(SIGINT, nullptr, &model) != 0 || !is_function(model) || model.action == chain) return;
  for (int number = 1; number < signal_limit; ++number) {
    kernel_sigaction found;
    if (change_action(number, nullptr, &found) != 0 || found.action != model.action) continue;
    theirs[number] = found;
    const kernel_sigaction ours =
        make_action(chain, (found.flags & SA_ONSTACK) | SA_RESTART, ~kernel_sigset{0});
    change_action(number, &ours, nullptr);
    state_->hooked.push_back(number);
  }
}

external_source::~external_source() {
  for (const int number : state_->hooked) {
    kernel_sigaction now;
    if (change_action(number, nullptr, &now) == 0 && now.action == chain)
      change_action(number, &theirs[number], nullptr);
  }
  listening.store(state_->outer_listening, std::memory_order_release);
  told = state_->outer;
  thread_record& self = this_record();
  self.external = state_->outer_poll;
  self.external_argument = state_->outer_argument;
  asyncsafe_this_block.pending.fetch_and(~pending_bit::external);
}

}  // namespace asyncsafe::detail
