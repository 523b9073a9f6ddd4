// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Where interrupts arrive, where they wait, and in which order (RUNTIME.md §1).
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/mask.hpp>
#include <asyncsafe/stats.hpp>
#include <asyncsafe/stop.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <future>
#include <sys/syscall.h>
#include <vector>

namespace {

using namespace asyncsafe;
using namespace std::chrono_literals;
using tests::ping;

TEST(delivery, happens_at_a_checkpoint_and_the_exception_arrives_as_itself) {
  interrupt_scope scope;
  const auto sent = std::make_exception_ptr(ping{42});
  post_to(scope.token(), sent);
  EXPECT_TRUE(interrupt_pending());
  try {
    checkpoint();
    FAIL() << "nothing arrived";
  } catch (const ping& p) {
    EXPECT_EQ(p.number, 42);
    EXPECT_EQ(std::current_exception(), sent);
  }
  EXPECT_FALSE(interrupt_pending());
  checkpoint();  // consumed once
}

TEST(delivery, waits_under_a_mask_and_comes_at_the_outermost_unmask_before_the_next_statement) {
  interrupt_scope scope;
  bool after_inner = false, after_outer = false;
  EXPECT_THROW(
      {
        mask([&] {
          post_to(scope.token(), ping{1});
          checkpoint();
          mask([] { checkpoint(); });
          uninterruptible_mask([] { checkpoint(); });
          after_inner = true;
        });
        after_outer = true;
      },
      ping);
  EXPECT_TRUE(after_inner);
  EXPECT_FALSE(after_outer);
}

TEST(delivery, loses_none_of_several_that_a_mask_holds_back) {
  interrupt_scope scope;
  int arrived = 0;
  const auto deliver = [&](auto&& point) {
    try {
      point();
    } catch (const ping& p) {
      EXPECT_EQ(p.number, ++arrived);
    }
  };
  deliver([&] {
    mask([&] {
      for (int i = 1; i <= 3; ++i) {
        post_to(scope.token(), ping{i});
        uninterruptible_mask([] { checkpoint(); });
        checkpoint();
      }
    });
  });
  deliver([] { checkpoint(); });
  deliver([] { checkpoint(); });
  EXPECT_EQ(arrived, 3);
  EXPECT_FALSE(interrupt_pending());
}

TEST(delivery, comes_when_a_guard_leaves_the_outermost_mask) {
  interrupt_scope scope;
  bool reached = false;
  EXPECT_THROW(
      {
        {
          mask_guard guard;
          post_to(scope.token(), ping{1});
          checkpoint();
        }
        reached = true;
      },
      ping);
  EXPECT_FALSE(reached);
}

TEST(delivery, comes_at_once_when_restore_or_interruptible_unmasks) {
  interrupt_scope scope;
  mask([&](auto restore) {
    post_to(scope.token(), ping{1});
    bool ran = false;
    EXPECT_THROW(restore([&] { ran = true; }), ping);
    EXPECT_FALSE(ran);
    post_to(scope.token(), ping{2});
    EXPECT_THROW(interruptible([&] { ran = true; }), ping);
    EXPECT_FALSE(ran);
    post_to(scope.token(), ping{3});
    EXPECT_THROW(allow_interrupt(), ping);
    uninterruptible_mask([&] {
      post_to(scope.token(), ping{4});
      allow_interrupt();
      EXPECT_TRUE(interrupt_pending());
    });
    EXPECT_THROW(allow_interrupt(), ping);
  });
}

TEST(delivery, does_not_happen_when_a_mask_is_left_by_an_exception_and_the_interrupt_stays_pending) {
  interrupt_scope scope;
  EXPECT_THROW(mask([&] {
                 post_to(scope.token(), ping{1});
                 throw std::runtime_error("own error");
               }),
               std::runtime_error);
  EXPECT_TRUE(interrupt_pending());
  EXPECT_THROW(
      {
        mask_guard guard;
        throw std::runtime_error("own error");
      },
      std::runtime_error);
  EXPECT_THROW(checkpoint(), ping);
}

[[gnu::noinline]] void checks_noexcept_outlined() noexcept { checkpoint(); }
struct checks_in_destructor {
  ~checks_in_destructor() { checkpoint(); }
};
struct may_throw_in_destructor {
  ~may_throw_in_destructor() noexcept(false) { checkpoint(); }
};
void checks_noexcept() noexcept { checkpoint(); }
void checks_noexcept_but_catches() noexcept {
  try {
    checkpoint();
  } catch (const ping&) {
  }
}
void checks_noexcept_behind_a_catch_of_something_else() noexcept {
  try {
    checkpoint();
  } catch (const std::exception&) {
  }
}

TEST(delivery, is_deferred_and_counted_inside_a_destructor) {
  interrupt_scope scope;
  reset_stats();
  post_to(scope.token(), ping{1});
  { checks_in_destructor object; }
  EXPECT_TRUE(interrupt_pending());
  EXPECT_EQ(stats().deferred_deliveries, 1U);
  EXPECT_THROW(checkpoint(), ping);
  EXPECT_EQ(stats().deliveries, 1U);
}

TEST(delivery, is_deferred_inside_a_noexcept_frame_that_would_terminate) {
  interrupt_scope scope;
  post_to(scope.token(), ping{1});
  checks_noexcept();
  checks_noexcept_outlined();
  checks_noexcept_behind_a_catch_of_something_else();
  EXPECT_TRUE(interrupt_pending());
  checks_noexcept_but_catches();
  EXPECT_FALSE(interrupt_pending());
}

void checks_noexcept_with_something_to_clean_up(std::string text) noexcept {
  std::vector<std::string> kept{text, text};
  checkpoint();
  tests::use(kept);
}
struct owns_a_thread {
  std::thread helper;
  ~owns_a_thread() {
    if (helper.joinable()) helper.join();
  }
};
void checks_beside_a_thread_whose_destructor_may_terminate() {
  owns_a_thread owner;
  std::thread second;
  checkpoint();
  tests::use(second);
}

TEST(delivery, is_deferred_in_a_noexcept_frame_that_would_first_clean_up) {
  interrupt_scope scope;
  post_to(scope.token(), ping{1});
  checks_noexcept_with_something_to_clean_up("a text that is too long for the small buffer");
  EXPECT_TRUE(interrupt_pending());
}

TEST(delivery, is_not_deferred_where_a_cleanup_only_might_terminate) {
  interrupt_scope scope;
  post_to(scope.token(), ping{1});
  EXPECT_THROW(checks_beside_a_thread_whose_destructor_may_terminate(), ping);
}

// What a compiler makes of it without optimizing looks much like Clang's __clang_call_terminate.
[[gnu::noinline]] void tidy_a_little() noexcept { asm volatile(""); }
#if defined(__clang__)
[[clang::optnone, gnu::noinline]]
#else
[[gnu::optimize("O0"), gnu::noinline]]
#endif
void tidy_twice() noexcept {
  tidy_a_little();
  tidy_a_little();
}
struct tidies {
  ~tidies() { tidy_twice(); }
};
struct insists {
  ~insists() {
    if (!holds) std::abort();  // behind this call lies another block's code
  }
  volatile bool holds = true;
};
[[gnu::noinline]] void checks_and_tidies() {
  tidies tidied_last;
  checkpoint();
}
[[gnu::noinline]] void checks_and_insists(volatile int* turns) {
  insists outer;
  for (int left = *turns; left > 0; --left) {
    insists inner;
    checkpoint();
    checks_noexcept();
    may_throw_in_destructor object;
  }
}

TEST(delivery, passes_frames_that_only_clean_up_whatever_their_cleanup_calls) {
  interrupt_scope scope;
  post_to(scope.token(), ping{1});
  EXPECT_THROW(checks_and_tidies(), ping);
  post_to(scope.token(), ping{2});
  volatile int turns = 1;
  EXPECT_THROW(checks_and_insists(&turns), ping);
  EXPECT_FALSE(interrupt_pending());
}

TEST(delivery, finds_the_handler_of_a_base_class_below_a_noexcept_frame) {
  interrupt_scope scope;
  struct derived : virtual ping {
    derived() : ping{3} {}
  };
  post_to(scope.token(), derived());
  checks_noexcept_but_catches();
  EXPECT_FALSE(interrupt_pending());
}

TEST(delivery, is_deferred_while_the_stack_unwinds_even_where_a_destructor_may_throw) {
  interrupt_scope scope;
  post_to(scope.token(), ping{1});
  try {
    may_throw_in_destructor object;
    throw 5;
  } catch (int) {
  }
  EXPECT_TRUE(interrupt_pending());
  EXPECT_THROW({ may_throw_in_destructor object; }, ping);
}

TEST(delivery, is_deferred_when_a_mask_guard_dies_inside_a_noexcept_owner) {
  interrupt_scope scope;
  {
    auto guard = std::make_unique<mask_guard>();
    post_to(scope.token(), ping{1});
  }
  EXPECT_TRUE(interrupt_pending());
  EXPECT_THROW(checkpoint(), ping);
}

TEST(delivery, keeps_no_exception_alive_that_was_handled) {
  interrupt_scope scope;
  auto alive = std::make_shared<int>(1);
  ticket sent = post_to(scope.token(), alive);
  EXPECT_EQ(alive.use_count(), 2);
  EXPECT_THROW(checkpoint(), std::shared_ptr<int>);
  EXPECT_EQ(alive.use_count(), 1);
  EXPECT_EQ(sent.wait(), throw_result::delivered);
}

TEST(delivery, by_an_error_code_happens_while_the_stack_unwinds) {
  interrupt_scope scope;
  static std::error_code error;
  struct sleeps {
    ~sleeps() { io::sleep_for(std::chrono::hours(1), error); }
  };
  error.clear();
  post_to(scope.token(), ping{1});
  try {
    sleeps object;
    throw 5;
  } catch (int) {
  }
  EXPECT_EQ(error, std::errc::operation_canceled);
  EXPECT_FALSE(interrupt_pending());
}

TEST(delivery, to_oneself_where_it_must_not_be_thrown_is_queued_and_says_so) {
  interrupt_scope scope;
  throw_result said = throw_result::delivered;
  [&]() noexcept { said = throw_to(scope.token(), ping{1}); }();
  EXPECT_EQ(said, throw_result::queued);
  EXPECT_THROW(checkpoint(), ping);
}

bool handler_returned = false;
void checks_in_handler(int) {
  checkpoint();
  handler_returned = true;
}
TEST(delivery, is_deferred_inside_a_signal_handler) {
  interrupt_scope scope;
  tests::disposition handler(SIGUSR1, checks_in_handler);
  handler_returned = false;
  post_to(scope.token(), ping{1});
  try {
    long (*volatile may_throw)(long, ...) = syscall;  // declared noexcept it would be deferred anyhow
    may_throw(SYS_tgkill, getpid(), gettid(), SIGUSR1);
  } catch (const ping&) {
    ADD_FAILURE() << "thrown out of a handler, from code that throws nothing";
  }
  EXPECT_TRUE(handler_returned);
  EXPECT_THROW(checkpoint(), ping);
}

TEST(delivery, happens_inside_a_catch_block) {
  interrupt_scope scope;
  try {
    throw 1;
  } catch (int) {
    post_to(scope.token(), ping{1});
    EXPECT_THROW(checkpoint(), ping);
  }
}

std::string what_arrives() {
  try {
    checkpoint();
    return "nothing";
  } catch (const ping& p) {
    return "ping " + std::to_string(p.number);
  } catch (const keyboard_interrupt&) {
    return "keyboard";
  } catch (const stop_requested&) {
    return "stop";
  }
}

TEST(ordering, is_first_by_severity_then_first_in_first_out_and_a_second_does_not_overwrite_the_first) {
  interrupt_scope scope;
  std::stop_source stop;
  stop_scope stopping(stop.get_token());
  stop.request_stop();
  post_to(scope.token(), ping{1});
  post_to(scope.token(), stop_requested());
  post_to(scope.token(), keyboard_interrupt());
  post_to(scope.token(), ping{2});
  EXPECT_EQ(what_arrives(), "keyboard");
  EXPECT_EQ(what_arrives(), "ping 1");
  EXPECT_EQ(what_arrives(), "ping 2");
  EXPECT_EQ(what_arrives(), "stop");
  EXPECT_EQ(what_arrives(), "stop");
}

TEST(scopes, revoke_what_was_not_delivered_when_they_end) {
  ticket sent;
  scope_token token;
  uninterruptible_mask([&] {
    interrupt_scope scope;
    token = scope.token();
    EXPECT_TRUE(token.alive());
    sent = post_to(token, ping{1});
    EXPECT_TRUE(interrupt_pending());
  });
  EXPECT_FALSE(token.alive());
  EXPECT_FALSE(interrupt_pending());
  checkpoint();
  EXPECT_EQ(sent.wait(), throw_result::target_gone);
  EXPECT_FALSE(sent.revoke());
  EXPECT_EQ(post_to(token, ping{2}).wait(), throw_result::target_gone);
}

TEST(scopes, of_an_outer_frame_are_reached_from_inside_an_inner_one) {
  interrupt_scope outer;
  interrupt_scope inner;
  post_to(outer.token(), ping{1});
  EXPECT_THROW(checkpoint(), ping);
}

TEST(stop_scopes, refuse_at_every_point_until_they_end) {
  std::stop_source stop;
  {
    stop_scope scope(stop.get_token());
    checkpoint();
    stop.request_stop();
    for (int i = 0; i < 3; ++i) EXPECT_THROW(checkpoint(), stop_requested);
    EXPECT_THROW(uninterruptible_mask([&] {
                   checkpoint();
                   stop_scope inner{std::stop_token()};
                   EXPECT_TRUE(interrupt_pending());
                 }),
                 stop_requested);
  }
  checkpoint();
  EXPECT_FALSE(interrupt_pending());
}

}  // namespace
