// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/mask.hpp>
#include <asyncsafe/sync.hpp>
#include <asyncsafe/testing.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <limits>
#include <vector>

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::ping;

// Runs `wait` in a thread, interrupts it there, and says whether the interrupt came out of it.
bool interrupted_in(const std::function<void()>& wait) {
  bool arrived = false;
  thread waiter([&] {
    try {
      wait();
    } catch (const ping&) {
      arrived = true;
    }
  });
  EXPECT_TRUE(inject::wait_until_blocked(waiter.token()));
  EXPECT_EQ(throw_to_for(waiter.token(), ping{1}, 5s), throw_result::delivered);
  waiter.join();
  return arrived;
}

TEST(interruptible_mutex, is_not_held_after_an_interrupted_wait) {
  interruptible_mutex mutex;
  mutex.lock();
  EXPECT_TRUE(interrupted_in([&] { mutex.lock(); }));
  EXPECT_TRUE(interrupted_in([&] { mask([&] { mutex.lock(); }); }));
  EXPECT_TRUE(interrupted_in([&] { EXPECT_FALSE(mutex.try_lock_for(1h)); }));
  mutex.unlock();
  EXPECT_TRUE(mutex.try_lock());
  EXPECT_FALSE(mutex.try_lock());
  EXPECT_FALSE(mutex.try_lock_for(1ms));
  mutex.unlock();
}

TEST(interruptible_mutex, reports_an_interrupt_as_an_error_code) {
  interruptible_mutex mutex;
  mutex.lock();
  std::error_code error;
  thread waiter([&] { EXPECT_FALSE(mutex.lock(error)); });
  ASSERT_TRUE(inject::wait_until_blocked(waiter.token()));
  EXPECT_EQ(throw_to(waiter.token(), ping{1}), throw_result::delivered);
  waiter.join();
  EXPECT_EQ(error, std::errc::operation_canceled);
  mutex.unlock();
  EXPECT_TRUE(mutex.lock(error));
  EXPECT_FALSE(error);
  mutex.unlock();
}

TEST(interruptible_mutex, is_had_at_once_under_a_mask_although_an_interrupt_is_pending) {
  interrupt_scope scope;
  interruptible_mutex mutex;
  EXPECT_THROW(mask([&] {
                 post_to(scope.token(), ping{1});
                 std::lock_guard hold(mutex);
                 EXPECT_TRUE(interrupt_pending());
               }),
               ping);
}

TEST(interruptible_mutex, excludes_and_loses_no_wakeup_while_waiters_are_interrupted) {
  interruptible_mutex mutex;
  long counter = 0, added = 0;
  std::atomic<long> total{0};
  {
    std::vector<thread> workers;
    std::atomic<bool> stop{false};
    for (int i = 0; i < 3; ++i)
      workers.emplace_back([&] {
        while (!stop) {
          try {
            std::unique_lock lock(mutex);
            ++counter;
            ++total;
          } catch (const ping&) {
          }
        }
      });
    for (int i = 0; i < 300; ++i) {
      post_to(workers[static_cast<std::size_t>(i % 3)].token(), ping{i});
      std::this_thread::sleep_for(50us);
    }
    stop = true;
    for (auto& w : workers) {
      try {
        w.join();
      } catch (const ping&) {
      }
    }
  }
  added = total;
  EXPECT_EQ(counter, added);
  EXPECT_TRUE(mutex.try_lock());
  mutex.unlock();
}

TEST(condition_variable, holds_its_mutex_again_before_it_throws) {
  interruptible_mutex mutex;
  interruptible_condition_variable condition;
  bool owned = false;
  thread waiter([&] {
    std::unique_lock lock(mutex);
    try {
      condition.wait(lock);
    } catch (const ping&) {
      owned = lock.owns_lock() && !mutex.try_lock();
    }
  });
  ASSERT_TRUE(inject::wait_until_blocked(waiter.token()));
  EXPECT_EQ(throw_to(waiter.token(), ping{1}), throw_result::delivered);
  waiter.join();
  EXPECT_TRUE(owned);
  EXPECT_TRUE(mutex.try_lock());
  mutex.unlock();
}

TEST(condition_variable, waits_with_predicates_time_limits_and_error_codes) {
  interruptible_mutex mutex;
  interruptible_condition_variable condition;
  std::unique_lock lock(mutex);
  EXPECT_EQ(condition.wait_for(lock, 1ms), std::cv_status::timeout);
  EXPECT_FALSE(condition.wait_for(lock, 1ms, [] { return false; }));
  EXPECT_TRUE(condition.wait_for(lock, 1ms, [] { return true; }));
  EXPECT_EQ(condition.wait_until(lock, std::chrono::system_clock::now() + 1ms), std::cv_status::timeout);
  interrupt_scope scope;
  post_to(scope.token(), ping{1});
  std::error_code error;
  EXPECT_FALSE(condition.wait(lock, [] { return false; }, error));
  EXPECT_EQ(error, std::errc::operation_canceled);
  EXPECT_TRUE(lock.owns_lock());
}

// A notify_one and an interrupt race for one waiter while a second waiter waits: whichever wins, the notification
// must wake somebody.
TEST(condition_variable, passes_a_notification_on_that_raced_an_interrupt) {
  for (int round = 0; round < 500; ++round) {
    interruptible_mutex mutex;
    interruptible_condition_variable condition;
    int tokens = 0;
    std::atomic<int> consumed{0};
    const auto consume = [&] {
      try {
        std::unique_lock lock(mutex);
        condition.wait(lock, [&] { return tokens > 0; });
        --tokens;
        ++consumed;
      } catch (const ping&) {
      }
    };
    thread first(consume), second(consume);
    ASSERT_TRUE(inject::wait_until_blocked(first.token()));
    ASSERT_TRUE(inject::wait_until_blocked(second.token()));
    thread notifier([&] {
      {
        std::unique_lock lock(mutex);
        ++tokens;
      }
      condition.notify_one();
    });
    ticket sent = post_to(first.token(), ping{1});
    notifier.join();
    const bool somebody = tests::comes_true([&] { return consumed == 1; });
    EXPECT_TRUE(somebody) << "the notification was lost in round " << round;
    sent.revoke();
    post_to(second.token(), ping{2});
    post_to(first.token(), ping{3});
    try {
      first.join();
    } catch (const ping&) {
    }
    try {
      second.join();
    } catch (const ping&) {
    }
    if (!somebody) return;
  }
}

TEST(semaphore, is_counted_interruptible_and_loses_nothing) {
  semaphore s(1);
  s.acquire();
  EXPECT_FALSE(s.try_acquire());
  EXPECT_FALSE(s.try_acquire_for(1ms));
  EXPECT_TRUE(interrupted_in([&] { s.acquire(); }));
  s.release(2);
  EXPECT_TRUE(s.try_acquire());
  std::error_code error;
  EXPECT_TRUE(s.acquire(error));
  EXPECT_FALSE(s.try_acquire());
}

TEST(deadlines, of_extreme_lengths_neither_overflow_nor_end_at_once) {
  using namespace std::chrono;
  interruptible_mutex mutex;
  interruptible_condition_variable condition;
  std::unique_lock lock(mutex);
  semaphore empty(0);
  const auto ends_at_once = [](auto&& wait) {
    const auto start = steady_clock::now();
    wait();
    return steady_clock::now() - start < 5s;
  };
  EXPECT_TRUE(ends_at_once([&] { condition.wait_for(lock, nanoseconds::min()); }));
  EXPECT_TRUE(ends_at_once([&] { condition.wait_for(lock, hours::min()); }));
  EXPECT_TRUE(ends_at_once([&] { condition.wait_until(lock, steady_clock::time_point::min()); }));
  EXPECT_TRUE(ends_at_once([&] { condition.wait_until(lock, system_clock::time_point::min()); }));
  EXPECT_TRUE(ends_at_once([&] { EXPECT_FALSE(empty.try_acquire_until(time_point<steady_clock, hours>::min())); }));
  EXPECT_TRUE(ends_at_once([&] { EXPECT_FALSE(empty.try_acquire_for(duration<double>(-1e300))); }));
  io::sleep_until(system_clock::time_point::min());
  thread sleepers[] = {
      thread([] { io::sleep_for(hours::max()); }),
      thread([] { io::sleep_for(duration<double>(1e300)); }),
      thread([] { io::sleep_until(steady_clock::time_point::max()); }),
      thread([] { io::sleep_until(system_clock::time_point::max()); }),
      thread([] { io::sleep_until(time_point<steady_clock, hours>::max()); }),
      thread([] { io::sleep_until(time_point<system_clock, hours>::max()); }),
      thread([] { io::nanosleep({std::numeric_limits<std::time_t>::max(), 999'999'999}); }),
      thread([] {
        const timeval long_time{std::numeric_limits<std::time_t>::max(), 999'999};
        io::select(0, nullptr, nullptr, nullptr, &long_time);
      }),
  };
  for (thread& sleeper : sleepers) ASSERT_TRUE(inject::wait_until_blocked(sleeper.token()));
}

TEST(latch, is_waited_for_interruptibly) {
  latch l(2);
  EXPECT_TRUE(interrupted_in([&] { l.wait(); }));
  thread waiter([&] { l.arrive_and_wait(); });
  ASSERT_TRUE(inject::wait_until_blocked(waiter.token()));
  l.count_down();
  waiter.join();
  EXPECT_TRUE(l.try_wait());
  l.wait();
}

TEST(join_of_a_std_thread, is_interruptible_and_leaves_it_joinable) {
  std::atomic<bool> end{false};
  std::thread target([&] {
    while (!end) std::this_thread::sleep_for(1ms);
  });
  EXPECT_TRUE(interrupted_in([&] { join(target); }));
  EXPECT_TRUE(target.joinable());
  std::error_code error;
  thread waiter([&] { EXPECT_FALSE(join(target, error)); });
  ASSERT_TRUE(inject::wait_until_blocked(waiter.token()));
  EXPECT_EQ(throw_to(waiter.token(), ping{1}), throw_result::delivered);
  waiter.join();
  EXPECT_EQ(error, std::errc::operation_canceled);
  end = true;
  join(target);
  EXPECT_FALSE(target.joinable());
  EXPECT_THROW(join(target), std::system_error);
}

}  // namespace
