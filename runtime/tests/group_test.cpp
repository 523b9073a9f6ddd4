// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// task_group::start, thread attributes, and the worker pool.
#include <gtest/gtest.h>
#include <pthread.h>

#include <asyncsafe/bracket.hpp>
#include <asyncsafe/deadline.hpp>
#include <asyncsafe/task_group.hpp>
#include <asyncsafe/testing.hpp>
#include <asyncsafe/worker_pool.hpp>

#include "support.hpp"

#include <utility>

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::ping;

TEST(start, returns_what_the_child_says_when_it_is_ready_and_the_child_goes_on) {
  task_group group;
  std::atomic<bool> ended{false};
  const int port = group.start<int>([&](task_status<int>& status) {
    status.started(8080);
    finally([] { io::sleep_for(1h); }, [&] { ended = true; });
  });
  EXPECT_EQ(port, 8080);
  EXPECT_FALSE(ended);
  group.start([](task_status<void>& status) { status.started(); });
  group.cancel();
  group.join();
  EXPECT_TRUE(ended);
}

TEST(start, throws_what_the_child_throws_before_it_is_ready_and_the_group_goes_on) {
  task_group group;
  EXPECT_THROW(group.start([](task_status<void>&) { throw std::runtime_error("no port"); }), std::runtime_error);
  EXPECT_THROW(group.start<int>([](task_status<int>&) {}), std::logic_error);
  EXPECT_FALSE(group.cancelled());
  group.join();
}

TEST(start, leaves_an_error_of_a_child_that_was_ready_to_the_group) {
  task_group group;
  group.start([](task_status<void>& status) {
    status.started();
    throw std::runtime_error("later");
  });
  EXPECT_THROW(group.join(), exception_group);
}

TEST(start, interrupted_cancels_that_child_only_and_waits_for_it) {
  task_group group;
  std::atomic<bool> cleaned_up{false};
  group.spawn([] { io::sleep_for(1h); });
  EXPECT_FALSE(move_on_after(3ms, [&] {
    group.start([&](task_status<void>&) { finally([] { io::sleep_for(1h); }, [&] { cleaned_up = true; }); });
  }));
  EXPECT_TRUE(cleaned_up);
  EXPECT_FALSE(group.cancelled());
  group.cancel();
  group.join();
}

TEST(thread_attributes, give_a_thread_its_name_and_its_stack) {
  std::string name(32, '\0');
  std::size_t stack = 0;
  thread t(
      thread_attributes{"a name that is too long", 1'000'001},
      [&](int) {
        ::pthread_getname_np(::pthread_self(), name.data(), name.size());
        pthread_attr_t attributes;
        ::pthread_getattr_np(::pthread_self(), &attributes);
        ::pthread_attr_getstacksize(&attributes, &stack);
        ::pthread_attr_destroy(&attributes);
      },
      1);
  t.join();
  EXPECT_STREQ(name.c_str(), "a name that is ");
  EXPECT_GE(stack, 1'000'001U);
  EXPECT_LT(stack, 4'000'000U);
  task_group group;
  group.spawn({"child", 0}, [&] { ::pthread_getname_np(::pthread_self(), name.data(), name.size()); });
  group.join();
  EXPECT_STREQ(name.c_str(), "child");
}

TEST(thread_attributes, that_the_system_cannot_meet_are_an_error_and_start_nothing) {
  EXPECT_THROW(static_cast<void>(thread(thread_attributes{"", std::size_t{1} << 60}, [] { ADD_FAILURE(); })),
               std::system_error);
}

TEST(worker_pool, runs_tasks_in_parallel_and_hands_on_results_and_errors) {
  worker_pool pool(2);
  latch both(2);
  auto first = pool.submit([&] {
    both.arrive_and_wait();
    return 1;
  });
  auto second = pool.submit([&] {
    both.arrive_and_wait();
    return std::make_unique<int>(2);
  });
  auto third = pool.submit([] { throw std::runtime_error("no"); });
  EXPECT_EQ(first.get(), 1);
  EXPECT_EQ(*second.get(), 2);
  EXPECT_THROW(third.get(), std::runtime_error);
  EXPECT_TRUE(third.ended());
}

TEST(worker_pool, cancels_one_task_that_runs_or_waits_and_no_other) {
  worker_pool pool(1);
  latch running(1);
  auto blocked = pool.submit([&] {
    running.count_down();
    io::sleep_for(1h);
  });
  std::atomic<bool> began{false};
  auto queued = pool.submit([&] { began = true; });
  auto other = pool.submit([] { return 7; });
  running.wait();
  EXPECT_TRUE(queued.cancel());
  EXPECT_FALSE(blocked.wait_for(1ms));
  EXPECT_TRUE(blocked.cancel());
  EXPECT_THROW(blocked.get(), stop_requested);
  EXPECT_THROW(queued.get(), stop_requested);
  EXPECT_EQ(other.get(), 7);
  EXPECT_FALSE(began);
}

TEST(worker_pool, joined_takes_no_more_and_has_run_everything) {
  std::atomic<int> ran{0};
  worker_pool pool(3, 100);
  for (int i = 0; i < 100; ++i) pool.post([&] { ++ran; });
  pool.join();
  EXPECT_EQ(ran, 100);
  EXPECT_THROW(pool.post([] {}), std::logic_error);
}

TEST(worker_pool, holds_a_submitter_back_when_there_is_no_room_and_lets_it_be_interrupted) {
  worker_pool pool(1, 1);
  latch go(1);
  pool.post([&] { go.wait(); });
  std::atomic<int> submitted{0};
  EXPECT_FALSE(move_on_after(5ms, [&] {
    for (;;) {
      pool.post([] {});
      ++submitted;
    }
  }));
  EXPECT_LE(submitted, 2);
  go.count_down();
}

TEST(worker_pool, that_is_interrupted_where_it_joins_ends_every_task_as_cancelled) {
  worker_pool pool(1);
  auto running = pool.submit([] { io::sleep_for(1h); });
  auto queued = pool.submit([] {});
  EXPECT_FALSE(move_on_after(5ms, [&] { pool.join(); }));
  EXPECT_THROW(running.get(), stop_requested);
  EXPECT_THROW(queued.get(), stop_requested);
}

// The interrupt must not slip in between closing the queue and waiting: then nothing would cancel what runs.
TEST(worker_pool, that_is_interrupted_before_it_joins_ends_every_task_as_cancelled) {
  worker_pool pool(1);
  latch begun(1);
  auto running = pool.submit([&] {
    begun.count_down();
    io::sleep_for(1h);
  });
  auto queued = pool.submit([] {});
  begun.wait();
  EXPECT_FALSE(move_on_after(0s, [&] { pool.join(); }));
  EXPECT_TRUE(running.wait_for(5s));
  running.cancel();
  EXPECT_THROW(running.get(), stop_requested);
  EXPECT_THROW(queued.get(), stop_requested);
}

// A task whose end is a delivery point, behind a handler that hides the frame below it that must not throw.
struct ends_at_a_point {
  ends_at_a_point() = default;
  ends_at_a_point(const ends_at_a_point& other) = default;
  ends_at_a_point(ends_at_a_point&& other) noexcept : mine(std::exchange(other.mine, false)) {}
  ~ends_at_a_point() noexcept(false) {
    if (!mine) return;
    try {
      checkpoint();
    } catch (...) {
      throw;
    }
  }
  void operator()() const {}
  bool mine = true;
};

TEST(worker_pool, that_is_cancelled_with_an_interrupt_pending_drops_tasks_whose_ends_are_delivery_points) {
  interrupt_scope scope;
  latch begun(1);
  bool arrived = false;
  try {
    worker_pool pool(1, 8);
    pool.post([&] {
      begun.count_down();
      io::sleep_for(1h);
    });
    begun.wait();
    for (int i = 0; i < 3; ++i) pool.post(ends_at_a_point());
    post_to(scope.token(), ping{1});
    pool.cancel();
    EXPECT_TRUE(interrupt_pending());
  } catch (const ping&) {
    arrived = true;
  }
  EXPECT_TRUE(arrived);
}

TEST(worker_pool, that_posix_cancellation_unwinds_cancels_its_tasks) {
  latch begun(1);
  std::atomic<bool> cancelled{false};
  std::thread owner([&] {
    worker_pool pool(1);
    pool.post([&] {
      begun.count_down();
      try {
        io::sleep_for(1h);
      } catch (const stop_requested&) {
        cancelled = true;
      }
    });
    begun.wait();
    ::pthread_exit(nullptr);
  });
  owner.join();
  EXPECT_TRUE(cancelled);
}

TEST(worker_pool, reports_by_error_codes_what_its_submitter_waits_for) {
  worker_pool pool(1, 1);
  latch go(1);
  std::error_code error;
  const auto first = pool.submit([&] { go.wait(); }, error);
  ASSERT_TRUE(first.valid() && !error);
  std::atomic<bool> well{false};
  thread submitter([&] {
    std::error_code told;
    while (pool.post([] {}, told)) {
    }
    const bool interrupted = told == std::errc::operation_canceled;
    well = interrupted && !first.wait_for(1ms, told) && !told;
  });
  ASSERT_TRUE(inject::wait_until_blocked(submitter.token()));
  EXPECT_EQ(throw_to(submitter.token(), ping{1}), throw_result::delivered);
  submitter.join();
  EXPECT_TRUE(well);
  go.count_down();
  EXPECT_TRUE(first.wait_for(1h, error));
  pool.join();
  EXPECT_FALSE(pool.submit([] { return 1; }, error).valid());
  EXPECT_EQ(error, std::errc::broken_pipe);
}

TEST(worker_pool, reports_by_error_codes_what_interrupts_a_join_or_a_get) {
  worker_pool pool(1, 8);
  std::error_code error = std::make_error_code(std::errc::io_error);
  EXPECT_EQ(pool.submit([] { return 7; }).get(error), 7);
  EXPECT_FALSE(error);
  EXPECT_TRUE(pool.submit([] {}).get(error));
  EXPECT_THROW(static_cast<void>(pool.submit([] { throw std::runtime_error("no"); }).get(error)), std::runtime_error);
  const auto running = pool.submit([] { return io::sleep_for(1h), 1; });
  const auto queued = pool.submit([] {});
  interrupt_scope scope;
  post_to(scope.token(), ping{1});
  EXPECT_EQ(running.get(error), std::nullopt);
  EXPECT_EQ(error, std::errc::operation_canceled);
  EXPECT_FALSE(running.ended());
  post_to(scope.token(), ping{2});
  EXPECT_FALSE(pool.join(error));
  EXPECT_EQ(error, std::errc::operation_canceled);
  EXPECT_THROW(static_cast<void>(running.get(error)), stop_requested);
  EXPECT_THROW(static_cast<void>(queued.get(error)), stop_requested);
  EXPECT_TRUE(pool.join(error));
  EXPECT_FALSE(error);
}

TEST(task_group, reports_by_an_error_code_what_interrupts_its_join_once_all_children_have_ended) {
  task_group group;
  latch begun(1);
  std::atomic<bool> ended{false};
  group.spawn([&] {
    finally(
        [&] {
          begun.count_down();
          io::sleep_for(1h);
        },
        [&] { ended = true; });
  });
  begun.wait();
  const scope_token owner = this_thread::token();
  thread sender([&] {
    EXPECT_TRUE(inject::wait_until_blocked(owner));
    EXPECT_EQ(throw_to(owner, ping{3}), throw_result::delivered);
  });
  std::error_code error;
  EXPECT_FALSE(group.join(error));
  EXPECT_EQ(error, std::errc::operation_canceled);
  EXPECT_TRUE(ended && group.cancelled());
  try {
    std::rethrow_exception(last_interrupt());
  } catch (const ping& p) {
    EXPECT_EQ(p.number, 3);
  }
  sender.join();
  EXPECT_TRUE(group.join(error));
  EXPECT_FALSE(error);
}

TEST(task_group, joined_by_an_error_code_throws_its_childrens_errors_or_attaches_them_to_the_interrupt) {
  task_group group;
  group.spawn([] { throw std::runtime_error("no"); });
  std::error_code error = std::make_error_code(std::errc::io_error);
  EXPECT_THROW(group.join(error), exception_group);
  EXPECT_FALSE(error);
  group.spawn([] { throw std::runtime_error("no"); });
  interrupt_scope scope;
  post_to(scope.token(), stop_requested());
  EXPECT_FALSE(group.join(error));
  EXPECT_EQ(error, std::errc::operation_canceled);
  try {
    std::rethrow_exception(last_interrupt());
  } catch (const interrupted& i) {
    EXPECT_THROW(std::rethrow_exception(i.attached()), exception_group);
  }
}

TEST(start, reports_by_an_error_code_what_interrupts_it_and_ends_the_child) {
  task_group group;
  std::error_code error = std::make_error_code(std::errc::io_error);
  EXPECT_EQ(group.start<int>([](task_status<int>& status) { status.started(7); }, error), 7);
  EXPECT_FALSE(error);
  EXPECT_TRUE(group.start([](task_status<void>& status) { status.started(); }, error));
  EXPECT_THROW(static_cast<void>(group.start([](task_status<void>&) { throw std::runtime_error("no"); }, error)),
               std::runtime_error);
  std::atomic<bool> ended{false};
  interrupt_scope scope;
  post_to(scope.token(), ping{1});
  const auto never = [&](task_status<int>&) { finally([] { io::sleep_for(1h); }, [&] { ended = true; }); };
  EXPECT_EQ(group.start<int>({"never", 0}, never, error), std::nullopt);
  EXPECT_EQ(error, std::errc::operation_canceled);
  EXPECT_TRUE(ended);
  EXPECT_FALSE(group.cancelled());
}

TEST(worker_pool, needs_a_worker) { EXPECT_THROW(worker_pool pool(0), std::invalid_argument); }

// A deadline scope absorbs what ended its own body, and what ended a task or a child is an error to it.
TEST(worker_pool, hands_on_the_end_of_a_cancelled_task_as_an_error_that_no_deadline_absorbs) {
  worker_pool pool(1);
  auto task = pool.submit([] { io::sleep_for(1h); });
  task.cancel();
  task.wait();
  EXPECT_THROW(move_on_after(0s, [&] { mask([&] { task.get(); }); }), stop_requested);
}

TEST(start, hands_on_the_end_of_a_cancelled_child_as_an_error_that_no_deadline_absorbs) {
  task_group group;
  group.cancel();
  try {
    group.start([](task_status<void>&) { io::sleep_for(1h); });
    FAIL() << "the child has not started";
  } catch (const detail::level_stop&) {
    FAIL() << "a deadline scope around it would absorb this";
  } catch (const stop_requested&) {
  }
}

TEST(task_group, gathers_the_errors_of_releases_of_children_that_it_cancelled) {
  task_group group;
  latch begun(1);
  group.spawn([&] {
    finally(
        [&] {
          begun.count_down();
          io::sleep_for(1h);
        },
        [] { throw std::runtime_error("not released"); });
  });
  group.spawn([] { io::sleep_for(1h); });
  begun.wait();
  group.cancel();
  try {
    group.join();
    FAIL() << "the error was lost";
  } catch (const exception_group& errors) {
    ASSERT_EQ(errors.exceptions().size(), 1U);
    EXPECT_THROW(std::rethrow_exception(errors.exceptions()[0]), std::runtime_error);
  }
}

TEST(worker_pool, that_unwinds_cancels_its_tasks) {
  std::optional<pool_task<void>> task;
  EXPECT_THROW(
      {
        worker_pool pool(1);
        task = pool.submit([] { io::sleep_for(1h); });
        throw std::runtime_error("unwind");
      },
      std::runtime_error);
  EXPECT_THROW(task->get(), stop_requested);
}

}  // namespace
