// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Receivers and deferring scopes of one signal, in whatever order they begin and end.
#include <asyncsafe/signal.hpp>

#include "../src/sanitizer_hooks.hpp"
#include "support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <poll.h>

#include <optional>
#include <random>

namespace {

using namespace asyncsafe;
using ::testing::ElementsAre;

std::vector<int> handled;
void note(int number) { handled.push_back(number); }
void note_other(int number) { handled.push_back(-number); }

struct disposition : tests::disposition {
  explicit disposition(int number, void (*handler)(int) = note) : tests::disposition(number, handler) {
    handled.clear();
  }
};

int real_time() { return SIGRTMIN + 4; }

TEST(custody, is_the_deferring_scopes_that_began_inside_a_receiver_until_its_end) {
  disposition found(SIGUSR1);
  signal_receiver receiver{SIGUSR1};
  {
    deferred_signals deferred{SIGUSR1};
    raise(SIGUSR1);
    EXPECT_EQ(receiver.try_next(), std::nullopt);
    EXPECT_TRUE(deferred_signals::is_pending(SIGUSR1));
  }
  EXPECT_EQ(receiver.try_next(), SIGUSR1);
  EXPECT_THAT(handled, ElementsAre());
}

TEST(custody, is_the_receivers_that_began_inside_a_deferring_scope_and_what_it_leaves_is_the_scopes) {
  disposition found(SIGUSR1);
  {
    deferred_signals deferred{SIGUSR1};
    {
      signal_receiver receiver{SIGUSR1};
      raise(SIGUSR1);
      EXPECT_EQ(receiver.try_next(), SIGUSR1);
      EXPECT_FALSE(deferred_signals::is_pending(SIGUSR1));
      raise(SIGUSR1);
    }
    EXPECT_TRUE(deferred_signals::is_pending(SIGUSR1));
    EXPECT_THAT(handled, ElementsAre());
  }
  EXPECT_THAT(handled, ElementsAre(SIGUSR1));
}

TEST(custody, goes_from_an_inner_scope_to_the_receiver_around_it_and_not_to_the_scope_around_that) {
  disposition found(SIGUSR1);
  {
    deferred_signals outer{SIGUSR1};
    signal_receiver receiver{SIGUSR1};
    {
      deferred_signals inner{SIGUSR1};
      raise(SIGUSR1);
    }
    pollfd wake{receiver.wake_fd(), POLLIN, 0};
    EXPECT_EQ(::poll(&wake, 1, 0), 1);  // told as by the kernel, not only handed the signal
    EXPECT_EQ(receiver.try_next(), SIGUSR1);
  }
  EXPECT_THAT(handled, ElementsAre());
}

// Each used to put back the other's handler, and the next signal went round between the two without end.
TEST(custody, of_a_receiver_and_a_scope_that_end_in_the_wrong_order_leaves_what_both_found) {
  disposition found(SIGUSR1);
  const auto before = tests::current_action(SIGUSR1);
  auto first = std::make_unique<signal_receiver>(std::vector<int>{SIGUSR1});
  auto deferred = std::make_unique<deferred_signals>(std::vector<int>{SIGUSR1});
  auto second = std::make_unique<signal_receiver>(std::vector<int>{SIGUSR1});
  first.reset();
  deferred.reset();
  raise(SIGUSR1);
  EXPECT_EQ(second->try_next(), SIGUSR1);
  second.reset();
  EXPECT_EQ(tests::current_action(SIGUSR1), before);
  raise(SIGUSR1);
  EXPECT_THAT(handled, ElementsAre(SIGUSR1));
}

TEST(custody, that_ends_behind_a_handler_that_came_between_leaves_what_each_found) {
  disposition found(SIGUSR1);
  const auto before = tests::current_action(SIGUSR1);
  auto first = std::make_unique<signal_receiver>(std::vector<int>{SIGUSR1});
  {
    tests::disposition between(SIGUSR1, note_other);
    const auto theirs = tests::current_action(SIGUSR1);
    auto second = std::make_unique<deferred_signals>(std::vector<int>{SIGUSR1});
    raise(SIGUSR1);
    EXPECT_EQ(first->try_next(), std::nullopt);
    second.reset();
    EXPECT_THAT(handled, ElementsAre(-SIGUSR1));
    EXPECT_EQ(tests::current_action(SIGUSR1), theirs);
  }
  first.reset();
  EXPECT_EQ(tests::current_action(SIGUSR1), before);
}

TEST(custody, that_is_put_back_after_its_end_by_a_handler_that_came_between_leaves_what_the_first_found) {
  disposition found(SIGUSR1);
  const auto before = tests::current_action(SIGUSR1);
  auto first = std::make_unique<signal_receiver>(std::vector<int>{SIGUSR1});
  {
    tests::disposition between(SIGUSR1, note_other);
    signal_receiver second{SIGUSR1};
    first.reset();
  }
  raise(SIGUSR1);  // strikes ours, which is nobody's
  EXPECT_THAT(handled, ElementsAre(SIGUSR1));
  EXPECT_EQ(tests::current_action(SIGUSR1), before);
}

TEST(custody, is_nobodys_where_a_scope_begins_over_an_ignored_signal) {
  disposition ignored(SIGUSR1, SIG_IGN);
  const auto before = tests::current_action(SIGUSR1);
  deferred_signals deferred{SIGUSR1};
  EXPECT_EQ(tests::current_action(SIGUSR1), before);
  signal_receiver receiver{SIGUSR1};
  raise(SIGUSR1);
  EXPECT_EQ(receiver.try_next(), SIGUSR1);
}

TEST(custody, in_any_order_loses_no_signal_and_leaves_the_dispositions) {
  disposition one(SIGUSR1), two(SIGUSR2);
  const auto first = tests::current_action(SIGUSR1), second = tests::current_action(SIGUSR2);
  for (unsigned seed = 0; seed < 300; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::vector<std::unique_ptr<signal_receiver>> receivers;
    std::vector<std::unique_ptr<deferred_signals>> deferred;
    const auto end_one_of = [&](auto& all) {
      if (!all.empty()) all.erase(all.begin() + static_cast<std::ptrdiff_t>(random() % all.size()));
    };
    int sent = 0, taken = 0;
    handled.clear();
    for (int step = 0; step < 16 || !receivers.empty() || !deferred.empty(); ++step) {
      switch (random() % (step < 16 ? 6 : 2)) {
        case 0:
          end_one_of(receivers);
          break;
        case 1:
          end_one_of(deferred);
          break;
        case 2:
          receivers.push_back(std::make_unique<signal_receiver>(std::vector<int>{SIGUSR1, SIGUSR2}));
          break;
        case 3:
          deferred.push_back(std::make_unique<deferred_signals>(std::vector<int>{SIGUSR1}));
          break;
        case 4:
          raise(SIGUSR1);
          ++sent;
          break;
        default:
          if (!receivers.empty())
            while (receivers[random() % receivers.size()]->try_next()) ++taken;
      }
    }
    // Those that arrive again before they are taken count once, and each of several receivers is told.
    EXPECT_EQ(sent > 0, taken + static_cast<int>(handled.size()) > 0);
    ASSERT_EQ(tests::current_action(SIGUSR1), first);
    ASSERT_EQ(tests::current_action(SIGUSR2), second);
  }
}

// On several threads, with one signal after the other: each is taken, or handled once and taken by none.
constexpr int signals_sent = 4000;
std::atomic<int> taken[signals_sent];
std::atomic<int> handled_late[signals_sent];
std::atomic<int> come_out{0};
ASYNCSAFE_HANDLER void note_late(int, siginfo_t* info, void*) {
  handled_late[info->si_value.sival_int].fetch_add(1);  // not ++, which GCC calls, and which enters TSan
  come_out.fetch_add(1);
}

TEST(custody, on_several_threads_loses_no_signal_and_doubles_none) {
  tests::disposition found(real_time(), reinterpret_cast<void (*)(int)>(reinterpret_cast<void*>(note_late)),
                           SA_SIGINFO);
  const auto before = tests::current_action(real_time());
  std::atomic<bool> end{false};
  std::vector<std::thread> holders;
  for (unsigned which = 0; which < 3; ++which)
    holders.emplace_back([&, which] {
      std::mt19937 random(which);
      std::optional<signal_receiver> receiver;
      std::optional<deferred_signals> deferred;
      while (!end) switch (random() % 6) {
          case 0:
            receiver.emplace(std::vector<int>{real_time(), SIGUSR1});
            break;
          case 1:
            deferred.emplace(std::vector<int>{real_time()});
            break;
          case 2:
            receiver.reset();
            break;
          case 3:
            deferred.reset();
            break;
          default:
            if (!receiver) break;
            if (const auto info = receiver->try_next_info())
              if (taken[info->si_value.sival_int]++ == 0) ++come_out;
        }
    });
  for (int value = 0; value < signals_sent; ++value) {
    constexpr int room = 400;  // fewer than each has room for
    if (!tests::comes_true([&] { return value - come_out < room; })) break;
    while (::sigqueue(::getpid(), real_time(), sigval{value}) != 0) std::this_thread::yield();
  }
  EXPECT_TRUE(tests::comes_true([] { return come_out >= signals_sent; })) << come_out;
  end = true;
  for (std::thread& each : holders) each.join();
  for (int value = 0; value < signals_sent; ++value) {
    ASSERT_EQ(taken[value] == 0 ? 1 : 0, handled_late[value]) << value << ": " << taken[value];
  }
  EXPECT_EQ(tests::current_action(real_time()), before);
}

}  // namespace
