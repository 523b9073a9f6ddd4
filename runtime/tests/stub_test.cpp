// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The system-call stub, interrupted at every instruction, under other handlers, and in every trap of RUNTIME.md §2.
#include <asyncsafe/io.hpp>
#include <asyncsafe/mask.hpp>
#include <asyncsafe/stats.hpp>
#include <asyncsafe/testing.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <csetjmp>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <set>
#include <sys/prctl.h>
#include <sys/syscall.h>

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::a_pipe;
using tests::ping;

// Answers two system calls of this process in another way, for good. \return whether that is possible here.
bool filter(unsigned one, unsigned other, unsigned answer) {
  sock_filter steps[] = {BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),  // the system call's number
                         BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, one, 1, 0),
                         BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, other, 0, 1), BPF_STMT(BPF_RET | BPF_K, answer),
                         BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
  const sock_fprog program{static_cast<unsigned short>(std::size(steps)), steps};
  return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

bool interrupt_signal_is_blocked() {
  sigset_t blocked;
  pthread_sigmask(SIG_SETMASK, nullptr, &blocked);
  return sigismember(&blocked, interrupt_signal()) == 1;
}

class at_every_instruction : public ::testing::TestWithParam<inject::strike> {
 protected:
  void SetUp() override {
    if (!inject::can_single_step()) GTEST_SKIP() << "no trap flag on this architecture";
    if (!inject::stub_in_use()) GTEST_SKIP() << "the stub is not in use on this kernel";
  }
};
INSTANTIATE_TEST_SUITE_P(strikes, at_every_instruction,
                         ::testing::Values(inject::strike::directly, inject::strike::under_another_handler),
                         [](const auto& info) {
                           return info.param == inject::strike::directly ? "directly"
                                                                         : "under_a_nested_SA_RESTART_handler";
                         });

TEST_P(at_every_instruction, a_read_that_would_block_is_interrupted_and_nothing_hangs) {
  unsigned n = 0, before_the_call = 0;
  for (;; ++n) {
    a_pipe pipe;
    char byte = 0;
    bool reached = false;
    try {
      reached = inject::interrupt_at_instruction(n, GetParam(), std::make_exception_ptr(ping{1}), [&] {
        if (n >= 11) pipe.put("x");  // from the instruction after `syscall` on, it must have been able to return
        io::read(pipe.out, &byte, 1);
      });
      if (!reached) break;
      // The result stood: then the interrupt is still there, and the byte is ours.
      EXPECT_EQ(byte, 'x') << "instruction " << n;
      EXPECT_THROW(checkpoint(), ping) << "instruction " << n;
    } catch (const ping&) {
      ++before_the_call;
      reached = true;
      EXPECT_EQ(byte, 0) << "instruction " << n;
    }
    EXPECT_FALSE(interrupt_pending()) << "instruction " << n;
    EXPECT_FALSE(interrupt_signal_is_blocked()) << "instruction " << n;
    ASSERT_LT(n, 40U);
  }
  EXPECT_GE(n, 12U) << "the stub has at least that many instructions";
  EXPECT_GE(before_the_call, 11U);
}

TEST_P(at_every_instruction, a_read_that_is_ready_loses_neither_the_byte_nor_the_interrupt) {
  for (unsigned n = 0; n < 40; ++n) {
    a_pipe pipe;
    pipe.put("x");
    char byte = 0;
    bool reached = true, delivered = false;
    try {
      reached = inject::interrupt_at_instruction(n, GetParam(), std::make_exception_ptr(ping{1}),
                                                 [&] { io::read(pipe.out, &byte, 1); });
    } catch (const ping&) {
      delivered = true;
    }
    if (!reached) {
      EXPECT_EQ(byte, 'x');
      EXPECT_GE(n, 12U);
      return;
    }
    if (delivered) {
      EXPECT_EQ(byte, 0) << n;
      EXPECT_EQ(pipe.take(), "x") << "instruction " << n << ": the byte must still be in the pipe";
    } else {
      EXPECT_EQ(byte, 'x') << n;
      EXPECT_THROW(checkpoint(), ping) << n;
    }
    EXPECT_FALSE(interrupt_signal_is_blocked()) << n;
  }
  FAIL() << "the stub never ended";
}

// A signal of somebody else whose handler posts an interrupt to the thread it strikes.
scope_token handler_target;
void post_from_handler(int) { post_to(handler_target, ping{9}); }

struct foreign_handler : tests::disposition {
  foreign_handler(int number, int flags, void (*handler)(int) = post_from_handler)
      : disposition(number, handler, flags) {}
};

TEST(stub, leaves_the_result_alone_when_the_signal_strikes_right_after_the_system_call) {
  foreign_handler handler(SIGUSR2, SA_RESTART);
  handler_target = this_thread::token();
  // The kernel delivers SIGUSR2 on the way out of this very call, its PC just behind the trap.
  EXPECT_EQ(io::syscall(SYS_tgkill, getpid(), gettid(), SIGUSR2), 0);
  EXPECT_THROW(checkpoint(), ping);
  EXPECT_FALSE(interrupt_signal_is_blocked());
}

void blocked_under_handler(int flags) {
  foreign_handler handler(SIGUSR2, flags);
  for (int round = 0; round < 20; ++round) {
    a_pipe pipe;
    bool delivered = false;
    thread reader([&] {
      handler_target = this_thread::token();
      char byte;
      try {
        io::read(pipe.out, &byte, 1);
      } catch (const ping&) {
        delivered = true;
      }
      EXPECT_FALSE(interrupt_signal_is_blocked());
    });
    ASSERT_TRUE(inject::wait_until_blocked(reader.token()));
    const int tid = tests::tid_of(reader.token());
    syscall(SYS_tgkill, getpid(), tid, SIGUSR2);
    ASSERT_TRUE(tests::comes_true([&] { return !reader.token().alive(); })) << "the wake was lost in round " << round;
    reader.join();
    EXPECT_TRUE(delivered);
  }
}

TEST(stub, is_interrupted_when_the_interrupt_arrives_on_top_of_a_SA_RESTART_handler_that_runs_on_top_of_it) {
  blocked_under_handler(SA_RESTART);
}
TEST(stub, is_interrupted_when_that_handler_is_not_SA_RESTART) { blocked_under_handler(0); }

TEST(stub, does_not_return_when_a_foreign_handler_runs_and_nothing_is_pending) {
  foreign_handler handler(SIGUSR2, 0, [](int) {});
  a_pipe pipe;
  std::size_t got = 99;
  thread reader([&] {
    char byte;
    got = io::read(pipe.out, &byte, 1);
  });
  ASSERT_TRUE(inject::wait_until_blocked(reader.token()));
  for (int i = 0; i < 10; ++i) syscall(SYS_tgkill, getpid(), tests::tid_of(reader.token()), SIGUSR2);
  ASSERT_TRUE(inject::wait_until_blocked(reader.token()));
  pipe.put("x");
  reader.join();
  EXPECT_EQ(got, 1U);
}

TEST(stub, is_a_plain_system_call_inside_a_handler_that_struck_it) {
  static a_pipe* inner;
  a_pipe outer_pipe, inner_pipe;
  inner = &inner_pipe;
  inner_pipe.put("i");
  foreign_handler handler(SIGUSR2, SA_RESTART, [](int) {
    char byte = 0;
    io::read(inner->out, &byte, 1);
  });
  thread reader([&] {
    char byte;
    io::read(outer_pipe.out, &byte, 1);
  });
  ASSERT_TRUE(inject::wait_until_blocked(reader.token()));
  syscall(SYS_tgkill, getpid(), tests::tid_of(reader.token()), SIGUSR2);
  ASSERT_TRUE(tests::comes_true([&] { return inner_pipe.empty(); }));
  ASSERT_TRUE(inject::wait_until_blocked(reader.token())) << "the outer read must go on";
  EXPECT_EQ(throw_to_for(reader.token(), stop_requested(), 5s), throw_result::delivered);
  reader.join();
}

sigjmp_buf way_out;
TEST(stub, survives_a_handler_that_jumps_out_of_it) {
  foreign_handler handler(SIGUSR2, 0, [](int) { siglongjmp(way_out, 1); });
  a_pipe pipe;
  thread reader([&] {
    char byte;
    if (sigsetjmp(way_out, 1) == 0) io::read(pipe.out, &byte, 1);
    interrupt_scope scope;
    EXPECT_THROW({ io::read(pipe.out, &byte, 1); }, ping);
    EXPECT_FALSE(interrupt_signal_is_blocked());
  });
  ASSERT_TRUE(inject::wait_until_blocked(reader.token()));
  syscall(SYS_tgkill, getpid(), tests::tid_of(reader.token()), SIGUSR2);
  std::this_thread::sleep_for(2ms);
  ASSERT_TRUE(inject::wait_until_blocked(reader.token()));
  EXPECT_EQ(throw_to_for(reader.token(), ping{1}, 5s), throw_result::delivered);
  reader.join();
}

TEST(stub, costs_a_thread_that_is_not_blocked_no_signal) {
  static std::atomic<int> interrupted_polls{0};
  std::atomic<bool> stop{false};
  scope_token target;
  std::atomic<bool> ready{false};
  std::thread other([&] {
    target = this_thread::token();
    ready = true;
    while (!stop) {
      pollfd none{-1, POLLIN, 0};
      if (::poll(&none, 1, 1) < 0 && errno == EINTR) ++interrupted_polls;  // others' code, not ours
    }
  });
  while (!ready) std::this_thread::yield();
  for (int i = 0; i < 200; ++i) {
    ticket sent = post_to(target, ping{i});
    std::this_thread::sleep_for(100us);
    EXPECT_TRUE(sent.revoke());
  }
  stop = true;
  other.join();
  EXPECT_EQ(interrupted_polls, 0);
}

// The sender has found the target blocked; the target then leaves by itself, and goes on to code of others.
void leaves_while_its_waker_is_about_to_signal(bool coded) {
  if (!inject::stub_in_use()) GTEST_SKIP() << "no signal is sent on this kernel";
  a_pipe pipe;
  std::atomic<bool> in_others_code{false};
  int foreign_result = -2;
  bool delivered = false;
  thread reader([&] {
    char byte = 0;
    std::error_code error;
    if (coded)
      io::read_full(pipe.out, &byte, 1, error);
    else
      io::read(pipe.out, &byte, 1);
    EXPECT_EQ(byte, 'x');
    in_others_code = true;
    pollfd none{-1, POLLIN, 0};
    foreign_result = ::poll(&none, 1, 100);  // never restarted after a signal
    try {
      checkpoint();
    } catch (const ping&) {
      delivered = true;
    }
  });
  ASSERT_TRUE(inject::wait_until_blocked(reader.token()));
  {
    std::atomic<bool> once{false};
    inject::wake_injection between([&] {
      if (once.exchange(true)) return;
      pipe.put("x");
      for (int i = 0; i < 30 && !in_others_code; ++i) std::this_thread::sleep_for(1ms);
      if (in_others_code) std::this_thread::sleep_for(10ms);  // into the poll
    });
    post_to(reader.token(), ping{1});
    EXPECT_TRUE(once);
    reader.join();
  }
  EXPECT_EQ(foreign_result, 0) << "a stray EINTR in code of others";
  EXPECT_TRUE(delivered);
}
TEST(stub, that_is_left_while_its_waker_is_about_to_signal_lets_no_stray_EINTR_out) {
  leaves_while_its_waker_is_about_to_signal(false);
}
TEST(stub, that_is_left_by_the_long_way_while_its_waker_is_about_to_signal_lets_no_stray_EINTR_out) {
  leaves_while_its_waker_is_about_to_signal(true);
}

// No test sees a store that is still on its way to memory; but one can see that the sender asked the kernel to order them.
std::atomic<int> barriers{0};
void count_barrier(int) { barriers.fetch_add(1); }
TEST(stub, is_judged_blocked_or_not_only_after_the_kernel_has_ordered_its_memory) {
  constexpr int private_expedited = 1 << 3, query = 0;
  const long supported = ::syscall(SYS_membarrier, query, 0, 0);
  if (supported < 0 || (supported & private_expedited) == 0) GTEST_SKIP() << "this kernel has no membarrier";
  if (!inject::stub_in_use()) GTEST_SKIP() << "the stub is not in use on this kernel";
  const pid_t child = fork();
  if (child == 0) {
    a_pipe pipe;
    std::atomic<bool> go_on{false}, running{false};
    scope_token runner_token;
    thread reader([&] {
      for (int turn = 0; turn < 2; ++turn) {
        char byte;
        try {
          io::read(pipe.out, &byte, 1);
        } catch (const ping&) {
        }
      }
    });
    thread runner([&] {
      runner_token = this_thread::token();
      running = true;
      while (!go_on) std::this_thread::yield();
    });
    // Also starts the helper thread, which blocks all signals: it must not inherit the filter.
    if (!inject::wait_until_blocked(reader.token())) _exit(4);
    if (throw_to_for(reader.token(), ping{0}, 10s) != throw_result::delivered) _exit(6);
    if (!inject::wait_until_blocked(reader.token())) _exit(4);
    while (!running) std::this_thread::yield();
    tests::disposition trap(SIGSYS, count_barrier);
    if (!filter(SYS_membarrier, SYS_membarrier, SECCOMP_RET_TRAP)) _exit(77);
    post_to(reader.token(), ping{1});
    const int for_blocked = barriers;
    post_to(runner_token, ping{2});
    const int for_running = barriers - for_blocked;
    go_on = true;
    reader.join();
    runner.join();
    _exit(for_blocked >= 1 && for_running >= 1 ? 0 : 5);
  }
  siginfo_t info{};
  io::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED);
  if (info.si_code == CLD_EXITED && info.si_status == 77) GTEST_SKIP() << "system calls cannot be filtered here";
  EXPECT_EQ(info.si_code, CLD_EXITED);
  EXPECT_EQ(info.si_status, 0);
}

// The helper thread, which sends again, would hide a signal that was lost.
TEST_P(at_every_instruction, a_read_that_would_block_is_interrupted_although_nobody_sends_again) {
  const pid_t child = fork();
  if (child == 0) {
    ::alarm(20);
    if (!filter(SYS_clone, SYS_clone3, SECCOMP_RET_ERRNO | EAGAIN)) _exit(77);
    for (unsigned n = 0; n < 11; ++n) {  // up to the system call itself
      a_pipe pipe;
      char byte = 0;
      try {
        inject::interrupt_at_instruction(n, GetParam(), std::make_exception_ptr(ping{1}),
                                         [&] { io::read(pipe.out, &byte, 1); });
        _exit(4);
      } catch (const ping&) {
      }
    }
    _exit(0);
  }
  siginfo_t info{};
  io::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED);
  if (info.si_code == CLD_EXITED && info.si_status == 77) GTEST_SKIP() << "system calls cannot be filtered here";
  EXPECT_EQ(info.si_code, CLD_EXITED) << "it hung";
  EXPECT_EQ(info.si_status, 0);
}

TEST(stub, reports_a_target_whose_thread_has_ended_even_if_its_thread_id_lives_on) {
  for (int i = 0; i < 50; ++i) {
    scope_token token;
    std::thread([&] { token = this_thread::token(); }).join();
    EXPECT_EQ(throw_to(token, ping{1}), throw_result::target_gone);
  }
}

TEST(stub, survives_senders_that_race_the_end_of_the_thread) {
  for (int i = 0; i < 200; ++i) {
    thread target([] {
      try {
        io::sleep_for(200us);
      } catch (const ping&) {
      }
    });
    const throw_result result = throw_to_for(target.token(), ping{1}, 5s);
    EXPECT_NE(result, throw_result::timed_out);
    try {
      target.join();
    } catch (const ping&) {
    }
  }
}

TEST(stub, pending_interrupts_are_not_inherited_by_the_child_of_a_fork) {
  interrupt_scope scope;
  post_to(scope.token(), ping{1});
  const pid_t child = fork();
  if (child == 0) {
    try {
      checkpoint();
      _exit(interrupt_pending() ? 2 : 0);
    } catch (...) {
      _exit(3);
    }
  }
  siginfo_t info{};
  EXPECT_THROW(checkpoint(), ping);
  io::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED);
  EXPECT_EQ(info.si_status, 0);
}

TEST(stub, works_in_the_child_of_a_fork) {
  const pid_t child = fork();
  if (child == 0) {
    a_pipe pipe;
    bool delivered = false;
    {
      thread reader([&] {
        char byte;
        try {
          io::read(pipe.out, &byte, 1);
        } catch (const ping&) {
          delivered = true;
        }
      });
      if (!inject::wait_until_blocked(reader.token())) _exit(4);
      if (throw_to_for(reader.token(), ping{1}, 5s) != throw_result::delivered) _exit(5);
      reader.join();
    }
    _exit(delivered ? 0 : 6);
  }
  siginfo_t info{};
  io::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED);
  EXPECT_EQ(info.si_code, CLD_EXITED);
  EXPECT_EQ(info.si_status, 0);
}

}  // namespace
