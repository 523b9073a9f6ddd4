// What signal handlers may do with the runtime, and what they do not get from it.
#include <asyncsafe/bracket.hpp>
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/stop.hpp>
#include <asyncsafe/testing.hpp>

#include "../src/kernel_signal.hpp"
#include "../src/sanitizer_hooks.hpp"
#include "support.hpp"

#include <gtest/gtest.h>

#include <ucontext.h>

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::ping;

std::atomic<bool> in_handler{false}, may_go_on{false}, swallowed{false};

// It waits for the interrupt to be sent, and then swallows whatever a delivery point gives it.
void swallow_everything(int) {
  in_handler = true;
  while (!may_go_on) {
  }
  try {
    finally([] { checkpoint(); }, [] {});
  } catch (...) {
    swallowed = true;
  }
  std::error_code error;
  io::sleep_for(1ms, error);
  if (error) swallowed = true;
}

TEST(handlers, that_catch_everything_are_delivered_nothing_and_the_call_below_is_interrupted) {
  tests::disposition handler(SIGUSR1, swallow_everything, SA_RESTART);
  in_handler = may_go_on = swallowed = false;
  tests::a_pipe pipe;
  std::atomic<bool> arrived{false};
  thread reader([&] {
    try {
      char byte;
      io::read(pipe.out, &byte, 1);
    } catch (const ping&) {
      arrived = true;
    }
  });
  ASSERT_TRUE(inject::wait_until_blocked(reader.token()));
  ::syscall(SYS_tgkill, ::getpid(), tests::tid_of(reader.token()), SIGUSR1);
  while (!in_handler) std::this_thread::yield();
  ticket sent = post_to(reader.token(), ping{1});
  may_go_on = true;
  EXPECT_TRUE(tests::comes_true([&] { return arrived.load(); }));
  EXPECT_FALSE(swallowed);
  if (!arrived) pipe.put("x");
  EXPECT_EQ(sent.wait(), throw_result::delivered);
}

// The handler strikes where nothing is blocked, and what it struck blocks afterwards.
TEST(handlers, leave_an_interrupt_fresh_for_the_code_they_struck) {
  tests::disposition handler(SIGUSR1, swallow_everything, SA_RESTART);
  swallowed = false;
  may_go_on = true;
  interrupt_scope scope;
  post_to(scope.token(), ping{1});
  ::syscall(SYS_tgkill, ::getpid(), ::gettid(), SIGUSR1);
  EXPECT_FALSE(swallowed);
  tests::a_pipe pipe;
  char byte;
  EXPECT_THROW(io::read(pipe.out, &byte, 1), ping);
}

thread_local std::stop_source* to_stop = nullptr;
[[maybe_unused]] void request_it(int) { to_stop->request_stop(); }

#if defined(__x86_64__) && !defined(ASYNCSAFE_TSAN) && !defined(__SANITIZE_ADDRESS__)

// Single steps. At the n-th instruction at which an ordinary signal could strike, the handler acts.
struct stepping {
  unsigned left = 0;
  bool struck = false;
  void (*act)(int) = nullptr;
};
stepping steps;

void on_trap(int, siginfo_t*, void* raw) {
  auto& context = *static_cast<ucontext_t*>(raw);
  const bool open = sigismember(&context.uc_sigmask, SIGUSR1) == 0;
  if (!open || steps.left-- != 0) return;
  context.uc_mcontext.gregs[REG_EFL] &= ~0x100LL;
  steps.struck = true;
  steps.act(SIGUSR1);
}

[[gnu::noinline]] void trap_flag(bool on) {
  if (on)
    asm volatile("subq $128, %%rsp\n\tpushfq\n\torq $0x100, (%%rsp)\n\tpopfq\n\tleaq 128(%%rsp), %%rsp" : : : "memory", "cc");
  else
    asm volatile("subq $128, %%rsp\n\tpushfq\n\tandq $~0x100, (%%rsp)\n\tpopfq\n\tleaq 128(%%rsp), %%rsp" : : : "memory", "cc");
}

// Runs `f` with `act` at its n-th instruction. \return whether there is one.
template <class F>
bool act_at_instruction(unsigned n, void (*act)(int), F&& f) {
  const detail::kernel_sigaction ours = detail::make_action(on_trap, SA_RESTART, ~detail::kernel_sigset{0});
  detail::kernel_sigaction found;
  detail::change_action(SIGTRAP, &ours, &found);
  steps = {n, false, act};
  trap_flag(true);
  f();
  trap_flag(false);
  detail::change_action(SIGTRAP, &found, nullptr);
  return steps.struck;
}

TEST(handlers, may_request_a_stop_at_every_instruction_of_a_stop_scope) {
  this_thread::token();
  ::alarm(50);  // a deadlock ends the test
  unsigned n = 0;
  for (bool struck = true; struck; n += 1 + n / 300) {
    std::stop_source stop;
    to_stop = &stop;
    bool arrived = false;
    struck = act_at_instruction(n, request_it, [&] {
      stop_scope scope(stop.get_token());
      interrupt_scope inner;  // takes the lock of the thread's record, as the stop does
    });
    if (!struck) break;
    ASSERT_TRUE(stop.stop_requested());
    stop_scope scope(stop.get_token());
    try {
      checkpoint();
    } catch (const stop_requested&) {
      arrived = true;
    }
    ASSERT_TRUE(arrived) << n;
  }
  ::alarm(0);
  EXPECT_GT(n, 300U);
  EXPECT_FALSE(interrupt_pending());
}

TEST(handlers, may_request_a_stop_at_every_instruction_of_posting_and_delivery) {
  ::alarm(50);
  unsigned n = 0;
  for (bool struck = true; struck; n += 1 + n / 100) {
    std::stop_source stop;
    to_stop = &stop;
    stop_scope scope(stop.get_token());
    bool stopped = false;
    struck = act_at_instruction(n, request_it, [&] {
      interrupt_scope inner;
      ticket sent = post_to(inner.token(), ping{1});
      sent.revoke();
    });
    if (!struck) break;
    try {
      checkpoint();
    } catch (const stop_requested&) {
      stopped = true;
    }
    ASSERT_TRUE(stopped) << n;
  }
  ::alarm(0);
  EXPECT_GT(n, 300U);
}

#else
TEST(handlers, may_request_a_stop_at_every_instruction_of_a_stop_scope) {
  GTEST_SKIP() << "single steps need x86_64, and take too long through a sanitizer's code";
}
#endif

}  // namespace
