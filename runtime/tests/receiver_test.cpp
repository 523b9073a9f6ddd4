// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Several receivers of one signal, values of real-time signals, and who gets what.
#include <asyncsafe/signal.hpp>
#include <asyncsafe/testing.hpp>

#include "../src/sanitizer_hooks.hpp"
#include "support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using ::testing::ElementsAre;

std::vector<int> handled;
void note(int number) { handled.push_back(number); }
void note_value(int, siginfo_t* info, void*) { handled.push_back(info->si_value.sival_int); }

struct disposition : tests::disposition {
  explicit disposition(int number, void (*handler)(int) = note) : tests::disposition(number, handler) {
    handled.clear();
  }
  explicit disposition(int number, void (*handler)(int, siginfo_t*, void*))
      : tests::disposition(number, reinterpret_cast<void (*)(int)>(reinterpret_cast<void*>(handler)), SA_SIGINFO) {
    handled.clear();
  }
};

int real_time() { return SIGRTMIN + 4; }
void queue(int number, int value) { ASSERT_EQ(::sigqueue(::getpid(), number, sigval{value}), 0); }

TEST(receivers, of_one_signal_are_all_told_and_end_in_any_order) {
  disposition found(SIGUSR1);
  const auto before = tests::current_action(SIGUSR1);
  auto first = std::make_unique<signal_receiver>(std::vector<int>{SIGUSR1});
  auto second = std::make_unique<signal_receiver>(std::vector<int>{SIGUSR1, SIGUSR2});
  raise(SIGUSR1);
  EXPECT_EQ(first->try_next(), SIGUSR1);
  EXPECT_EQ(second->try_next(), SIGUSR1);
  first.reset();
  raise(SIGUSR1);
  EXPECT_EQ(second->try_next(), SIGUSR1);
  EXPECT_EQ(second->try_next(), std::nullopt);
  second.reset();
  EXPECT_THAT(handled, ElementsAre());
  EXPECT_EQ(tests::current_action(SIGUSR1), before);
  raise(SIGUSR1);
  EXPECT_THAT(handled, ElementsAre(SIGUSR1));
}

TEST(receivers, redeliver_only_what_none_of_those_told_has_taken) {
  disposition found(SIGUSR1);
  auto first = std::make_unique<signal_receiver>(std::vector<int>{SIGUSR1});
  auto second = std::make_unique<signal_receiver>(std::vector<int>{SIGUSR1});
  raise(SIGUSR1);
  EXPECT_EQ(first->try_next(), SIGUSR1);
  second.reset();  // has not taken it; the first has
  first.reset();
  EXPECT_THAT(handled, ElementsAre());

  first = std::make_unique<signal_receiver>(std::vector<int>{SIGUSR1});
  second = std::make_unique<signal_receiver>(std::vector<int>{SIGUSR1});
  raise(SIGUSR1);
  first.reset();  // the second may still take it
  EXPECT_THAT(handled, ElementsAre());
  second.reset();
  EXPECT_THAT(handled, ElementsAre(SIGUSR1));
}

TEST(receivers, that_end_hand_what_they_alone_were_told_to_one_that_began_later) {
  disposition found(SIGUSR1);
  auto first = std::make_unique<signal_receiver>(std::vector<int>{SIGUSR1});
  raise(SIGUSR1);
  signal_receiver later{SIGUSR1};
  EXPECT_EQ(later.try_next(), std::nullopt);
  first.reset();
  EXPECT_EQ(later.try_next(), SIGUSR1);
  EXPECT_THAT(handled, ElementsAre());
}

TEST(receivers, put_back_a_handler_that_came_between_them) {
  disposition found(SIGUSR1);
  auto first = std::make_unique<signal_receiver>(std::vector<int>{SIGUSR1});
  {
    disposition between(SIGUSR1);
    const auto theirs = tests::current_action(SIGUSR1);
    auto second = std::make_unique<signal_receiver>(std::vector<int>{SIGUSR1});
    raise(SIGUSR1);
    EXPECT_EQ(second->try_next(), SIGUSR1);
    second.reset();
    EXPECT_EQ(tests::current_action(SIGUSR1), theirs);
  }
  EXPECT_EQ(first->try_next(), SIGUSR1);
}

// Who saves a disposition while we listen, and puts it back when we do not, must not make a signal go round for ever.
TEST(receivers, whose_handler_is_put_back_after_their_end_hand_signals_to_what_they_found) {
  disposition found(SIGUSR1);
  const auto before = tests::current_action(SIGUSR1);
  auto receiver = std::make_unique<signal_receiver>(std::vector<int>{SIGUSR1});
  {
    tests::disposition between(SIGUSR1, SIG_IGN);
    receiver.reset();
  }
  EXPECT_NE(tests::current_action(SIGUSR1), before);
  raise(SIGUSR1);
  EXPECT_THAT(handled, ElementsAre(SIGUSR1));
  EXPECT_EQ(tests::current_action(SIGUSR1), before);
}

TEST(deferred, whose_handler_is_put_back_after_their_end_hand_signals_to_what_they_found) {
  disposition found(SIGUSR1);
  const auto before = tests::current_action(SIGUSR1);
  const auto end_behind_another_handler = [] {
    auto deferred = std::make_unique<deferred_signals>(std::vector<int>{SIGUSR1});
    tests::disposition between(SIGUSR1, SIG_IGN);
    deferred.reset();
  };
  end_behind_another_handler();
  EXPECT_NE(tests::current_action(SIGUSR1), before);
  raise(SIGUSR1);
  EXPECT_THAT(handled, ElementsAre(SIGUSR1));
  EXPECT_EQ(tests::current_action(SIGUSR1), before);
  end_behind_another_handler();
  {
    deferred_signals again{SIGUSR1};  // finds ours
    raise(SIGUSR1);
    EXPECT_THAT(handled, ElementsAre(SIGUSR1));
  }
  EXPECT_THAT(handled, ElementsAre(SIGUSR1, SIGUSR1));
  raise(SIGUSR1);
  EXPECT_THAT(handled, ElementsAre(SIGUSR1, SIGUSR1, SIGUSR1));
  EXPECT_EQ(tests::current_action(SIGUSR1), before);
}

TEST(receivers, get_real_time_signals_one_by_one_with_their_values) {
  disposition found(real_time());
  signal_receiver receiver{real_time()};
  for (int value : {7, 8, 9}) queue(real_time(), value);
  EXPECT_EQ(receiver.next_info().si_value.sival_int, 7);
  const auto second = receiver.try_next_info();
  ASSERT_TRUE(second);
  EXPECT_EQ(second->si_signo, real_time());
  EXPECT_EQ(second->si_value.sival_int, 8);
  EXPECT_EQ(receiver.next(), real_time());
  EXPECT_FALSE(receiver.try_next_info());
}

TEST(receivers, redeliver_real_time_signals_with_their_values) {
  disposition found(real_time(), note_value);
  {
    signal_receiver receiver{real_time()};
    for (int value : {1, 2, 3}) queue(real_time(), value);
    EXPECT_EQ(receiver.next(), real_time());
  }
  EXPECT_THAT(handled, ElementsAre(2, 3));
}

TEST(receivers, say_how_many_real_time_signals_they_had_no_room_for) {
  disposition found(real_time());
  ::testing::internal::CaptureStderr();
  {
    signal_receiver receiver{real_time()};
    for (int value = 0; value < 1000; ++value) queue(real_time(), value);
    for (int value = 0; value < 900; ++value) EXPECT_EQ(receiver.next_info().si_value.sival_int, value);
    EXPECT_FALSE(receiver.try_next());
    queue(real_time(), 1);
    EXPECT_EQ(receiver.try_next(), real_time());
  }
  EXPECT_THAT(::testing::internal::GetCapturedStderr(), ::testing::HasSubstr("100 real-time signals were lost"));
}

TEST(receivers, give_each_signal_to_one_of_several_threads) {
  disposition found(SIGUSR1);
  signal_receiver receiver{SIGUSR1, real_time()};
  std::atomic<int> taken{0};
  std::atomic<bool> end{false};
  std::vector<std::thread> takers;
  for (int i = 0; i < 3; ++i)
    takers.emplace_back([&] {
      while (!end)
        if (receiver.try_next() == SIGUSR1) ++taken;
    });
  int sent = 0;
  for (; sent < 300; ++sent) {
    ::syscall(SYS_tgkill, ::getpid(), ::gettid(), SIGUSR1);
    ASSERT_TRUE(tests::comes_true([&] { return taken == sent + 1; })) << taken << " of " << sent + 1;
  }
  end = true;
  for (std::thread& t : takers) t.join();
  EXPECT_EQ(taken, sent);
}

TEST(receivers, give_each_of_many_signals_that_wait_to_one_of_several_threads) {
  disposition found(real_time());
  signal_receiver receiver{real_time()};
  constexpr int count = 800;
  for (int round = 0; round < 5; ++round) {
    for (int value = 0; value < count; ++value) queue(real_time(), value);
    std::atomic<int> ready{0};
    std::vector<std::atomic<int>> taken(count);
    std::vector<std::thread> takers;
    for (int i = 0; i < 3; ++i)
      takers.emplace_back([&] {
        ++ready;
        while (ready < 3) std::this_thread::yield();
        while (const auto info = receiver.try_next_info()) ++taken[static_cast<std::size_t>(info->si_value.sival_int)];
      });
    for (std::thread& t : takers) t.join();
    for (int value = 0; value < count; ++value) ASSERT_EQ(taken[static_cast<std::size_t>(value)], 1) << value;
  }
}

// Receivers begin and end while signals arrive: each is taken, or redelivered to the handler, once.
std::atomic<int> redelivered[4000];
std::atomic<int> come_out{0};
ASYNCSAFE_HANDLER void note_redelivered(int, siginfo_t* info, void*) {
  redelivered[info->si_value.sival_int].fetch_add(1);  // not ++, which GCC calls, and which enters TSan
  come_out.fetch_add(1);
}

TEST(receivers, that_end_while_signals_arrive_lose_none_and_double_none) {
  disposition found(real_time(), note_redelivered);
  constexpr int count = 4000;
  std::atomic<bool> done{false};
  std::vector<int> taken(count);
  std::thread sender([&] {
    for (int value = 0; value < count; ++value) {
      constexpr int room = 400;  // fewer than a receiver has room for, however late this machine lets it look
      if (!tests::comes_true([&] { return value - come_out < room; })) break;
      while (::sigqueue(::getpid(), real_time(), sigval{value}) != 0) std::this_thread::yield();
      if (value % 8 == 0) std::this_thread::sleep_for(std::chrono::microseconds(100));
    }
    done = true;
  });
  for (int turn = 0; !done; ++turn) {
    auto outer = std::make_unique<signal_receiver>(std::vector<int>{real_time()});
    auto inner = turn % 3 == 0 ? std::make_unique<signal_receiver>(std::vector<int>{real_time(), SIGUSR1}) : nullptr;
    for (int i = 0; i < turn % 7; ++i)
      if (const auto info = outer->try_next_info()) {
        ++taken[static_cast<std::size_t>(info->si_value.sival_int)];
        ++come_out;
      }
    if (turn % 2 == 0) outer.reset();
    inner.reset();
  }
  sender.join();
  const auto times = [&](int value) { return taken[static_cast<std::size_t>(value)] + redelivered[value]; };
  EXPECT_TRUE(tests::comes_true([&] { return times(count - 1) == 1; }));
  for (int value = 0; value < count; ++value) ASSERT_EQ(times(value), 1) << value;
}

TEST(deferred, real_time_signals_are_replayed_one_by_one_in_order_with_their_values) {
  disposition found(real_time(), note_value);
  tests::disposition other(SIGUSR2, note);
  {
    deferred_signals held{real_time(), SIGUSR2};
    queue(real_time(), 101);
    raise(SIGUSR2);
    queue(real_time(), 102);
    raise(SIGUSR2);
    EXPECT_THAT(handled, ElementsAre());
  }
  EXPECT_THAT(handled, ElementsAre(101, SIGUSR2, 102));
}

TEST(receiver, next_with_an_error_code_gives_the_signal_or_says_that_it_was_interrupted) {
  signal_receiver receiver{SIGUSR1, real_time()};
  std::error_code error = std::make_error_code(std::errc::io_error);
  raise(SIGUSR1);
  EXPECT_EQ(receiver.next(error), SIGUSR1);
  EXPECT_FALSE(error);
  queue(real_time(), 5);
  EXPECT_EQ(receiver.next_info(error).si_value.sival_int, 5);
  EXPECT_FALSE(error);
  interrupt_scope scope;
  post_to(scope.token(), 17);
  const auto in_noexcept = [&]() noexcept { return receiver.next(error); };
  EXPECT_EQ(in_noexcept(), 0);
  EXPECT_EQ(error, std::errc::operation_canceled);
  EXPECT_TRUE(last_interrupt() != nullptr);
  // While it waits, too.
  thread waiter([&] {
    std::error_code ended;
    EXPECT_EQ(receiver.next(ended), 0);
    EXPECT_EQ(ended, std::errc::operation_canceled);
  });
  EXPECT_TRUE(inject::wait_until_blocked(waiter.token()));
  EXPECT_EQ(throw_to(waiter.token(), 18), throw_result::delivered);
  waiter.join();
}

TEST(signal_sets, must_not_be_empty) {
  EXPECT_THROW(static_cast<void>(deferred_signals{std::vector<int>()}), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(signal_receiver{std::vector<int>()}), std::invalid_argument);
}

}  // namespace
