// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The mask algebra, against GHC's testsuite (concurrent/should_run/mask001), and the misuse that must be loud.
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/mask.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>

namespace {

using namespace asyncsafe;
constexpr auto U = masking_state::unmasked;
constexpr auto M = masking_state::masked;
constexpr auto X = masking_state::uninterruptible;

void state_is(int row, masking_state wanted) { EXPECT_EQ(current_masking_state(), wanted) << "row " << row; }
auto row(int number, masking_state wanted) {
  return [=] { state_is(number, wanted); };
}

// Row numbers are those of mask001.hs.
TEST(mask_algebra, gives_every_state_of_ghcs_nesting_table) {
  state_is(1, U);
  mask(row(2, M));
  mask([&](auto restore) {
    state_is(3, M);
    restore(row(4, U));
    restore([&] { restore(row(5, U)); });
    state_is(6, M);
    uninterruptible_mask([&](auto restore_inner) {
      state_is(7, X);
      restore_inner(row(8, M));
      restore_inner([&] { restore_inner(row(9, M)); });
      state_is(10, X);
      mask([&](auto restore_innermost) {
        state_is(11, X);
        restore_innermost(row(12, X));
        restore_innermost([&] { restore_innermost(row(13, X)); });
        state_is(14, X);
      });
      state_is(15, X);
    });
    state_is(16, M);
  });
  state_is(17, U);

  uninterruptible_mask([&](auto restore) {
    state_is(20, X);
    restore(row(21, U));
    restore([&] { restore(row(22, U)); });
    state_is(23, X);
    mask([&](auto restore_inner) {
      state_is(24, X);
      restore_inner(row(25, X));
      restore_inner([&] { restore_inner(row(26, X)); });
      state_is(27, X);
      uninterruptible_mask([&](auto restore_innermost) {
        state_is(28, X);
        restore_innermost(row(29, X));
        restore_innermost([&] { restore_innermost(row(30, X)); });
        state_is(31, X);
      });
      state_is(32, X);
    });
    state_is(33, X);
  });
  state_is(34, U);

  mask([&](auto restore0) {
    state_is(41, M);
    uninterruptible_mask([&](auto restore1) {
      state_is(42, X);
      restore0(row(43, U));
      restore0([&] { restore0(row(44, U)); });
      restore1(row(45, M));
      restore1([&] { restore1(row(46, M)); });
      restore0([&] { restore1(row(47, M)); });
      restore1([&] { restore0(row(48, U)); });
      state_is(49, X);
    });
    state_is(50, M);
  });
  state_is(51, U);
}

TEST(mask_algebra, holds_for_the_guards_too) {
  {
    mask_guard outer;
    state_is(1, M);
    outer.restore(row(2, U));
    {
      uninterruptible_mask_guard inner;
      state_is(3, X);
      inner.restore(row(4, M));
      outer.restore(row(5, U));
      {
        mask_guard innermost;
        state_is(6, X);
        innermost.restore()(row(7, X));
      }
      state_is(8, X);
    }
    state_is(9, M);
  }
  state_is(10, U);
}

TEST(mask_algebra, interruptible_unmasks_only_what_is_masked) {
  interruptible(row(1, U));
  mask([] { interruptible(row(2, U)); });
  uninterruptible_mask([] { interruptible(row(3, X)); });
  mask([] { uninterruptible_mask([](auto restore) { restore([] { interruptible(row(4, U)); }); }); });
  state_is(5, U);
}

TEST(mask_algebra, hands_results_and_references_through) {
  int target = 7;
  EXPECT_EQ(mask([] { return 3; }), 3);
  int& reference = mask([&](auto restore) -> int& { return restore([&]() -> int& { return target; }); });
  EXPECT_EQ(&reference, &target);
  auto only_movable = mask([] { return std::make_unique<int>(5); });
  EXPECT_EQ(*only_movable, 5);
}

struct counted {
  counted() { ++alive; }
  counted(const counted&) { ++alive; }
  ~counted() { --alive; }
  static inline int alive = 0;
};
counted returned_from_a_guard() {
  mask_guard guard;
  counted made;
  post_to(this_thread::token(), tests::ping{1});
  guard.leave();  // without it the object that is returned leaks under Clang
  return made;
}

TEST(mask_algebra, a_guard_that_is_left_before_the_return_leaks_no_object) {
  EXPECT_THROW(returned_from_a_guard(), tests::ping);
  EXPECT_EQ(counted::alive, 0);
  EXPECT_THROW(mask([] {
                 post_to(this_thread::token(), tests::ping{1});
                 return counted();
               }),
               tests::ping);
  EXPECT_EQ(counted::alive, 0);
  {
    mask_guard guard;
    guard.leave();
    EXPECT_EQ(current_masking_state(), masking_state::unmasked);
  }
  EXPECT_EQ(current_masking_state(), masking_state::unmasked);
}

TEST(mask_algebra, is_restored_when_an_exception_leaves) {
  EXPECT_THROW(mask([](auto restore) {
                 uninterruptible_mask([&](auto) { restore([] { throw std::runtime_error("out"); }); });
               }),
               std::runtime_error);
  state_is(1, U);
  try {
    uninterruptible_mask_guard guard;
    throw 1;
  } catch (int) {
    state_is(2, U);
  }
}

TEST(mask_algebra, is_inherited_by_a_new_thread_and_spawn_with_unmask_gives_an_absolute_unmask) {
  const auto seen_by_child = [] {
    masking_state seen{};
    thread([&] { seen = current_masking_state(); }).join();
    return seen;
  };
  EXPECT_EQ(seen_by_child(), U);
  EXPECT_EQ(mask(seen_by_child), M);
  EXPECT_EQ(uninterruptible_mask(seen_by_child), X);

  masking_state inherited{}, unmasked{X}, after{};
  uninterruptible_mask([&] {
    thread child = thread::spawn_with_unmask([&](auto unmask) {
      inherited = current_masking_state();
      unmask([&] { unmasked = current_masking_state(); });
      after = current_masking_state();
    });
    child.join();
  });
  EXPECT_EQ(inherited, X);
  EXPECT_EQ(unmasked, U);
  EXPECT_EQ(after, X);
}

using mask_misuse_death = testing::Test;

TEST(mask_misuse_death, restore_on_another_thread_says_where) {
  EXPECT_DEATH(mask([](auto restore) { std::thread([=] { restore([] {}); }).join(); }),
               "restore of the mask entered at .*mask_test.cpp:[0-9]+ was used on another thread");
}

TEST(mask_misuse_death, restore_after_its_mask_says_where) {
  EXPECT_DEATH(
      {
        std::optional<restore_function> kept;
        mask([&](restore_function restore) { kept = restore; });
        mask([&](auto) { (*kept)([] {}); });  // the same stack address, another mask
      },
      "restore of the mask entered at .*mask_test.cpp:[0-9]+ was used at .*after that mask had ended");
}

TEST(mask_misuse_death, masks_left_in_the_wrong_order_say_which) {
  EXPECT_DEATH(
      {
        auto outer = std::make_unique<mask_guard>();
        auto inner = std::make_unique<mask_guard>();
        outer.reset();
      },
      "masks left in the wrong order: the one entered at .*ended while the one entered at .*was still open");
}

TEST(mask_misuse_death, a_mask_left_on_another_thread_says_so) {
  EXPECT_DEATH(
      {
        auto guard = std::make_unique<mask_guard>();
        std::thread([&] { guard.reset(); }).join();
      },
      "masks left in the wrong order: .*on a thread where it is not open");
}

}  // namespace
