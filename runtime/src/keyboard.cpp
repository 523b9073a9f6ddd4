// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "keyboard.hpp"

#include <asyncsafe/signal.hpp>

#include "fork.hpp"
#include "helper_thread.hpp"
#include "kernel_signal.hpp"
#include "process_wide.hpp"
#include "raw_io.hpp"
#include "sanitizer_hooks.hpp"
#include "settle.hpp"
#include "signal_custody.hpp"
#include "unwind_guard.hpp"
#include "wake.hpp"

#include <cstdio>
#include <exception>
#include <sched.h>

namespace asyncsafe::inline v0 {
namespace detail {
namespace {

std::atomic<int> waiting{0};    // Ctrl-Cs that arrived and were not claimed
std::atomic<int> in_flight{0};  // keyboard_interrupts that somebody still handles
std::atomic<bool> escalated{false};
std::atomic<int> cleanups{0};    // that take a second Ctrl-C
std::atomic<int> in_handler{0};  // handlers between their first and their last instruction, on any thread

// Whom the handler tells. Set while a scope is active; the main thread's block lives as long as the process.
std::atomic<thread_block*> main_block{nullptr};
std::atomic<int> main_tid{0};
std::atomic<std::uint64_t> scope_id{0};
std::terminate_handler terminate_before = nullptr;

void take_default_action(int number) noexcept {
  kernel_sigaction by_default{};
  by_default.handler = SIG_DFL;
  change_action(number, &by_default, nullptr);
  ::kill(::getpid(), number);  // acts when our handler returns and unblocks it
}

// In order of custody: the signal's own flag, the thread's flag, then the wake (notify_block does the last two).
ASYNCSAFE_HANDLER void on_ctrl_c(int number, siginfo_t*, void*) {
  const int saved = errno;
  in_handler.fetch_add(1, std::memory_order_seq_cst);
  thread_block* block = main_block.load(std::memory_order_seq_cst);
  const bool first = waiting.load() == 0 && in_flight.load() == 0;
  if (block == nullptr || (!first && (cleanups.load() == 0 || escalated.load()))) {
    take_default_action(number);
  } else {
    if (!first) escalated.store(true, std::memory_order_seq_cst);
    waiting.fetch_add(1, std::memory_order_seq_cst);
    // In a fork's child the main thread may be one that had no part in the runtime: then it cannot be blocked in it.
    if (thread_record* record = block->record.load(std::memory_order_acquire)) {
      notify_block(*block, main_tid.load(), *record, pending_bit::keyboard);
      look_after_if_helped(*record);
    } else {
      block->pending.fetch_or(pending_bit::keyboard | pending_bit::fresh, std::memory_order_seq_cst);
    }
  }
  in_handler.fetch_sub(1, std::memory_order_seq_cst);
  errno = saved;
}

void handled() noexcept {
  if (in_flight.fetch_sub(1) == 1) escalated.store(false);
}

[[noreturn]] void terminate_of_keyboard_interrupt() {
  if (const std::exception_ptr e = std::current_exception()) {
    try {
      std::rethrow_exception(e);
    } catch (const keyboard_interrupt&) {
      die_by_keyboard_interrupt();
    } catch (...) {
    }
  }
  if (terminate_before != nullptr) terminate_before();
  std::abort();
}

}  // namespace

bool terminate_handler_is_set() noexcept { return std::get_terminate() == terminate_of_keyboard_interrupt; }

claimed_keyboard claim_keyboard() noexcept {
  int found = waiting.load();
  do {
    if (found == 0) return {};
    in_flight.fetch_add(1);  // before it stops waiting: a Ctrl-C in between is not a first one
    if (waiting.compare_exchange_strong(found, found - 1)) break;
    in_flight.fetch_sub(1);
  } while (true);
  std::shared_ptr<void> alive(static_cast<void*>(&in_flight), [](void*) { handled(); });
  return {std::make_exception_ptr(keyboard_interrupt(std::move(alive))), scope_id.load()};
}

bool keyboard_escalated() noexcept { return escalated.load(std::memory_order_seq_cst); }

void cleanup_takes_second(bool yes) noexcept {
  if (main_block.load() == &asyncsafe_this_block) cleanups.fetch_add(yes ? 1 : -1);
}

void forget_keyboard() noexcept {
  waiting.store(0);
  in_handler.store(0);
  if (main_block.load() == nullptr) return;
  // The thread that forked is the child's main thread.
  main_block.store(&asyncsafe_this_block);
  main_tid.store(static_cast<int>(::syscall(SYS_gettid)));
}

void forget_pending_signals() noexcept {
  forget_held_signals();
  forget_keyboard();
}

}  // namespace detail

using namespace detail;

keyboard_interrupt_scope::keyboard_interrupt_scope() {
  if (::syscall(SYS_gettid) != ::getpid() || main_block.load() != nullptr) return;
  kernel_sigaction found;
  // Ours without a scope was put back after its end by somebody who had found it, and acts as the default does.
  if (change_action(SIGINT, nullptr, &found) != 0 || (found.handler != SIG_DFL && found.action != on_ctrl_c)) return;
  waiting.store(0);
  escalated.store(false);
  cleanups.store(0);
  scope_id.store(scope_.token().scope());
  this_record();
  main_tid.store(static_cast<int>(::syscall(SYS_gettid)));
  main_block.store(&asyncsafe_this_block, std::memory_order_release);
  const kernel_sigaction ours = make_action(on_ctrl_c, SA_RESTART | SA_ONSTACK, ~kernel_sigset{0});
  change_action(SIGINT, &ours, nullptr);
  if (may_set_terminate_handler() && std::get_terminate() != terminate_of_keyboard_interrupt)
    terminate_before = std::set_terminate(terminate_of_keyboard_interrupt);
  active_ = true;
}

namespace {

// What Ctrl-C has left behind for the scope that ends: still with the handler, or lined up already.
std::exception_ptr take_undelivered(const scope_token& scope) noexcept {
  std::exception_ptr found = claim_keyboard().exception;
  waiting.store(0);
  thread_record& self = *scope.record();
  message_queue late;  // destroyed without the lock
  self.lock.lock();
  for (message* at = self.queue.first().get(); at != nullptr;) {
    message& m = *at;
    at = m.next.get();
    if (m.rank != severity::keyboard || m.scope != scope.scope() || m.make != nullptr) continue;
    settle(m, message_state::gone);
    late.push_back(self.queue.take_out(m));
  }
  refresh_pending(self);
  self.lock.unlock();
  if (!found && !late.empty()) found = late.first()->exception;
  return found;
}

bool may_throw_here(const std::exception_ptr& e, const void* frame) noexcept {
  return std::uncaught_exceptions() == 0 && !thread_is_exiting() && !in_signal_handler() && throw_is_safe(e, frame);
}

}  // namespace

keyboard_interrupt_scope::~keyboard_interrupt_scope() noexcept(false) {
  if (!active_) return;
  kernel_sigaction now;
  if (change_action(SIGINT, nullptr, &now) == 0 && now.action == on_ctrl_c) {
    kernel_sigaction by_default{};
    by_default.handler = SIG_DFL;
    change_action(SIGINT, &by_default, nullptr);
  }
  main_block.store(nullptr, std::memory_order_seq_cst);
  while (in_handler.load(std::memory_order_seq_cst) != 0) ::sched_yield();  // on other threads
  asyncsafe_this_block.pending.fetch_and(~pending_bit::keyboard);
  if (std::get_terminate() == terminate_of_keyboard_interrupt && std::uncaught_exceptions() == 0)
    std::set_terminate(terminate_before);
  std::exception_ptr late = take_undelivered(scope_.token());
  if (!late) return;
  if (current_masking_state() != masking_state::unmasked) {
    post_to(this_thread::token(), late);  // it comes when the mask ends
    return;
  }
  if (!may_throw_here(late, __builtin_frame_address(0))) die_by_keyboard_interrupt();
  mark_delivered(late);
  std::rethrow_exception(std::move(late));
}

keyboard_interrupt_scope::protection::protection() { ++this_record().protect_depth; }
keyboard_interrupt_scope::protection::~protection() { --this_record().protect_depth; }

void die_by_keyboard_interrupt() noexcept {
  const no_cancellation whole;  // that of stdio would end the thread, and not the process
  std::fflush(nullptr);
  kernel_sigaction by_default{};
  by_default.handler = SIG_DFL;
  change_action(SIGINT, &by_default, nullptr);
  change_mask(SIG_UNBLOCK, sigset_bit(SIGINT));
  signal_thread(static_cast<int>(::syscall(SYS_gettid)), SIGINT);
  ::_exit(128 + SIGINT);  // only if the signal could not kill us: pid 1 of a container
}

}  // namespace asyncsafe::inline v0
