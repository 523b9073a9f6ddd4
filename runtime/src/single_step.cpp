// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Single-stepping through the stub by the trap flag: the SIGTRAP handler sees every instruction boundary.
#include <asyncsafe/testing.hpp>

#include "kernel_signal.hpp"
#include "sanitizer_hooks.hpp"
#include "stub.hpp"

#include <stdexcept>
#include <ucontext.h>

namespace asyncsafe::inline v0::testing {

#if defined(__x86_64__)
namespace {

constexpr int other_signal = SIGURG;  // ignored by default: a stray one hurts nobody

struct stepping {
  bool active = false;
  bool struck = false;
  unsigned wanted = 0;
  unsigned seen = 0;
  strike how = strike::directly;
  scope_token self;
  std::exception_ptr exception;
};
thread_local constinit stepping* current = nullptr;

ASYNCSAFE_HANDLER void stop_stepping(ucontext_t& context) noexcept { context.uc_mcontext.gregs[REG_EFL] &= ~0x100LL; }

// The interrupted code is the stub, which holds no lock: what is not signal-safe elsewhere is safe here.
void post_now() { post_to(current->self, current->exception); }

void on_other_signal(int, siginfo_t*, void*) {
  if (current != nullptr && current->active) post_now();
}

// It strikes at every instruction, also inside a sanitizer's code.
ASYNCSAFE_HANDLER void on_trap(int, siginfo_t*, void* raw) {
  auto& context = *static_cast<ucontext_t*>(raw);
  stepping* s = current;
  if (s == nullptr || !s->active) {
    stop_stepping(context);
    return;
  }
  const auto pc = static_cast<std::uintptr_t>(context.uc_mcontext.gregs[REG_RIP]);
  const auto first = reinterpret_cast<std::uintptr_t>(&asyncsafe_stub);
  const bool in_stub = pc >= first && pc < reinterpret_cast<std::uintptr_t>(asyncsafe_stub_last);
  if (!in_stub) {
    if (s->seen != 0) stop_stepping(context);  // the stub was left: there is no such instruction
    return;
  }
  if (s->seen++ != s->wanted) return;
  stop_stepping(context);
  s->struck = true;
  if (s->how == strike::directly)
    post_now();
  else
    asyncsafe::detail::signal_thread(static_cast<int>(::syscall(SYS_gettid)), other_signal);
}

[[gnu::noinline]] void set_trap_flag() {
  asm volatile(
      "subq $128, %%rsp\n\t"  // past the red zone
      "pushfq\n\torq $0x100, (%%rsp)\n\tpopfq\n\t"
      "leaq 128(%%rsp), %%rsp"
      :
      :
      : "memory", "cc");
}

[[gnu::noinline]] void clear_trap_flag() {
  asm volatile(
      "subq $128, %%rsp\n\t"
      "pushfq\n\tandq $~0x100, (%%rsp)\n\tpopfq\n\t"
      "leaq 128(%%rsp), %%rsp"
      :
      :
      : "memory", "cc");
}

}  // namespace

bool can_single_step() noexcept { return true; }

bool interrupt_at_instruction(unsigned n, strike how, std::exception_ptr e, const std::function<void()>& f) {
  using namespace asyncsafe::detail;
  stepping s;
  s.wanted = n;
  s.how = how;
  s.exception = std::move(e);
  s.self = this_thread::token();
  const kernel_sigaction trap = make_action(on_trap, SA_RESTART | SA_ONSTACK, ~kernel_sigset{0});
  const kernel_sigaction other = make_action(on_other_signal, SA_RESTART | SA_ONSTACK, 0);
  kernel_sigaction trap_before, other_before;
  change_action(SIGTRAP, &trap, &trap_before);
  change_action(other_signal, &other, &other_before);
  struct put_back {
    const kernel_sigaction& trap;
    const kernel_sigaction& other;
    ~put_back() {
      clear_trap_flag();
      current = nullptr;
      change_action(SIGTRAP, &trap, nullptr);
      change_action(other_signal, &other, nullptr);
    }
  } at_exit{trap_before, other_before};
  current = &s;
  s.active = true;
  set_trap_flag();
  try {
    f();
  } catch (...) {
    clear_trap_flag();
    s.active = false;
    throw;
  }
  clear_trap_flag();
  s.active = false;
  return s.struck;
}

#else

bool can_single_step() noexcept { return false; }

bool interrupt_at_instruction(unsigned, strike, std::exception_ptr, const std::function<void()>&) {
  throw std::logic_error("asyncsafe::testing: this architecture has no trap flag to step by");
}

#endif

}  // namespace asyncsafe::testing
