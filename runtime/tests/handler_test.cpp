// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What signal handlers may do with the runtime, and what they do not get from it.
#include <asyncsafe/bracket.hpp>
#include <asyncsafe/c_api.h>
#include <asyncsafe/deadline.hpp>
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/mask.hpp>
#include <asyncsafe/signal.hpp>
#include <asyncsafe/stats.hpp>
#include <asyncsafe/stop.hpp>
#include <asyncsafe/task_group.hpp>
#include <asyncsafe/testing.hpp>

#include "../src/sanitizer_hooks.hpp"
#include "support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
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

// --- prepared interrupts

TEST(prepared_interrupt, arrives_as_a_copy_each_time_and_is_under_way_once) {
  interrupt_scope scope;
  prepared_interrupt prepared(scope.token(), ping{3});
  for (int round = 0; round < 3; ++round) {
    EXPECT_TRUE(prepared.post());
    EXPECT_FALSE(prepared.post());
    try {
      checkpoint();
      FAIL();
    } catch (const ping& found) {
      EXPECT_EQ(found.number, 3);
      EXPECT_TRUE(prepared.post());  // while the one before is handled
      EXPECT_TRUE(prepared.revoke());
      EXPECT_FALSE(prepared.revoke());
    }
  }
  checkpoint();
}

TEST(prepared_interrupt, says_that_its_target_is_gone_and_is_revoked_when_it_ends) {
  {
    interrupt_scope scope;
    prepared_interrupt prepared(scope.token(), ping{1});
    EXPECT_TRUE(prepared.post());
  }
  EXPECT_FALSE(interrupt_pending());
  std::optional<prepared_interrupt> left;
  {
    interrupt_scope scope;
    left.emplace(scope.token(), ping{1});
    EXPECT_TRUE(left->post());
  }
  EXPECT_FALSE(left->post());
  EXPECT_FALSE(prepared_interrupt(scope_token(), ping{1}).post());
}

std::atomic<const prepared_interrupt*> for_the_reader{nullptr};
void interrupt_the_reader(int) { for_the_reader.load()->post(); }

TEST(prepared_interrupt, ends_a_blocked_read_from_a_handler_on_another_thread_and_on_its_own) {
  tests::disposition handler(SIGUSR1, interrupt_the_reader, SA_RESTART);
  for (const bool own : {false, true}) {
    tests::a_pipe pipe;
    std::atomic<bool> arrived{false};
    thread reader([&] {
      try {
        char byte;
        io::read(pipe.out, &byte, 1);
      } catch (const keyboard_interrupt&) {
        arrived = true;
      }
    });
    prepared_interrupt prepared(reader.token(), keyboard_interrupt());
    for_the_reader = &prepared;
    ASSERT_TRUE(inject::wait_until_blocked(reader.token()));
    ::syscall(SYS_tgkill, ::getpid(), own ? tests::tid_of(reader.token()) : ::gettid(), SIGUSR1);
    EXPECT_TRUE(tests::comes_true([&] { return arrived.load(); }));
    if (!arrived) pipe.put("x");
    reader.join();
  }
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
    asm volatile("subq $128, %%rsp\n\tpushfq\n\torq $0x100, (%%rsp)\n\tpopfq\n\tleaq 128(%%rsp), %%rsp"
                 :
                 :
                 : "memory", "cc");
  else
    asm volatile("subq $128, %%rsp\n\tpushfq\n\tandq $~0x100, (%%rsp)\n\tpopfq\n\tleaq 128(%%rsp), %%rsp"
                 :
                 :
                 : "memory", "cc");
}

// Runs `f` with `act` at its n-th instruction. \return whether there is one.
template <class F>
bool act_at_instruction(unsigned n, void (*act)(int), F&& f) {
  const tests::raw_action found = tests::current_action(SIGTRAP);
  tests::set_action(SIGTRAP, tests::action_of(on_trap, SA_RESTART));
  steps = {n, false, act};
  trap_flag(true);
  f();
  trap_flag(false);
  tests::set_action(SIGTRAP, found);
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

// --- interrupting from a handler

const prepared_interrupt* to_post = nullptr;
void post_it(int) { to_post->post(); }

// Posts at instruction after instruction of `f`, whose steps get longer by the n-th part; each must arrive once.
template <class F>
void post_at_instructions(unsigned part, F&& f) {
  ::alarm(50);
  unsigned n = 0;
  for (bool struck = true; struck; n += 1 + n / part) {
    interrupt_scope outer;
    prepared_interrupt prepared(outer.token(), ping{7});
    to_post = &prepared;
    int arrived = 0;
    const auto count = [&](auto&& deliver) {
      try {
        deliver();
      } catch (const ping& each) {
        if (each.number == 7) ++arrived;
      }
    };
    bool by_code = false;
    struck = act_at_instruction(n, post_it, [&] { by_code = f(); });
    if (!struck) break;
    if (by_code) count([] { std::rethrow_exception(last_interrupt()); });
    count([] { checkpoint(); });
    count([] { checkpoint(); });
    ASSERT_EQ(arrived, 1) << n;
  }
  ::alarm(0);
  EXPECT_GT(n, 300U);
  EXPECT_FALSE(interrupt_pending());
}

TEST(handlers, may_post_a_prepared_interrupt_at_every_instruction_of_posting) {
  post_at_instructions(100, [] {
    interrupt_scope inner;
    ticket taken_back = post_to(inner.token(), ping{1});
    taken_back.revoke();
    return false;
  });
}

// By an error code: to throw would be some hundred thousand instructions of the unwinder's. Its walk over the stack, whose
// instructions are most of what is left, makes these steps longer.
TEST(handlers, may_post_a_prepared_interrupt_during_delivery) {
  post_at_instructions(4, [] {
    interrupt_scope inner;
    post_to(inner.token(), ping{2});
    std::error_code error;
    io::sleep_for(0s, error);
    return static_cast<bool>(error);
  });
}

// --- all that docs/runtime/signal-safety.md calls safe, in one handler

signal_receiver* to_ask = nullptr;
tests::socket_pair* to_send_by = nullptr;
int sink = -1, source = -1;
cancel_scope* to_cancel = nullptr;
thread* to_end = nullptr;
task_group* to_empty = nullptr;
std::atomic<int> wrong{0};

void call_everything(int) {
  const int saved = errno;
  const masking_state found = current_masking_state();
  static_cast<void>(interrupt_pending());
  static_cast<void>(interrupt_signal());
  static_cast<void>(stats());
  checkpoint();
  allow_interrupt();
  mask([](auto restore) { restore([] { checkpoint(); }); });
  uninterruptible_mask([] { checkpoint(); });
  {
    mask_guard guard;
    uninterruptible_mask_guard stronger;
  }
  std::error_code error;
  char byte = 'x';
  io::write(sink, &byte, 1, error);
  wrong += error ? 1 : 0;
  wrong += io::read(source, &byte, 1, error) == 1 ? 0 : 1;
  wrong += asyncsafe_read(source, &byte, 1) == 1 && asyncsafe_write(sink, &byte, 1) == 1 ? 0 : 1;
  wrong += io::send(to_send_by->a, &byte, 1, error) == 1 && io::recv(to_send_by->b, &byte, 1, error) == 1 ? 0 : 1;
  pollfd one{sink, POLLOUT, 0};
  io::poll(&one, 1, 0, error);
  wrong += error ? 1 : 0;
  io::close(io::open("/dev/null", O_RDONLY, error), error);
  wrong += error ? 1 : 0;
  static_cast<void>(to_ask->try_next());
  static_cast<void>(to_ask->try_next_info());
  static_cast<void>(to_ask->wake_fd());
  to_post->post();
  to_stop->request_stop();
  to_cancel->cancel();
  to_end->request_stop();
  to_empty->cancel();
  wrong += found == current_masking_state() ? 0 : 1;
  errno = saved;
}

TEST(handlers, may_call_everything_that_is_called_safe_wherever_they_strike) {
  ::alarm(100);
  sink = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  source = ::open("/dev/zero", O_RDONLY | O_CLOEXEC);
  tests::socket_pair sockets;
  to_send_by = &sockets;
  wrong = 0;
  signal_receiver receiver{SIGUSR2};
  to_ask = &receiver;
  unsigned n = 0;
  for (bool struck = true; struck; n += 1 + n / 5) {
    interrupt_scope outer;
    prepared_interrupt prepared(outer.token(), ping{7});
    to_post = &prepared;
    std::stop_source stop;
    to_stop = &stop;
    thread sleeper([] { io::sleep_for(1h); });
    to_end = &sleeper;
    task_group group;
    group.spawn([] { io::sleep_for(1h); });
    to_empty = &group;
    const bool completed = run_cancellable([&](cancel_scope& scope) {
      to_cancel = &scope;
      struck = act_at_instruction(n, call_everything, [&] {
        try {
          mask([&](auto restore) {
            uninterruptible_mask([&] {
              interrupt_scope inner;
              ticket sent = post_to(inner.token(), ping{1});
              sent.revoke();
              char byte;
              std::error_code error;
              io::read(source, &byte, 1, error);
              wrong += error ? 1 : 0;
              static_cast<void>(receiver.try_next());
            });
            restore([] {});
          });
        } catch (const ping&) {            // the handler's
        } catch (const stop_requested&) {  // and so is this
        }
      });
      prepared.revoke();
      checkpoint();  // the level still holds
    });
    if (!struck) {
      group.cancel();
      break;
    }
    ASSERT_FALSE(completed) << n;
    ASSERT_TRUE(stop.stop_requested());
    sleeper.join();
    group.join();
    ASSERT_EQ(wrong, 0) << n;
    ASSERT_EQ(current_masking_state(), masking_state::unmasked);
  }
  ::alarm(0);
  ::close(sink);
  ::close(source);
  EXPECT_GT(n, 300U);
}

// Two threads that take at the same time meet seldom; a handler meets the code that it strikes at each instruction.
signal_receiver* taken_from = nullptr;
std::vector<int> taken_in_handler;
void take_one(int) {
  if (const auto info = taken_from->try_next_info()) taken_in_handler.push_back(info->si_value.sival_int);
}

TEST(handlers, may_take_signals_at_every_instruction_of_taking_one) {
  const int number = SIGRTMIN + 4;
  signal_receiver receiver{number};
  taken_from = &receiver;
  taken_in_handler.reserve(1);
  unsigned n = 0;
  for (bool struck = true; struck; ++n) {
    for (const int value : {1, 2}) ASSERT_EQ(::sigqueue(::getpid(), number, sigval{value}), 0);
    taken_in_handler.clear();
    std::optional<siginfo_t> mine;
    struck = act_at_instruction(n, take_one, [&] { mine = receiver.try_next_info(); });
    std::vector<int> all = taken_in_handler;
    if (mine) all.push_back(mine->si_value.sival_int);
    while (const auto left = receiver.try_next_info()) all.push_back(left->si_value.sival_int);
    ASSERT_THAT(all, ::testing::UnorderedElementsAre(1, 2)) << n;
  }
  EXPECT_GT(n, 50U);
}

#else
TEST(handlers, may_take_signals_at_every_instruction_of_taking_one) {
  GTEST_SKIP() << "single steps need x86_64, and take too long through a sanitizer's code";
}
TEST(handlers, may_post_a_prepared_interrupt_at_every_instruction_of_posting) {
  GTEST_SKIP() << "single steps need x86_64, and take too long through a sanitizer's code";
}
TEST(handlers, may_call_everything_that_is_called_safe_wherever_they_strike) {
  GTEST_SKIP() << "single steps need x86_64, and take too long through a sanitizer's code";
}
TEST(handlers, may_request_a_stop_at_every_instruction_of_a_stop_scope) {
  GTEST_SKIP() << "single steps need x86_64, and take too long through a sanitizer's code";
}
#endif

}  // namespace
