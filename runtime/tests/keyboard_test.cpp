// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Ctrl-C: keyboard_interrupt_scope and run_main.
#include <asyncsafe/bracket.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/signal.hpp>
#include <asyncsafe/testing.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <optional>

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::current_action;
using tests::ping;

// These run in a child process each: they are about the main thread and the fate of the process.
#define IN_A_CHILD(...) \
  EXPECT_EXIT(          \
      {                 \
        __VA_ARGS__;    \
        std::exit(0);   \
      },                \
      ::testing::ExitedWithCode(0), "")
void require(bool what, int line) {
  if (what) return;
  std::fprintf(stderr, "line %d\n", line);
  std::_Exit(1);
}
#define REQUIRE(...) require((__VA_ARGS__), __LINE__)

template <class E>
bool throws(const std::function<void()>& f) {
  try {
    f();
  } catch (const E&) {
    return true;
  }
  return false;
}

void caught_and_usable_again() {
  keyboard_interrupt_scope scope;
  REQUIRE(scope.active());
  for (int i = 0; i < 3; ++i) {
    raise(SIGINT);
    REQUIRE(interrupt_pending());
    REQUIRE(throws<keyboard_interrupt>([] { checkpoint(); }));
    checkpoint();
  }
}
TEST(keyboard_interrupt_scope, raises_at_the_next_checkpoint_and_is_usable_again) {
  IN_A_CHILD(caught_and_usable_again());
}

void deferred_by_masks_and_protection() {
  keyboard_interrupt_scope scope;
  bool reached = false;
  REQUIRE(throws<keyboard_interrupt>([&] {
    mask([&] {
      raise(SIGINT);
      checkpoint();
      reached = true;
    });
  }));
  REQUIRE(reached);
  reached = false;
  bool other_came = false;
  REQUIRE(throws<keyboard_interrupt>([&] {
    scope.protect([&] {
      raise(SIGINT);
      checkpoint();
      post_to(this_thread::token(), ping{1});
      other_came = throws<ping>([] { checkpoint(); });
      reached = true;
    });
  }));
  REQUIRE(reached && other_came);
}
TEST(keyboard_interrupt_scope, is_deferred_by_masks_and_by_protected_code) {
  IN_A_CHILD(deferred_by_masks_and_protection());
}

int handled = 0;
void note(int) { ++handled; }

void not_over_others() {
  tests::disposition theirs(SIGINT, note);
  {
    keyboard_interrupt_scope scope;
    REQUIRE(!scope.active());
    raise(SIGINT);
    REQUIRE(handled == 1 && !interrupt_pending());
  }
  tests::set_action(SIGINT, tests::action_of(SIG_DFL));
  std::thread([] {
    keyboard_interrupt_scope scope;
    REQUIRE(!scope.active());
    REQUIRE(tests::handler_of(current_action(SIGINT)) == SIG_DFL);
  }).join();
  {
    keyboard_interrupt_scope outer;
    keyboard_interrupt_scope inner;
    REQUIRE(outer.active() && !inner.active());
  }
  REQUIRE(tests::handler_of(current_action(SIGINT)) == SIG_DFL);
}
TEST(keyboard_interrupt_scope, is_not_installed_over_a_handler_or_off_the_main_thread) {
  IN_A_CHILD(not_over_others());
}

void ended_before_what_found_its_handler() {
  auto first = std::make_unique<keyboard_interrupt_scope>();
  auto deferred = std::make_unique<deferred_signals>(std::vector<int>{SIGINT});
  first.reset();
  deferred.reset();  // puts back what it found
  keyboard_interrupt_scope second;
  REQUIRE(second.active());
  raise(SIGINT);
  REQUIRE(throws<keyboard_interrupt>([] { checkpoint(); }));
}
TEST(keyboard_interrupt_scope, is_usable_again_where_its_handler_was_put_back_after_its_end) {
  IN_A_CHILD(ended_before_what_found_its_handler());
}

TEST(keyboard_interrupt_scope, lets_a_second_ctrl_c_kill_a_loop_without_checkpoints) {
  EXPECT_EXIT(
      {
        keyboard_interrupt_scope scope;
        raise(SIGINT);
        raise(SIGINT);
      },
      ::testing::KilledBySignal(SIGINT), "");
}

TEST(keyboard_interrupt_scope, dies_by_SIGINT_when_the_exception_escapes) {
  EXPECT_EXIT(std::exit(run_main([] {
                struct unwound {
                  ~unwound() { std::fputs("unwound\n", stderr); }
                } local;
                raise(SIGINT);
                checkpoint();
              })),
              ::testing::KilledBySignal(SIGINT), "unwound");
  EXPECT_EXIT(
      {
        keyboard_interrupt_scope scope;
        std::thread([] {}).join();
        raise(SIGINT);
        []() noexcept { std::rethrow_exception(std::make_exception_ptr(keyboard_interrupt())); }();
      },
      ::testing::KilledBySignal(SIGINT), "");
}

void second_in_cleanup() {
  keyboard_interrupt_scope scope;
  bool first_arrived = false, second_arrived = false;
  try {
    finally(
        [&] {
          raise(SIGINT);
          try {
            checkpoint();
          } catch (const keyboard_interrupt&) {
            first_arrived = true;
            throw;
          }
        },
        [&] {
          checkpoint();
          raise(SIGINT);
          second_arrived = throws<keyboard_interrupt>([] { checkpoint(); });
        },
        release_policy::grace(1h));
  } catch (const keyboard_interrupt&) {
  }
  REQUIRE(first_arrived && second_arrived);
}
TEST(keyboard_interrupt_scope, raises_the_second_at_once_in_a_cleanup_that_allows_it) {
  IN_A_CHILD(second_in_cleanup());
}

void raised_at_the_end() {
  bool ended = false;
  REQUIRE(throws<keyboard_interrupt>([&] {
    keyboard_interrupt_scope scope;
    raise(SIGINT);
    ended = true;
  }));
  REQUIRE(ended && !interrupt_pending());
  checkpoint();
  // Lined up already, and held back by a frame that must not throw.
  REQUIRE(throws<keyboard_interrupt>([] {
    keyboard_interrupt_scope scope;
    raise(SIGINT);
    []() noexcept { checkpoint(); }();
  }));
  REQUIRE(!interrupt_pending());
  // Under a mask it waits for the end of the mask.
  bool masked_end = false;
  REQUIRE(throws<keyboard_interrupt>([&] {
    mask([&] {
      {
        keyboard_interrupt_scope scope;
        raise(SIGINT);
      }
      masked_end = true;
    });
  }));
  REQUIRE(masked_end);
}
TEST(keyboard_interrupt_scope, raises_at_its_end_what_was_not_delivered) { IN_A_CHILD(raised_at_the_end()); }

TEST(keyboard_interrupt_scope, lets_a_ctrl_c_at_the_last_moment_kill) {
  EXPECT_EXIT(std::exit(run_main([] { kill(getpid(), SIGINT); })), ::testing::KilledBySignal(SIGINT), "");
  EXPECT_EXIT(
      {
        try {
          keyboard_interrupt_scope scope;
          raise(SIGINT);
          throw 1;  // two exceptions cannot unwind at once
        } catch (int) {
        }
        std::exit(0);
      },
      ::testing::KilledBySignal(SIGINT), "");
}

}  // namespace
