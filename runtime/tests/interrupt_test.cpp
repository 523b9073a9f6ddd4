// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// throw_to, post_to and threads (RUNTIME.md §1).
#include <asyncsafe/io.hpp>
#include <asyncsafe/mask.hpp>
#include <asyncsafe/stats.hpp>
#include <asyncsafe/stop.hpp>
#include <asyncsafe/sync.hpp>
#include <asyncsafe/testing.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::ping;

// Computes, with checkpoints, until interrupted.
void compute() {
  for (;;) checkpoint();
}

TEST(throw_to, returns_when_the_target_has_raised_it) {
  std::atomic<bool> raised{false};
  thread target([&] {
    try {
      compute();
    } catch (const ping& p) {
      raised = p.number == 7;
    }
  });
  EXPECT_EQ(throw_to(target.token(), ping{7}), throw_result::delivered);
  target.join();
  EXPECT_TRUE(raised);
}

TEST(throw_to, delivers_the_very_object_of_an_exception_ptr) {
  const auto sent = std::make_exception_ptr(ping{1});
  std::exception_ptr got;
  thread target([&] {
    try {
      io::sleep_for(1h);
    } catch (...) {
      got = std::current_exception();
    }
  });
  throw_to(target.token(), sent);
  target.join();
  EXPECT_EQ(got, sent);
}

TEST(throw_to, answers_target_gone_for_a_dead_thread_a_dead_scope_and_no_scope) {
  thread target([] {});
  const scope_token token = target.token();
  target.join();
  EXPECT_FALSE(token.alive());
  EXPECT_EQ(throw_to(token, ping{1}), throw_result::target_gone);
  EXPECT_EQ(throw_to(scope_token(), ping{1}), throw_result::target_gone);
  EXPECT_FALSE(post_to(token, ping{1}).revoke());
}

TEST(throw_to, answers_target_gone_when_the_thread_ends_while_it_waits) {
  semaphore go(0);
  thread target([&] { uninterruptible_mask([&] { go.acquire(); }); });
  throw_result result{};
  thread sender([&] { result = throw_to(target.token(), ping{1}); });
  ASSERT_TRUE(inject::wait_until_blocked(sender.token()));
  go.release();
  sender.join();
  try {
    target.join();
  } catch (const ping&) {  // leaving the outermost mask was its last delivery point
    EXPECT_EQ(result, throw_result::delivered);
    return;
  }
  EXPECT_EQ(result, throw_result::target_gone);
}

TEST(throw_to, raises_at_the_call_when_the_target_is_the_caller_whatever_its_mask) {
  EXPECT_THROW(throw_to(this_thread::token(), ping{1}), ping);
  EXPECT_THROW(uninterruptible_mask([] { throw_to(this_thread::token(), ping{1}); }), ping);
  scope_token ended;
  {
    interrupt_scope scope;
    ended = scope.token();
  }
  EXPECT_EQ(throw_to(ended, ping{1}), throw_result::target_gone);
}

TEST(throw_to, times_out_and_then_nothing_is_raised) {
  std::atomic<bool> over{false};
  thread target([&] {
    uninterruptible_mask([&] {
      while (!over) std::this_thread::yield();
    });
    checkpoint();
  });
  EXPECT_EQ(throw_to_for(target.token(), ping{1}, 20ms), throw_result::timed_out);
  over = true;
  target.join();
}

TEST(throw_to, times_out_by_the_fake_clock) {
  inject::fake_clock clock;
  std::atomic<bool> over{false};
  thread target([&] {
    uninterruptible_mask([&] {
      while (!over) std::this_thread::yield();
    });
  });
  throw_result result{};
  thread sender([&] { result = throw_to_for(target.token(), ping{1}, 1h); });
  ASSERT_TRUE(inject::wait_until_blocked(sender.token()));
  clock.advance(2h);
  sender.join();
  over = true;
  EXPECT_EQ(result, throw_result::timed_out);
}

TEST(throw_to, is_itself_interruptible_and_then_revokes_its_message) {
  std::atomic<bool> over{false}, sender_interrupted{false};
  thread target([&] {
    uninterruptible_mask([&] {
      while (!over) std::this_thread::yield();
    });
    checkpoint();  // nothing may come
  });
  thread sender([&] {
    try {
      throw_to(target.token(), ping{1});
    } catch (const ping& p) {
      sender_interrupted = p.number == 2;
    }
  });
  ASSERT_TRUE(inject::wait_until_blocked(sender.token()));
  EXPECT_EQ(throw_to(sender.token(), ping{2}), throw_result::delivered);
  sender.join();
  over = true;
  target.join();
  EXPECT_TRUE(sender_interrupted);
}

TEST(throw_to, between_two_threads_that_throw_at_each_other_ends_both_calls) {
  for (int round = 0; round < 50; ++round) {
    thread a, b;
    std::atomic<int> ready{0};
    scope_token tokens[2];
    const auto body = [&](int me) {
      tokens[me] = this_thread::token();
      ++ready;
      while (ready < 2) std::this_thread::yield();
      try {
        throw_to(tokens[1 - me], ping{me});
        checkpoint();
      } catch (const ping&) {
      }
    };
    a = thread([&] { mask([&](auto restore) { try { restore([&] { body(0); }); } catch (const ping&) {} uninterruptible_mask([] {}); return; }); });
    b = thread([&] { mask([&](auto restore) { try { restore([&] { body(1); }); } catch (const ping&) {} return; }); });
    try { a.join(); } catch (const ping&) {}
    try { b.join(); } catch (const ping&) {}
  }
}

TEST(throw_to, refuses_a_null_exception_ptr) {
  EXPECT_THROW(throw_to(this_thread::token(), std::exception_ptr()), std::invalid_argument);
  EXPECT_THROW(post_to(this_thread::token(), std::exception_ptr()), std::invalid_argument);
}

TEST(post_to, threads_that_end_meanwhile_wakes_nobody_else) {
  for (int round = 0; round < 200; ++round) {
    std::atomic<bool> ready{false};
    scope_token token;
    std::thread target([&] {
      token = this_thread::token();
      ready.store(true, std::memory_order_release);
      std::error_code error;
      for (int i = 0; i < round % 4; ++i) io::sleep_for(1ms, error);
    });
    while (!ready.load(std::memory_order_acquire)) std::this_thread::yield();
    int sent = 0;
    while (token.alive()) {
      post_to(token, ping{});
      if (++sent % 16 == 0) std::this_thread::yield();
    }
    target.join();
  }
}

TEST(tickets, take_a_message_back_only_before_it_has_arrived) {
  interrupt_scope scope;
  ticket first = post_to(scope.token(), ping{1});
  EXPECT_TRUE(first.revoke());
  EXPECT_FALSE(first.revoke());
  checkpoint();
  ticket second = post_to(scope.token(), ping{2});
  EXPECT_THROW(checkpoint(), ping);
  EXPECT_FALSE(second.revoke());
  EXPECT_EQ(second.wait(), throw_result::delivered);
}

TEST(threads, let_an_interrupt_end_them_quietly_and_rethrow_other_exceptions_from_join) {
  thread quiet([] { io::sleep_for(1h); });
  EXPECT_EQ(throw_to(quiet.token(), keyboard_interrupt()), throw_result::delivered);
  quiet.join();
  EXPECT_FALSE(quiet.joinable());
  EXPECT_THROW(quiet.join(), std::system_error);
  thread loud([] { throw std::runtime_error("own error"); });
  EXPECT_THROW(loud.join(), std::runtime_error);
}

TEST(threads, are_stopped_and_joined_by_their_destructor) {
  std::atomic<bool> stopped{false};
  {
    thread target([&](std::stop_token token) {
      try {
        io::sleep_for(1h);
      } catch (const stop_requested&) {
        stopped = token.stop_requested();
        throw;
      }
    });
    inject::wait_until_blocked(target.token());
  }
  EXPECT_TRUE(stopped);
}

TEST(threads, spawned_under_a_mask_are_not_interrupted_before_they_are_ready) {
  for (int i = 0; i < 100; ++i) {
    std::atomic<bool> ready{false}, got{false};
    thread target = mask([&] {
      return thread::spawn_with_unmask([&](auto unmask) {
        ready = true;
        try {
          unmask([] { compute(); });
        } catch (const ping&) {
          got = ready.load();
        }
      });
    });
    EXPECT_EQ(throw_to(target.token(), ping{1}), throw_result::delivered);
    target.join();
    EXPECT_TRUE(got);
  }
}

TEST(threads, can_be_joined_interruptibly_and_stay_joinable) {
  semaphore end(0);
  thread target([&] { end.acquire(); });
  bool interrupted_join = false;
  thread joiner([&] {
    try {
      target.join();
    } catch (const ping&) {
      interrupted_join = true;
    }
  });
  ASSERT_TRUE(inject::wait_until_blocked(joiner.token()));
  EXPECT_EQ(throw_to(joiner.token(), ping{1}), throw_result::delivered);
  joiner.join();
  EXPECT_TRUE(interrupted_join);
  EXPECT_TRUE(target.joinable());
  end.release();
  target.join();
}

using threads_death = ::testing::Test;
TEST(threads_death, whose_error_nobody_joins_terminate_with_one_line) {
  EXPECT_DEATH({ thread target([] { throw std::runtime_error("lost"); }); }, "nobody joined ended by an exception: lost");
}

TEST(scopes_death, ended_out_of_order_terminate_with_one_line) {
  EXPECT_DEATH(
      {
        auto outer = std::make_unique<interrupt_scope>();
        auto inner = std::make_unique<interrupt_scope>();
        outer.reset();
      },
      "interrupt_scopes ended in the wrong order");
}

TEST(stop_scopes, wake_every_blocking_operation_and_refuse_until_they_end) {
  std::stop_source stop;
  int refused = 0;
  thread target([&] {
    {
      stop_scope scope(stop.get_token());
      for (int i = 0; i < 3; ++i) {
        try {
          io::sleep_for(1h);
        } catch (const stop_requested&) {
          ++refused;
        }
      }
      mask([&] {
        checkpoint();  // not where nothing blocks
        std::error_code error;
        io::sleep_for(1h, error);
        if (error == std::errc::operation_canceled) ++refused;
        try {
          checkpoint();
        } catch (...) {
          refused = -100;
        }
        throw 1;  // so that leaving the mask delivers nothing
      });
    }
  });
  ASSERT_TRUE(inject::wait_until_blocked(target.token()));
  stop.request_stop();
  EXPECT_THROW(target.join(), int);
  EXPECT_EQ(refused, 4);
}

TEST(injection, counts_delivery_points_and_strikes_at_the_one_asked_for) {
  inject::checkpoint_injection injection(3, ping{1});
  checkpoint();
  checkpoint();
  EXPECT_THROW(checkpoint(), ping);
  checkpoint();
  EXPECT_EQ(injection.points(), 4U);
}

TEST(injection, at_every_checkpoint_of_a_mutex_and_pipe_protocol_loses_nothing) {
  interruptible_mutex mutex;
  tests::a_pipe pipe;
  const auto points = inject::interrupt_at_every_checkpoint(
      ping{1},
      [&] {
        std::unique_lock lock(mutex);
        mask([&](auto restore) {
          io::write(pipe.in, "x", 1);
          try {
            restore([] { checkpoint(); });
          } catch (...) {
            char byte;
            uninterruptible_mask([&] { io::read(pipe.out, &byte, 1); });
            throw;
          }
          char byte;
          io::read(pipe.out, &byte, 1);
        });
      },
      [&] {
        EXPECT_TRUE(pipe.empty());
        EXPECT_TRUE(mutex.try_lock());
        mutex.unlock();
        EXPECT_FALSE(interrupt_pending());
      });
  EXPECT_GE(points, 4U);
}

TEST(watchdog, is_told_once_of_an_interrupt_that_waits_too_long) {
  std::atomic<int> told{0};
  std::atomic<bool> blocked{true};
  set_watchdog(20ms, [&](const late_interrupt& late) {
    ++told;
    blocked = late.blocked;
    EXPECT_GE(late.waiting, 20ms);
  });
  std::atomic<bool> over{false};
  thread target([&] {
    uninterruptible_mask([&] {
      while (!over) std::this_thread::yield();
    });
  });
  reset_stats();
  post_to(target.token(), stop_requested());
  EXPECT_TRUE(tests::comes_true([&] { return told > 0; }));
  std::this_thread::sleep_for(60ms);
  over = true;
  target.join();
  set_watchdog(0ms, nullptr);
  EXPECT_EQ(told, 1);
  EXPECT_FALSE(blocked);
  EXPECT_GE(stats().longest_pending, 20ms);
  EXPECT_THROW(set_watchdog(0ms, [](const late_interrupt&) {}), std::invalid_argument);
}

TEST(ticket, waits_with_an_error_code_and_says_that_the_waiter_was_interrupted) {
  std::atomic<bool> go{false};
  thread busy([&] {
    while (!go) std::this_thread::yield();
    try {
      checkpoint();
    } catch (const ping&) {
    }
  });
  ticket sent = post_to(busy.token(), ping{1});
  thread waiter([&] {
    std::error_code error;
    EXPECT_EQ(sent.wait(error), throw_result::timed_out);
    EXPECT_EQ(error, std::errc::operation_canceled);
  });
  EXPECT_TRUE(inject::wait_until_blocked(waiter.token()));
  EXPECT_EQ(throw_to(waiter.token(), ping{2}), throw_result::delivered);
  waiter.join();
  go = true;
  std::error_code error = std::make_error_code(std::errc::io_error);
  EXPECT_EQ(sent.wait(error), throw_result::delivered);
  EXPECT_FALSE(error);
  busy.join();
}

TEST(statistics, tell_how_long_a_mask_held_an_interrupt_back) {
  reset_stats();
  interrupt_scope scope;
  EXPECT_THROW(mask([&] {
                 post_to(scope.token(), ping{1});
                 checkpoint();
                 std::this_thread::sleep_for(5ms);
               }),
               ping);
  EXPECT_GE(stats().longest_mask, 5ms);
  EXPECT_EQ(stats().deliveries, 1U);
  EXPECT_GE(stats().deferred_deliveries, 1U);
}

}  // namespace
