// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Deadlines as scopes, by Trio's rules.
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <asyncsafe/bracket.hpp>
#include <asyncsafe/deadline.hpp>
#include <asyncsafe/mask.hpp>
#include <asyncsafe/sync.hpp>
#include <asyncsafe/task_group.hpp>
#include <asyncsafe/testing.hpp>
#include <stdexcept>

#include "support.hpp"

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::ping;
using clock = std::chrono::steady_clock;

void block() { io::sleep_for(1h); }
void block_in_read() {
  tests::a_pipe pipe;
  char byte;
  io::read(pipe.out, &byte, 1);
}

TEST(move_on_after, says_that_a_body_completed_and_hands_on_its_result) {
  EXPECT_TRUE(move_on_after(1h, [] {}));
  const std::optional<int> result = move_on_after(1h, [] { return 7; });
  EXPECT_EQ(result, 7);
  int object = 0;
  EXPECT_EQ(&move_on_after(1h, [&]() -> int& { return object; })->get(), &object);
  EXPECT_EQ(move_on_at(clock::now() + 1h, [] { return std::make_unique<int>(3); }).value() != nullptr, true);
}

TEST(move_on_after, cuts_short_a_sleep_a_read_a_lock_and_a_loop_that_computes) {
  interruptible_mutex held;
  held.lock();
  EXPECT_FALSE(move_on_after(5ms, block));
  EXPECT_FALSE(move_on_after(5ms, block_in_read));
  EXPECT_FALSE(move_on_after(5ms, [&] { held.lock(); }));
  EXPECT_FALSE(move_on_after(5ms, [] {
    for (;;) checkpoint();
  }));
  EXPECT_FALSE(move_on_after(5ms, [] {
    block();
    return 7;
  }));
  held.unlock();
  EXPECT_FALSE(interrupt_pending());
}

TEST(move_on_after, cuts_short_a_read_in_the_fallback_without_the_stub) {
  inject::without_stub fallback;
  EXPECT_FALSE(move_on_after(5ms, block_in_read));
}

TEST(move_on_after, with_no_time_ends_the_body_at_its_first_delivery_point) {
  int passed = 0;
  for (const auto time : {0ms, -5ms, std::chrono::milliseconds::min()})
    EXPECT_FALSE(move_on_after(time, [&] {
      ++passed;
      checkpoint();
      passed = 100;
    }));
  EXPECT_EQ(passed, 3);
}

TEST(move_on_after, takes_a_time_that_lies_beyond_the_end_of_the_clock) {
  EXPECT_TRUE(move_on_after(std::chrono::hours::max(), [] { checkpoint(); }));
  EXPECT_TRUE(move_on_after(std::chrono::duration<double>(1e300), [] { checkpoint(); }));
}

TEST(move_on_after, is_a_level_that_a_body_cannot_swallow) {
  int refused = 0;
  EXPECT_FALSE(move_on_after(0ms, [&] {
    for (int i = 0; i < 3; ++i) try {
        block();
      } catch (const stop_requested&) {
        ++refused;
      }
    block();
  }));
  EXPECT_EQ(refused, 3);
}

TEST(move_on_after, counts_a_body_as_complete_that_catches_the_interrupt_and_returns) {
  EXPECT_TRUE(move_on_after(0ms, [](cancel_scope& scope) {
    std::error_code error;
    io::sleep_for(1h, error);
    EXPECT_EQ(error, std::errc::operation_canceled);
    EXPECT_TRUE(scope.cancel_called());
  }));
  EXPECT_FALSE(interrupt_pending());
}

TEST(move_on_after, counts_a_body_as_complete_that_ends_late_without_a_delivery_point) {
  inject::fake_clock clock;
  EXPECT_TRUE(move_on_after(1s, [&](cancel_scope& scope) {
    clock.advance(2s);
    EXPECT_TRUE(scope.cancel_called());
  }));
  EXPECT_NO_THROW(checkpoint());
}

TEST(move_on_after, is_exact_under_a_fake_clock) {
  inject::fake_clock clock;
  EXPECT_FALSE(move_on_after(10s, [&](cancel_scope& scope) {
    EXPECT_EQ(scope.deadline(), clock.now() + 10s);
    clock.advance(10s - 1ns);
    EXPECT_NO_THROW(checkpoint());
    EXPECT_FALSE(scope.cancel_called());
    clock.advance(1ns);
    checkpoint();
    ADD_FAILURE() << "the deadline did not come";
  }));
}

TEST(move_on_after, lets_errors_and_interrupts_of_others_through) {
  EXPECT_THROW(move_on_after(1h, [] { throw std::runtime_error("no"); }), std::runtime_error);
  EXPECT_THROW(move_on_after(1h, [] { throw_to(this_thread::token(), ping{1}); }), ping);
  // One that somebody sent is nobody's deadline, even if the deadline has come as well.
  EXPECT_THROW(move_on_after(0ms, [] { throw stop_requested(); }), stop_requested);
}

TEST(nested_deadlines, the_inner_one_fires_and_the_outer_body_goes_on) {
  bool went_on = false;
  EXPECT_TRUE(move_on_after(1h, [&] {
    EXPECT_FALSE(move_on_after(5ms, block));
    checkpoint();
    went_on = true;
  }));
  EXPECT_TRUE(went_on);
}

TEST(nested_deadlines, the_inner_one_cannot_outlive_the_outer_one_and_the_outer_one_says_that_it_fired) {
  bool inner_returned = false;
  EXPECT_FALSE(move_on_after(5ms, [&] {
    move_on_after(1h, block);
    inner_returned = true;
  }));
  EXPECT_FALSE(inner_returned);
}

TEST(nested_deadlines, of_two_that_have_come_the_outer_one_absorbs) {
  inject::fake_clock clock;
  bool inner_returned = false;
  EXPECT_FALSE(move_on_after(2s, [&] {
    move_on_after(1s, [&] {
      clock.advance(3s);
      checkpoint();
    });
    inner_returned = true;
  }));
  EXPECT_FALSE(inner_returned);
}

TEST(nested_deadlines, an_outer_one_that_comes_while_the_inner_one_unwinds_absorbs) {
  inject::fake_clock clock;
  bool inner_returned = false;
  EXPECT_FALSE(move_on_after(2s, [&] {
    move_on_after(1s, [&] {
      finally(
          [&] {
            clock.advance(1s);
            checkpoint();
          },
          [&] { clock.advance(1s); });
    });
    inner_returned = true;
  }));
  EXPECT_FALSE(inner_returned);
}

TEST(nested_deadlines, a_stop_scope_outside_is_not_absorbed) {
  std::stop_source source;
  stop_scope stop(source.get_token());
  EXPECT_THROW(move_on_after(0ms,
                             [&] {
                               source.request_stop();
                               checkpoint();
                             }),
               stop_requested);
}

TEST(nested_deadlines, current_deadline_is_the_earliest_that_is_in_force) {
  inject::fake_clock clock;
  EXPECT_EQ(current_deadline(), clock::time_point::max());
  move_on_after(2s, [&] {
    move_on_after(5s, [&] { EXPECT_EQ(current_deadline(), clock.now() + 2s); });
    move_on_after(5s, [&] { EXPECT_EQ(current_deadline(), clock.now() + 5s); }, shield::yes);
    clock.advance(2s);
    EXPECT_EQ(current_deadline(), clock::time_point::min());
  });
}

TEST(shielded_scope, is_closed_to_the_deadline_around_it_and_open_to_its_own) {
  inject::fake_clock clock;
  int steps = 0;
  EXPECT_FALSE(move_on_after(1s, [&] {
    clock.advance(1s);
    EXPECT_TRUE(run_cancellable(
        [&] {
          checkpoint();
          ++steps;
        },
        shield::yes));
    EXPECT_FALSE(move_on_after(
        1s,
        [&] {
          checkpoint();
          ++steps;
          clock.advance(1s);
          checkpoint();
          steps = 100;
        },
        shield::yes));
    ++steps;
    checkpoint();  // what was kept off is in force again
    steps = 100;
  }));
  EXPECT_EQ(steps, 3);
}

TEST(shielded_scope, lets_a_release_block_after_the_deadline_for_a_time_of_its_own) {
  bool released = false;
  EXPECT_FALSE(move_on_after(2ms, [&] {
    finally(block, [&] {
      EXPECT_FALSE(move_on_after(2ms, block_in_read, shield::yes));
      released = true;
    });
  }));
  EXPECT_TRUE(released);
}

TEST(shielded_scope, is_open_to_what_is_thrown_to_the_thread) {
  EXPECT_THROW(run_cancellable([] { throw_to(this_thread::token(), ping{1}); }, shield::yes), ping);
}

TEST(shielded_scope, can_be_opened_and_closed_from_inside) {
  EXPECT_FALSE(move_on_after(0ms, [&] {
    run_cancellable([&](cancel_scope& scope) {
      scope.set_shielded(true);
      EXPECT_TRUE(scope.shielded());
      EXPECT_NO_THROW(checkpoint());
      scope.set_shielded(false);
      EXPECT_THROW(checkpoint(), stop_requested);
    });
    checkpoint();
  }));
}

TEST(cancel_scope, is_cancelled_by_itself_and_by_another_thread) {
  EXPECT_FALSE(run_cancellable([](cancel_scope& scope) {
    scope.cancel();
    checkpoint();
  }));
  EXPECT_FALSE(run_cancellable([](cancel_scope& scope) {
    const scope_token me = this_thread::token();
    std::thread other([&scope, me] {
      EXPECT_TRUE(inject::wait_until_blocked(me));
      scope.cancel();
    });
    finally(block_in_read, [&] { other.join(); });
  }));
}

TEST(cancel_scope, has_a_deadline_that_can_be_moved_both_ways) {
  inject::fake_clock clock;
  EXPECT_FALSE(move_on_after(1s, [&](cancel_scope& scope) {
    scope.set_deadline(clock.now() + 5s);
    clock.advance(4s);
    EXPECT_NO_THROW(checkpoint());
    scope.set_deadline(clock.now());
    checkpoint();
    ADD_FAILURE() << "the deadline did not come";
  }));
  EXPECT_TRUE(move_on_after(1s, [&](cancel_scope& scope) {
    scope.set_deadline(clock::time_point::max());
    clock.advance(100h);
    checkpoint();
  }));
}

TEST(deadline_and_mask, a_mask_holds_a_deadline_back_as_it_does_any_interrupt) {
  inject::fake_clock clock;
  int steps = 0;
  EXPECT_FALSE(move_on_after(1s, [&] {
    mask([&] {
      clock.advance(1s);
      checkpoint();
      ++steps;
      uninterruptible_mask([&] {
        std::error_code error;
        tests::a_pipe pipe;
        pipe.put("x");
        char byte;
        EXPECT_EQ(io::read(pipe.out, &byte, 1, error), 1U);
      });
      ++steps;
      block();
      steps = 100;
    });
  }));
  EXPECT_EQ(steps, 2);
}

TEST(deadline_and_noexcept, a_scope_inside_a_noexcept_function_absorbs_its_own_deadline) {
  const auto body = []() noexcept { return move_on_after(2ms, block); };
  EXPECT_FALSE(body());
}

TEST(deadline_and_errors, an_error_of_a_release_is_not_absorbed_with_the_interrupt) {
  EXPECT_THROW(move_on_after(2ms, [] { finally(block, [] { throw std::runtime_error("release"); }); }),
               std::runtime_error);
}

TEST(deadline_and_task_group, a_deadline_around_a_group_ends_its_children) {
  std::atomic<int> ended{0};
  EXPECT_FALSE(move_on_after(5ms, [&] {
    task_group group;
    for (int i = 0; i < 3; ++i) group.spawn([&] { finally(block, [&] { ++ended; }); });
    group.join();
  }));
  EXPECT_EQ(ended, 3);
}

TEST(fail_after, throws_an_error_of_code_timed_out_and_hands_on_results) {
  EXPECT_EQ(fail_after(1h, [] { return 7; }), 7);
  int object = 0;
  EXPECT_EQ(&fail_at(clock::now() + 1h, [&]() -> int& { return object; }), &object);
  fail_after(1h, [] {});
  EXPECT_THROW(fail_after(2ms, block), deadline_exceeded);
  try {
    fail_at(clock::now(), [] { checkpoint(); });
    ADD_FAILURE();
  } catch (const std::system_error& error) {
    EXPECT_EQ(error.code(), std::errc::timed_out);
  }
}

TEST(fail_after, of_an_outer_scope_is_what_throws_if_that_one_has_come_too) {
  bool inner_threw = false;
  EXPECT_THROW(fail_after(2ms,
                          [&] {
                            try {
                              fail_after(1h, block);
                            } catch (const deadline_exceeded&) {
                              inner_threw = true;
                            }
                          }),
               deadline_exceeded);
  EXPECT_FALSE(inner_threw);
}

TEST(many_deadlines, fire_in_their_order_however_they_are_nested) {
  inject::fake_clock clock;
  for (int depth = 1; depth < 100; depth += 13) {
    int returned = 0;
    const auto until_next = [&] {
      clock.advance(1s);
      checkpoint();
      ADD_FAILURE() << "no deadline came";
    };
    std::function<void(int)> nest = [&](int level) {
      if (level == 0) return until_next();
      EXPECT_FALSE(move_on_after(std::chrono::seconds(level), [&] { nest(level - 1); }));
      EXPECT_EQ(++returned, level);
      if (level < depth) until_next();
    };
    nest(depth);
    EXPECT_EQ(returned, depth);
  }
}

TEST(many_deadlines, of_many_threads_leave_nothing_behind) {
  std::atomic<int> cut{0};
  {
    task_group group;
    for (int t = 0; t < 4; ++t)
      group.spawn([&, t] {
        for (int i = 0; i < 200; ++i)
          if (!move_on_after(std::chrono::microseconds(100 + 37 * ((i * 7 + t) % 11)), block_in_read)) ++cut;
      });
    group.join();
  }
  EXPECT_EQ(cut, 800);
  EXPECT_FALSE(interrupt_pending());
}

#if !defined(__SANITIZE_THREAD__)  // starts no thread in the child of a threaded process
TEST(deadline_and_fork, the_child_keeps_the_deadline_of_the_scope_that_it_is_in) {
  EXPECT_FALSE(move_on_after(50ms, [] {
    const pid_t child = ::fork();
    if (child == 0) {
      bool cut = false;
      try {
        block_in_read();
      } catch (const stop_requested&) {
        cut = true;
      }
      ::_exit(cut ? 42 : 1);
    }
    int status = 0;
    uninterruptible_mask([&] { ::waitpid(child, &status, 0); });
    EXPECT_EQ(WEXITSTATUS(status), 42);
    block_in_read();  // and not a checkpoint: the child's helper thread may have been faster than this one's
  }));
}
#endif

}  // namespace
