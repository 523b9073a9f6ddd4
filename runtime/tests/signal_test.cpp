// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/io.hpp>
#include <asyncsafe/signal.hpp>
#include <asyncsafe/testing.hpp>

#include "../src/sanitizer_hooks.hpp"
#include "support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using ::testing::ElementsAre;
using tests::ping;

std::vector<int> handled;
void note(int number) { handled.push_back(number); }
void note_and_throw(int number) {
  handled.push_back(number);
  throw ping{number};
}

struct disposition : tests::disposition {
  disposition(int number, void (*handler)(int), int flags = 0) : tests::disposition(number, handler, flags) {
    handled.clear();
  }
};

using tests::current_action;

TEST(deferred_signals, replays_each_once_in_order_of_arrival) {
  disposition one(SIGUSR1, note), two(SIGUSR2, note), three(SIGTERM, note);
  {
    deferred_signals deferred{SIGUSR1, SIGUSR2, SIGTERM};
    raise(SIGTERM);
    raise(SIGUSR1);
    raise(SIGTERM);
    EXPECT_TRUE(deferred_signals::is_pending(SIGTERM));
    EXPECT_FALSE(deferred_signals::is_pending(SIGUSR2));
    EXPECT_TRUE(handled.empty());
  }
  EXPECT_THAT(handled, ElementsAre(SIGTERM, SIGUSR1));
}

TEST(deferred_signals, nests_with_overlapping_sets) {
  disposition one(SIGUSR1, note), two(SIGUSR2, note), three(SIGTERM, note);
  {
    deferred_signals outer{SIGUSR1, SIGUSR2};
    {
      deferred_signals inner{SIGUSR2, SIGTERM};
      raise(SIGTERM);
      raise(SIGUSR2);
      raise(SIGUSR1);
    }
    EXPECT_THAT(handled, ElementsAre(SIGTERM));
  }
  EXPECT_THAT(handled, ElementsAre(SIGTERM, SIGUSR2, SIGUSR1));
}

TEST(deferred_signals, replays_the_rest_even_if_a_handler_throws_and_then_passes_that_on) {
  disposition one(SIGUSR1, note_and_throw), two(SIGUSR2, note);
  const auto both = [] {
    deferred_signals deferred{SIGUSR1, SIGUSR2};
    raise(SIGUSR1);
    raise(SIGUSR2);
  };
  EXPECT_THROW(both(), ping);
  EXPECT_THAT(handled, ElementsAre(SIGUSR1, SIGUSR2));
}

TEST(deferred_signals, posts_what_a_handler_throws_while_the_stack_unwinds) {
  disposition one(SIGUSR1, note_and_throw);
  interrupt_scope scope;
  EXPECT_THROW(
      {
        deferred_signals deferred{SIGUSR1};
        raise(SIGUSR1);
        throw std::runtime_error("own");
      },
      std::runtime_error);
  EXPECT_THROW(checkpoint(), ping);
}

TEST(deferred_signals, honours_SIG_IGN_and_SIG_DFL) {
  {
    disposition ignored(SIGUSR1, SIG_IGN);
    deferred_signals deferred{SIGUSR1};
    raise(SIGUSR1);
  }
  EXPECT_EXIT(
      {
        deferred_signals deferred{SIGTERM};
        raise(SIGTERM);
        std::fputs("still here\n", stderr);
      },
      ::testing::KilledBySignal(SIGTERM), "still here");
}

// As in a program whose workers block signals and whose main thread takes them.
template <class Held>
void hold_back_and_release_where_it_is_blocked() {
  std::atomic<bool> ready{false};
  std::thread open([&] {
    ready = true;
    for (;;) ::pause();
  });
  while (!ready) std::this_thread::yield();
  sigset_t own;
  ::sigemptyset(&own);
  ::sigaddset(&own, SIGTERM);
  ::pthread_sigmask(SIG_BLOCK, &own, nullptr);
  {
    Held held{SIGTERM};
    ::kill(::getpid(), SIGTERM);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    std::fputs("still here\n", stderr);
  }
  std::this_thread::sleep_for(std::chrono::seconds(10));
  std::_Exit(1);
}

TEST(deferred_signals, takes_the_default_action_although_its_own_thread_blocks_the_signal) {
  EXPECT_EXIT(hold_back_and_release_where_it_is_blocked<deferred_signals>(), ::testing::KilledBySignal(SIGTERM),
              "still here");
}

TEST(signal_receiver, redelivers_to_the_default_action_although_its_own_thread_blocks_the_signal) {
  EXPECT_EXIT(hold_back_and_release_where_it_is_blocked<signal_receiver>(), ::testing::KilledBySignal(SIGTERM),
              "still here");
}

TEST(deferred_signals, restores_dispositions_byte_for_byte_but_only_if_still_its_own) {
  disposition keep(SIGUSR1, SIG_DFL);
  tests::set_action(SIGUSR1, tests::action_of(note, SA_NODEFER | SA_ONSTACK, {SIGHUP}));
  const auto before = current_action(SIGUSR1);
  {
    deferred_signals deferred{SIGUSR1};
    EXPECT_NE(current_action(SIGUSR1), before);
  }
  EXPECT_EQ(current_action(SIGUSR1), before);
  const auto theirs = tests::action_of(note_and_throw);
  {
    deferred_signals deferred{SIGUSR1};
    tests::set_action(SIGUSR1, theirs);
  }
  EXPECT_EQ(current_action(SIGUSR1), theirs);
}

TEST(deferred_signals, holds_signals_that_strike_other_threads) {
  disposition one(SIGUSR1, note);
  std::atomic<int> tid{0};
  std::atomic<bool> end{false};
  std::thread other([&] {
    tid = gettid();
    while (!end) std::this_thread::sleep_for(1ms);
  });
  {
    deferred_signals deferred{SIGUSR1};
    while (tid == 0) std::this_thread::yield();
    syscall(SYS_tgkill, getpid(), tid.load(), SIGUSR1);
    EXPECT_TRUE(tests::comes_true([] { return deferred_signals::is_pending(SIGUSR1); }));
    EXPECT_TRUE(handled.empty());
  }
  EXPECT_THAT(handled, ElementsAre(SIGUSR1));
  end = true;
  other.join();
}

std::atomic<int> count;
ASYNCSAFE_HANDLER void count_one(int) { count.fetch_add(1); }
TEST(deferred_signals, loses_none_that_race_the_end_of_the_scope) {
  count = 0;
  disposition one(SIGUSR1, count_one);
  std::atomic<int> sent{0};
  std::atomic<bool> end{false};
  const pid_t tid = gettid();
  std::thread sender([&] {
    for (int i = 0; i < 2000; ++i) {
      const int before = count;
      ++sent;
      syscall(SYS_tgkill, getpid(), tid, SIGUSR1);
      if (!tests::comes_true([&] { return count > before; })) break;
    }
    end = true;
  });
  while (!end) deferred_signals deferred{SIGUSR1};
  sender.join();
  EXPECT_EQ(count, 2000);
}

TEST(deferred_signals, refuses_what_is_no_signal_and_changes_nothing) {
  const auto before = current_action(SIGUSR1);
  EXPECT_THROW(static_cast<void>(deferred_signals{SIGUSR1, 999}), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(deferred_signals{SIGUSR1, SIGKILL}), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(deferred_signals{SIGUSR1, interrupt_signal()}), std::invalid_argument);
  EXPECT_EQ(current_action(SIGUSR1), before);
}

TEST(deferred_signals, preserves_errno_in_the_interrupted_code) {
  disposition keep(SIGUSR1, note);
  deferred_signals deferred{SIGUSR1};
  errno = 1234;
  syscall(SYS_tgkill, getpid(), gettid(), SIGUSR1);
  EXPECT_EQ(errno, 1234);
}

TEST(signal_receiver, gives_signals_in_order_of_arrival_as_values) {
  disposition one(SIGUSR1, note), two(SIGUSR2, note);
  signal_receiver receiver{SIGUSR1, SIGUSR2};
  EXPECT_EQ(receiver.try_next(), std::nullopt);
  errno = 77;
  raise(SIGUSR2);
  raise(SIGUSR1);
  raise(SIGUSR2);
  EXPECT_EQ(errno, 77);
  EXPECT_EQ(receiver.next(), SIGUSR2);
  EXPECT_EQ(receiver.try_next(), SIGUSR1);
  EXPECT_EQ(receiver.try_next(), std::nullopt);
  raise(SIGUSR1);
  for (const int number : receiver) {
    EXPECT_EQ(number, SIGUSR1);
    break;
  }
  EXPECT_TRUE(handled.empty());
}

TEST(signal_receiver, wakes_its_waiter_and_is_interruptible) {
  signal_receiver receiver{SIGUSR1};
  std::atomic<int> got{0};
  bool interrupted_there = false;
  thread waiter([&] {
    got = receiver.next();
    try {
      receiver.next();
    } catch (const ping&) {
      interrupted_there = true;
    }
  });
  ASSERT_TRUE(inject::wait_until_blocked(waiter.token()));
  kill(getpid(), SIGUSR1);
  ASSERT_TRUE(tests::comes_true([&] { return got == SIGUSR1; }));
  ASSERT_TRUE(inject::wait_until_blocked(waiter.token()));
  EXPECT_EQ(throw_to(waiter.token(), ping{1}), throw_result::delivered);
  waiter.join();
  EXPECT_TRUE(interrupted_there);
}

TEST(signal_receiver, refuses_a_second_waiter) {
  signal_receiver receiver{SIGUSR1};
  thread waiter([&] { receiver.next(); });
  ASSERT_TRUE(inject::wait_until_blocked(waiter.token()));
  EXPECT_THROW(receiver.next(), std::logic_error);
  raise(SIGUSR1);
  waiter.join();
}

TEST(signal_receiver, redelivers_what_was_not_taken_and_restores_the_dispositions) {
  disposition one(SIGUSR1, note), two(SIGUSR2, note);
  const auto before = current_action(SIGUSR1);
  {
    signal_receiver receiver{SIGUSR1, SIGUSR2};
    raise(SIGUSR1);
    raise(SIGUSR2);
    EXPECT_EQ(receiver.next(), SIGUSR1);
  }
  EXPECT_THAT(handled, ElementsAre(SIGUSR2));
  EXPECT_EQ(current_action(SIGUSR1), before);
}

TEST(signal_receiver, nests) {
  disposition one(SIGUSR1, note);
  {
    signal_receiver outer{SIGUSR1};
    {
      signal_receiver inner{SIGUSR1};
      raise(SIGUSR1);
    }
    EXPECT_EQ(outer.try_next(), SIGUSR1);
  }
  EXPECT_TRUE(handled.empty());
}

TEST(signal_receiver, refuses_an_invalid_signal_with_all_dispositions_as_they_were) {
  disposition one(SIGUSR1, note);
  const auto before = current_action(SIGUSR1);
  EXPECT_THROW(static_cast<void>(signal_receiver{SIGUSR1, 0}), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(signal_receiver{SIGUSR1, SIGSTOP}), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(signal_receiver{SIGUSR1, 33}), std::invalid_argument);
  EXPECT_EQ(current_action(SIGUSR1), before);
}

TEST(signal_receiver, has_a_wake_fd_whose_being_full_means_awake_already) {
  signal_receiver receiver{SIGUSR1};
  const std::uint64_t nearly_full = ~std::uint64_t{0} - 1;
  ASSERT_EQ(write(receiver.wake_fd(), &nearly_full, sizeof nearly_full), 8);
  raise(SIGUSR1);
  pollfd ready{receiver.wake_fd(), POLLIN, 0};
  EXPECT_EQ(poll(&ready, 1, 0), 1);
  EXPECT_EQ(receiver.try_next(), SIGUSR1);
  EXPECT_EQ(poll(&ready, 1, 0), 0);
}

TEST(signal_receiver, forgets_in_a_forks_child_what_was_sent_to_the_parent) {
  const int lower = ::dup(0);
  signal_receiver receiver{SIGUSR1};
  const int watched = receiver.wake_fd();  // an event loop has it
  ::close(lower);
  raise(SIGUSR1);
  const pid_t child = fork();
  if (child == 0) {
    pollfd wake{watched, POLLIN, 0};
    // Looked at before anything is taken: taking drains it, and were it the parent's, too, the parent would not wake.
    const bool empty = ::poll(&wake, 1, 0) == 0 && !receiver.try_next().has_value() && receiver.wake_fd() == watched;
    raise(SIGUSR1);
    _exit(empty && ::poll(&wake, 1, 0) == 1 && receiver.try_next() == SIGUSR1 ? 0 : 1);
  }
  int status = -1;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  pollfd wake{watched, POLLIN, 0};
  EXPECT_EQ(::poll(&wake, 1, 0), 1);
  EXPECT_EQ(receiver.try_next(), SIGUSR1);
}

}  // namespace
