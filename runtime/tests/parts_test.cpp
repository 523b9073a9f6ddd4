// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Channel, shared mutex, barrier, once, and the error-code and timed forms of what waits.
#include <gtest/gtest.h>

#include <asyncsafe/channel.hpp>
#include <asyncsafe/deadline.hpp>
#include <asyncsafe/shared_mutex.hpp>
#include <asyncsafe/task_group.hpp>
#include <asyncsafe/testing.hpp>
#include <memory>
#include <numeric>
#include <shared_mutex>

#include "support.hpp"

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::ping;

// Runs `f` in a thread, interrupts it once it is blocked, and returns what came out of it by error code.
template <class F>
std::error_code interrupted_by_code(F&& f) {
  std::error_code error;
  thread t([&] { f(error); });
  EXPECT_TRUE(inject::wait_until_blocked(t.token()));
  EXPECT_EQ(throw_to(t.token(), ping{1}), throw_result::delivered);
  t.join();
  return error;
}

// The same, by exception. \return whether it was the interrupt.
template <class F>
bool interrupted_by_throw(F&& f) {
  std::atomic<bool> caught{false};
  thread t([&] {
    try {
      f();
    } catch (const ping&) {
      caught = true;
    }
  });
  EXPECT_TRUE(inject::wait_until_blocked(t.token()));
  EXPECT_EQ(throw_to(t.token(), ping{1}), throw_result::delivered);
  t.join();
  return caught;
}

const auto cancelled = std::make_error_code(std::errc::operation_canceled);

TEST(channel, hands_values_on_in_their_order_and_ends_after_it_was_closed) {
  channel<int> numbers(2);
  std::vector<int> got;
  thread receiver([&] {
    while (const auto n = numbers.receive()) got.push_back(*n);
  });
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(numbers.send(i));
  numbers.close();
  receiver.join();
  std::vector<int> sent(100);
  std::iota(sent.begin(), sent.end(), 0);
  EXPECT_EQ(got, sent);
  EXPECT_FALSE(numbers.send(1));
  EXPECT_FALSE(numbers.receive());
}

TEST(channel, takes_what_can_only_be_moved_and_leaves_it_where_it_was_not_sent) {
  channel<std::unique_ptr<int>> boxes(1);
  auto first = std::make_unique<int>(1);
  auto second = std::make_unique<int>(2);
  EXPECT_TRUE(boxes.try_send(std::move(first)));
  EXPECT_FALSE(boxes.try_send(std::move(second)));
  EXPECT_FALSE(boxes.try_send_for(std::move(second), 1ms));
  EXPECT_TRUE(interrupted_by_throw([&] { boxes.send(std::move(second)); }));
  EXPECT_EQ(interrupted_by_code([&](std::error_code& error) { EXPECT_FALSE(boxes.send(std::move(second), error)); }),
            cancelled);
  boxes.close();
  std::error_code error;
  EXPECT_FALSE(boxes.send(std::move(second), error));
  EXPECT_EQ(error, std::errc::broken_pipe);
  ASSERT_NE(second, nullptr);
  EXPECT_EQ(**boxes.receive(), 1);
  EXPECT_FALSE(boxes.receive(error));
  EXPECT_EQ(error, std::errc::broken_pipe);
}

TEST(channel, is_interrupted_and_timed_out_where_it_waits_for_a_value) {
  channel<int> numbers(1);
  EXPECT_TRUE(interrupted_by_throw([&] { static_cast<void>(numbers.receive()); }));
  EXPECT_EQ(interrupted_by_code([&](std::error_code& error) { EXPECT_FALSE(numbers.receive(error)); }), cancelled);
  EXPECT_FALSE(numbers.try_receive_for(1ms));
  EXPECT_FALSE(numbers.try_receive());
  EXPECT_EQ(numbers.size(), 0U);
}

TEST(channel, loses_and_doubles_no_value_under_a_storm_of_interrupts) {
  channel<int> numbers(3);
  constexpr int count = 3000;
  std::atomic<long> sum{0};
  std::atomic<int> received{0};
  std::atomic<bool> stormy{true};
  {
    task_group group;
    const auto undeterred = [](auto&& f) {
      for (;;) try {
          return f();
        } catch (const ping&) {
        }
    };
    const scope_token receiver = group.spawn([&] {
      for (;;) {
        const auto n = undeterred([&] { return numbers.receive(); });
        if (!n) return;
        sum += *n;
        ++received;
      }
    });
    const scope_token sender = group.spawn([&] {
      for (int i = 1; i <= count; ++i) undeterred([&] { return numbers.send(i); });
      try {
        mask([&] {
          stormy = false;
          numbers.close();
        });
      } catch (const ping&) {  // the last one
      }
    });
    for (int i = 0; stormy; ++i) post_to(i % 2 == 0 ? receiver : sender, ping{i}).wait();
    group.join();
  }
  EXPECT_EQ(received, count);
  EXPECT_EQ(sum, static_cast<long>(count) * (count + 1) / 2);
}

TEST(shared_mutex, admits_many_readers_or_one_writer) {
  interruptible_shared_mutex mutex;
  std::shared_lock first(mutex);
  std::shared_lock second(mutex, std::try_to_lock);
  EXPECT_TRUE(second.owns_lock());
  EXPECT_FALSE(mutex.try_lock());
  EXPECT_FALSE(mutex.try_lock_for(1ms));
  first.unlock();
  second.unlock();
  std::unique_lock writer(mutex);
  EXPECT_FALSE(mutex.try_lock_shared());
  EXPECT_FALSE(mutex.try_lock_shared_for(1ms));
  EXPECT_FALSE(mutex.try_lock_shared_until(std::chrono::steady_clock::now()));
}

TEST(shared_mutex, is_interrupted_on_both_sides_and_then_holds_nothing) {
  interruptible_shared_mutex mutex;
  mutex.lock();
  EXPECT_TRUE(interrupted_by_throw([&] { mutex.lock(); }));
  EXPECT_TRUE(interrupted_by_throw([&] { mutex.lock_shared(); }));
  EXPECT_EQ(interrupted_by_code([&](std::error_code& error) { EXPECT_FALSE(mutex.lock(error)); }), cancelled);
  EXPECT_EQ(interrupted_by_code([&](std::error_code& error) { EXPECT_FALSE(mutex.lock_shared(error)); }), cancelled);
  mutex.unlock();
  EXPECT_TRUE(mutex.try_lock());
  mutex.unlock();
}

TEST(shared_mutex, says_by_code_that_a_timed_wait_was_interrupted_or_is_over) {
  interruptible_shared_mutex mutex;
  mutex.lock();
  const auto later = [] { return std::chrono::steady_clock::now() + 1h; };
  const auto cancelled = std::make_error_code(std::errc::operation_canceled);
  EXPECT_EQ(interrupted_by_code([&](std::error_code& e) { EXPECT_FALSE(mutex.try_lock_for(1h, e)); }), cancelled);
  EXPECT_EQ(interrupted_by_code([&](std::error_code& e) { EXPECT_FALSE(mutex.try_lock_until(later(), e)); }),
            cancelled);
  EXPECT_EQ(interrupted_by_code([&](std::error_code& e) { EXPECT_FALSE(mutex.try_lock_shared_for(1h, e)); }),
            cancelled);
  EXPECT_EQ(interrupted_by_code([&](std::error_code& e) { EXPECT_FALSE(mutex.try_lock_shared_until(later(), e)); }),
            cancelled);
  std::error_code error = cancelled;
  EXPECT_FALSE(mutex.try_lock_for(1ms, error));
  EXPECT_FALSE(error);
  mutex.unlock();
  EXPECT_TRUE(mutex.try_lock_shared_for(1ms, error));
  mutex.unlock_shared();
  semaphore none(0);
  EXPECT_EQ(interrupted_by_code([&](std::error_code& e) { EXPECT_FALSE(none.try_acquire_until(later(), e)); }),
            cancelled);
}

TEST(shared_mutex, lets_the_readers_in_behind_a_writer_that_gives_up) {
  interruptible_shared_mutex mutex;
  mutex.lock_shared();
  thread writer([&] {
    try {
      mutex.lock();
      ADD_FAILURE();
    } catch (const ping&) {
    }
  });
  ASSERT_TRUE(inject::wait_until_blocked(writer.token()));
  EXPECT_FALSE(mutex.try_lock_shared()) << "a reader overtook a writer that waits";
  std::atomic<bool> in{false};
  thread reader([&] {
    std::shared_lock hold(mutex);
    in = true;
  });
  ASSERT_TRUE(inject::wait_until_blocked(reader.token()));
  throw_to(writer.token(), ping{1});
  reader.join();
  EXPECT_TRUE(in);
  writer.join();
  mutex.unlock_shared();
}

TEST(shared_mutex, excludes_under_load) {
  interruptible_shared_mutex mutex;
  long value = 0;
  std::atomic<bool> torn{false};
  {
    task_group group;
    for (int t = 0; t < 4; ++t)
      group.spawn([&, t] {
        for (int i = 0; i < 500; ++i)
          if ((i + t) % 3 == 0) {
            std::unique_lock hold(mutex);
            ++value;
          } else {
            std::shared_lock hold(mutex);
            const long seen = value;
            if (seen != value) torn = true;
          }
      });
    group.join();
  }
  EXPECT_FALSE(torn);
  EXPECT_EQ(value, 667);
}

TEST(barrier, lets_all_go_when_the_last_one_comes_again_and_again) {
  interruptible_barrier barrier(3);
  std::atomic<int> arrived{0};
  std::atomic<bool> early{false};
  task_group group;
  for (int t = 0; t < 3; ++t)
    group.spawn([&] {
      for (int round = 1; round <= 50; ++round) {
        ++arrived;
        barrier.arrive_and_wait();
        if (arrived < 3 * round) early = true;
      }
    });
  group.join();
  EXPECT_FALSE(early);
}

TEST(barrier, takes_an_interrupted_arrival_back) {
  interruptible_barrier barrier(2);
  EXPECT_TRUE(interrupted_by_throw([&] { barrier.arrive_and_wait(); }));
  EXPECT_EQ(interrupted_by_code([&](std::error_code& error) { EXPECT_FALSE(barrier.arrive_and_wait(error)); }),
            cancelled);
  EXPECT_FALSE(move_on_after(2ms, [&] { barrier.arrive_and_wait(); })) << "an arrival of the dead was counted";
}

TEST(call_once, calls_once_and_lets_the_next_one_try_after_an_interrupt) {
  once_flag flag;
  std::atomic<int> calls{0};
  thread first([&] {
    try {
      call_once(flag, [&] {
        ++calls;
        io::sleep_for(1h);
      });
      ADD_FAILURE();
    } catch (const ping&) {
    }
  });
  ASSERT_TRUE(inject::wait_until_blocked(first.token()));
  EXPECT_EQ(interrupted_by_code([&](std::error_code& error) { EXPECT_FALSE(call_once(flag, [] {}, error)); }),
            cancelled);
  thread second([&] { call_once(flag, [&](int by) { calls += by; }, 10); });
  ASSERT_TRUE(inject::wait_until_blocked(second.token()));
  throw_to(first.token(), ping{1});
  second.join();
  first.join();
  std::error_code error;
  EXPECT_TRUE(call_once(flag, [&] { calls = 100; }, error));
  call_once(flag, [&] { calls = 100; });
  EXPECT_EQ(calls, 11);
}

TEST(error_code_forms, of_a_channel_tell_interrupts_closing_and_lateness_apart) {
  channel<std::unique_ptr<int>> full(1), empty(1);
  ASSERT_TRUE(full.send(std::make_unique<int>(1)));
  auto mine = std::make_unique<int>(2);
  EXPECT_EQ(
      interrupted_by_code([&](std::error_code& error) { EXPECT_FALSE(full.try_send_for(std::move(mine), 1h, error)); }),
      cancelled);
  EXPECT_TRUE(mine);
  EXPECT_EQ(interrupted_by_code([&](std::error_code& error) { EXPECT_FALSE(empty.try_receive_for(1h, error)); }),
            cancelled);
  std::error_code error = cancelled;
  EXPECT_FALSE(full.try_send_for(std::move(mine), 1ms, error));
  EXPECT_FALSE(error);
  EXPECT_FALSE(empty.try_receive_for(1ms, error));
  EXPECT_FALSE(error);
  EXPECT_TRUE(full.try_receive_for(1h, error));
  EXPECT_TRUE(full.try_send_for(std::move(mine), 1h, error));
  EXPECT_FALSE(mine || error);
  full.close();
  empty.close();
  EXPECT_FALSE(full.try_send_for(std::make_unique<int>(3), 1h, error));
  EXPECT_EQ(error, std::errc::broken_pipe);
  EXPECT_FALSE(empty.try_receive_for(1h, error));
  EXPECT_EQ(error, std::errc::broken_pipe);
}

TEST(error_code_forms, of_join_throw_to_and_the_timed_waits_report_an_interrupt) {
  interruptible_mutex mutex;
  mutex.lock();
  interruptible_condition_variable changed;
  semaphore none(0);
  latch closed(1);
  latch end(1);
  thread sleeper([&] { uninterruptible_mask([&] { end.wait(); }); });
  EXPECT_EQ(interrupted_by_code([&](std::error_code& error) { EXPECT_FALSE(sleeper.join(error)); }), cancelled);
  EXPECT_EQ(interrupted_by_code([&](std::error_code& error) {
              EXPECT_EQ(throw_to(sleeper.token(), ping{2}, error), throw_result::timed_out);
            }),
            cancelled);
  EXPECT_EQ(interrupted_by_code([&](std::error_code& error) {
              EXPECT_EQ(throw_to_for(sleeper.token(), ping{2}, 1h, error), throw_result::timed_out);
            }),
            cancelled);
  EXPECT_EQ(interrupted_by_code([&](std::error_code& error) { EXPECT_FALSE(mutex.try_lock_for(1h, error)); }),
            cancelled);
  EXPECT_EQ(interrupted_by_code([&](std::error_code& error) { EXPECT_FALSE(none.try_acquire_for(1h, error)); }),
            cancelled);
  EXPECT_EQ(interrupted_by_code([&](std::error_code& error) { EXPECT_FALSE(closed.wait_for(1h, error)); }), cancelled);
  latch two(2);
  EXPECT_EQ(interrupted_by_code([&](std::error_code& error) { EXPECT_FALSE(two.arrive_and_wait(1, error)); }),
            cancelled);
  EXPECT_FALSE(two.try_wait());
  EXPECT_EQ(interrupted_by_code([&](std::error_code& error) {
              interruptible_mutex own;
              std::unique_lock lock(own);
              EXPECT_FALSE(changed.wait_for(lock, 1h, [] { return false; }, error));
              EXPECT_TRUE(lock.owns_lock());
            }),
            cancelled);
  EXPECT_FALSE(closed.wait_for(1ms));
  end.count_down();
  std::error_code error;
  EXPECT_TRUE(sleeper.join(error));
  EXPECT_FALSE(error);
  EXPECT_FALSE(sleeper.join(error));
  EXPECT_EQ(error, std::errc::invalid_argument);
  EXPECT_EQ(throw_to(scope_token(), ping{1}, error), throw_result::target_gone);
  mutex.unlock();
}

TEST(transfers, at_an_offset_and_between_descriptors_do_what_the_system_calls_do) {
  char path[] = "/tmp/asyncsafe-transfer-XXXXXX";
  const int file = ::mkstemp(path);
  ASSERT_GE(file, 0);
  ::unlink(path);
  EXPECT_EQ(io::pwrite(file, "hello", 5, 3), 5U);
  char read[5];
  EXPECT_EQ(io::pread(file, read, 5, 3), 5U);
  EXPECT_EQ(std::string(read, 5), "hello");
  tests::a_pipe pipe;
  off_t from = 3;
  EXPECT_EQ(io::splice(file, &from, pipe.in, nullptr, 2), 2U);
  EXPECT_EQ(pipe.take(), "he");
  EXPECT_EQ(io::sendfile(pipe.in, file, &from, 3), 3U);
  EXPECT_EQ(pipe.take(), "llo");
  EXPECT_EQ(io::getrandom(read, 5), 5U);
  std::error_code error;
  EXPECT_EQ(io::pread(-1, read, 5, 0, error), 0U);
  EXPECT_EQ(error, std::errc::bad_file_descriptor);
  ::close(file);
}

TEST(transfers, are_interrupted_where_they_block_and_then_have_moved_nothing) {
  tests::a_pipe empty;
  tests::a_pipe other;
  EXPECT_TRUE(interrupted_by_throw([&] { io::splice(empty.out, nullptr, other.in, nullptr, 10); }));
  EXPECT_EQ(interrupted_by_code([&](std::error_code& error) {
              EXPECT_EQ(io::splice(empty.out, nullptr, other.in, nullptr, 10, 0, error), 0U);
            }),
            cancelled);
  EXPECT_TRUE(other.empty());
  const int zero = ::open("/dev/zero", O_RDONLY | O_CLOEXEC);
  EXPECT_TRUE(interrupted_by_throw([&] {
    for (;;) io::splice(zero, nullptr, other.in, nullptr, 4096);
  }));
  ::close(zero);
}

TEST(transfers, under_a_mask_complete_what_can_complete_at_once_with_an_interrupt_pending) {
  tests::a_pipe from;
  tests::a_pipe to;
  from.put("abc");
  EXPECT_THROW(mask([&] { throw_to(this_thread::token(), ping{1}); }), ping);
  EXPECT_THROW(mask([&] {
                 post_to(this_thread::token(), ping{1});
                 EXPECT_EQ(io::splice(from.out, nullptr, to.in, nullptr, 10), 3U);
                 char random[4];
                 EXPECT_EQ(io::getrandom(random, 4), 4U);
                 EXPECT_EQ(to.take(), "abc");
               }),
               ping);
}

}  // namespace
