// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/bracket.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/posix_cancel.hpp>
#include <asyncsafe/sync.hpp>
#include <asyncsafe/task_group.hpp>
#include <asyncsafe/testing.hpp>

#include "support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::ping;

bool holds_runtime_error(const std::exception_ptr& e) {
  try {
    if (e) std::rethrow_exception(e);
  } catch (const std::runtime_error&) {
    return true;
  } catch (...) {
  }
  return false;
}

TEST(bracket, acquires_and_releases_masked_and_uses_in_the_state_it_found) {
  std::vector<masking_state> states;
  const auto note = [&] { states.push_back(current_masking_state()); };
  const int result = bracket([&] { note(); return 5; }, [&](int r) { note(); EXPECT_EQ(r, 5); },
                             [&](int& r) { note(); return r * 2; });
  EXPECT_EQ(result, 10);
  EXPECT_THAT(states, ::testing::ElementsAre(masking_state::masked, masking_state::unmasked, masking_state::masked));
}

TEST(bracket, releases_exactly_once_wherever_an_interrupt_strikes) {
  int held = 0, releases = 0, acquisitions = 0;
  const auto points = inject::interrupt_at_every_checkpoint(
      ping{1},
      [&] {
        bracket([&] { checkpoint(); ++held; ++acquisitions; checkpoint(); return 1; },
                [&](int) { checkpoint(); --held; ++releases; checkpoint(); },
                [&](int) { checkpoint(); checkpoint(); });
      },
      [&] {
        EXPECT_EQ(held, 0);
        EXPECT_EQ(releases, acquisitions);
        EXPECT_FALSE(interrupt_pending());
      });
  EXPECT_GE(points, 6U);
}

TEST(bracket, on_error_releases_only_on_error_and_finally_always) {
  int released = 0;
  EXPECT_EQ(bracket_on_error([] { return 1; }, [&](int) { ++released; }, [](int v) { return v; }), 1);
  EXPECT_EQ(released, 0);
  EXPECT_THROW(bracket_on_error([] { return 1; }, [&](int) { ++released; }, [](int) { throw ping{}; }), ping);
  EXPECT_EQ(released, 1);
  finally([] {}, [&] { ++released; });
  EXPECT_THROW(finally([] { throw ping{}; }, [&] { ++released; }), ping);
  EXPECT_EQ(released, 3);
  on_exception([] {}, [&] { ++released; });
  EXPECT_THROW(on_exception([] { throw ping{}; }, [&] { ++released; }), ping);
  EXPECT_EQ(released, 4);
  EXPECT_THROW(bracket([]() -> int { throw ping{}; }, [&](int) { ++released; }, [](int) {}), ping);
  EXPECT_EQ(released, 4);
}

TEST(bracket, lets_an_interrupt_outrank_an_error_and_attaches_the_other) {
  try {
    finally([] { throw std::runtime_error("body"); }, [] { throw interrupted(); });
    FAIL();
  } catch (const interrupted& i) {
    EXPECT_THROW(std::rethrow_exception(i.attached()), std::runtime_error);
  }
  try {
    finally([] { throw interrupted(); }, [] { throw std::runtime_error("cleanup"); });
    FAIL();
  } catch (const interrupted& i) {
    EXPECT_THROW(std::rethrow_exception(i.attached()), std::runtime_error);
  }
  try {
    finally([] { throw std::runtime_error("body"); }, [] { throw std::logic_error("cleanup"); });
    FAIL();
  } catch (const std::runtime_error&) {
    EXPECT_THROW(std::rethrow_exception(suppressed_error()), std::logic_error);
  }
}

TEST(bracket, lets_what_a_release_throws_to_its_own_thread_outrank_an_error_whatever_its_type) {
  interrupt_scope scope;
  EXPECT_THROW(bracket([] {}, [&] { throw_to(scope.token(), ping{1}); }, [] { throw std::runtime_error("of the use"); }),
               ping);
  EXPECT_TRUE(holds_runtime_error(suppressed_error()));
  // And the reverse: an error that merely lies where an interrupt lay is none.
  EXPECT_THROW(bracket([] {}, [] { throw ping{3}; },
                       [&] {
                         post_to(scope.token(), ping{2});
                         try {
                           checkpoint();
                         } catch (const ping&) {
                         }
                         throw std::runtime_error("of the use");
                       }),
               std::runtime_error);
}

TEST(bracket, is_passed_by_the_guard_that_keeps_throws_out_of_noexcept_frames) {
  interrupt_scope scope;
  bool ended = false;
  const auto never_throws = [&]() noexcept {
    bracket([] {}, [] {}, [&] { checkpoint(); });
    ended = true;
  };
  post_to(scope.token(), ping{1});
  never_throws();
  EXPECT_TRUE(ended);
  EXPECT_TRUE(interrupt_pending());
  EXPECT_THROW(checkpoint(), ping);
}

// What a blocking release does when an interrupt arrives in it.
std::string release_under(release_policy policy, int interrupts) {
  tests::a_pipe pipe;
  std::string outcome = "nothing";
  std::atomic<bool> releasing{false};
  thread target([&] {
    try {
      finally([] {},
              [&] {
                releasing = true;
                char byte;
                io::read(pipe.out, &byte, 1);
                outcome = "released";
              },
              policy);
    } catch (const ping&) {
      if (outcome == "nothing") outcome = "interrupted";
    }
  });
  EXPECT_TRUE(tests::comes_true([&] { return releasing.load(); }));
  std::this_thread::sleep_for(5ms);
  std::vector<ticket> sent;
  for (int i = 0; i < interrupts; ++i) {
    sent.push_back(post_to(target.token(), ping{i}));
    std::this_thread::sleep_for(10ms);
  }
  const auto end = std::chrono::steady_clock::now() + 300ms;
  while (target.token().alive() && std::chrono::steady_clock::now() < end) std::this_thread::sleep_for(1ms);
  pipe.put("x");
  try {
    target.join();
  } catch (const ping&) {
  }
  return outcome;
}

TEST(release_policies, interruptible_is_ended_by_the_first_interrupt_where_it_blocks) {
  EXPECT_EQ(release_under(release_policy::interruptible, 1), "interrupted");
}
TEST(release_policies, uninterruptible_is_ended_by_none) {
  EXPECT_EQ(release_under(release_policy::uninterruptible, 2), "released");
}
TEST(release_policies, grace_holds_the_first_interrupt_back_and_is_ended_by_the_second) {
  EXPECT_EQ(release_under(release_policy::grace(1h), 1), "released");
  EXPECT_EQ(release_under(release_policy::grace(1h), 2), "interrupted");
}
TEST(release_policies, grace_is_ended_by_its_deadline_if_an_interrupt_waits) {
  EXPECT_EQ(release_under(release_policy::grace(50ms), 0), "released");
  EXPECT_EQ(release_under(release_policy::grace(50ms), 1), "interrupted");
}

TEST(release_policies, grace_counts_the_interrupt_that_led_to_the_release) {
  tests::a_pipe pipe;
  int arrived = 0;
  std::exception_ptr attached;
  thread target([&] {
    try {
      finally([] { io::sleep_for(1h); },
              [&] {
                char byte;
                io::read(pipe.out, &byte, 1);
              },
              release_policy::grace(1h));
    } catch (const interrupted& i) {
      arrived = 1;
      attached = i.attached();
    }
  });
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(inject::wait_until_blocked(target.token()));
    EXPECT_EQ(throw_to_for(target.token(), interrupted(), 5s), throw_result::delivered);
    std::this_thread::sleep_for(5ms);
  }
  pipe.put("x");  // ends a release that was not interrupted
  target.join();
  EXPECT_EQ(arrived, 1);
  EXPECT_TRUE(attached);
}

TEST(release_policies, grace_is_told_whether_an_interrupt_or_an_error_led_to_the_release) {
  // Whoever passes the cause on must read it before it is moved away, in whatever order arguments are evaluated.
  const auto first_interrupt_is_delivered_after = [](auto body) {
    bool delivered = false;
    interrupt_scope scope;
    const auto release = [&] {
      post_to(scope.token(), ping{1});
      try {
        checkpoint();
      } catch (const ping&) {
        delivered = true;
      }
    };
    try {
      finally(body, release, release_policy::grace(1h));
    } catch (const interrupted&) {
    } catch (const std::runtime_error&) {
    } catch (const ping&) {  // held back to the end of the mask
    }
    return delivered;
  };
  EXPECT_TRUE(first_interrupt_is_delivered_after([] { throw interrupted(); }));
  EXPECT_FALSE(first_interrupt_is_delivered_after([] { throw std::runtime_error("body"); }));
  EXPECT_FALSE(first_interrupt_is_delivered_after([] {}));
}

TEST(task_group, waits_for_all_children_and_gathers_all_errors) {
  std::atomic<int> ended{0};
  try {
    task_group group;
    group.spawn([&] { throw std::runtime_error("first"); });
    group.spawn([&] {
      try {
        io::sleep_for(1h);
      } catch (const stop_requested&) {
        ++ended;
        throw std::logic_error("second");
      }
    });
    group.spawn([&] {
      try {
        io::sleep_for(1h);
      } catch (const stop_requested&) {
        ++ended;
        throw;
      }
    });
    group.join();
    FAIL();
  } catch (const exception_group& g) {
    EXPECT_EQ(g.exceptions().size(), 2U);
    EXPECT_THAT(g.what(), ::testing::AllOf(::testing::HasSubstr("first"), ::testing::HasSubstr("second")));
  }
  EXPECT_EQ(ended, 2);
}

TEST(task_group, is_not_outlived_by_a_child_even_if_its_body_throws) {
  for (int i = 0; i < 50; ++i) {
    std::atomic<int> running{0};
    try {
      task_group group;
      for (int child = 0; child < 2; ++child)
        group.spawn([&] {
          ++running;
          finally([] { io::sleep_for(1h); }, [&] {
            std::this_thread::sleep_for(1ms);  // a group that did not wait would see it still running
            --running;
          });
        });
      throw ping{1};
    } catch (const ping&) {
    }
    ASSERT_EQ(running, 0);
  }
}

TEST(task_group, starts_a_child_of_a_cancelled_group_and_interrupts_it_at_its_first_blocking_call) {
  task_group group;
  group.cancel();
  std::atomic<bool> started{false}, past{false};
  group.spawn([&] {
    started = true;
    io::sleep_for(1h);
    past = true;
  });
  group.join();
  EXPECT_TRUE(started);
  EXPECT_FALSE(past);
}

TEST(task_group, interrupted_in_join_cancels_and_waits_and_then_throws) {
  std::atomic<int> ended{0};
  bool arrived = false;
  thread owner([&] {
    try {
      task_group group;
      for (int i = 0; i < 3; ++i)
        group.spawn([&] {
          try {
            io::sleep_for(1h);
          } catch (const stop_requested&) {
            ++ended;
            throw;
          }
        });
      group.join();
    } catch (const ping&) {
      arrived = ended == 3;
    }
  });
  std::this_thread::sleep_for(20ms);
  ASSERT_TRUE(inject::wait_until_blocked(owner.token()));
  EXPECT_EQ(throw_to(owner.token(), ping{1}), throw_result::delivered);
  owner.join();
  EXPECT_TRUE(arrived);
}

TEST(task_group, lets_children_spawn_siblings) {
  std::atomic<int> ran{0};
  task_group group;
  group.spawn([&] {
    group.spawn([&] { ++ran; });
    ++ran;
  });
  group.join();
  EXPECT_EQ(ran, 2);
}

TEST(posix_cancel, unwinds_through_our_scopes_releases_and_is_not_swallowed) {
  static std::atomic<int> released;
  static std::atomic<bool> ready, survived;
  released = 0;
  ready = survived = false;
  pthread_t t;
  pthread_create(
      &t, nullptr,
      [](void*) -> void* {
        interrupt_scope scope;
        mask([&](auto restore) {
          mask_guard guard;
          bracket([] {}, [] { released += current_masking_state() == masking_state::unmasked ? 100 : 1; },
                  [&] {
                    uninterruptible_mask([&] {
                      post_to(scope.token(), ping{1});  // must not come out of the guards while cancel unwinds
                      ready = true;
                      for (;;) {
                        pthread_testcancel();
                        usleep(100);
                      }
                    });
                  });
          restore([] {});
        });
        survived = true;
        return nullptr;
      },
      nullptr);
  while (!ready) std::this_thread::yield();
  pthread_cancel(t);
  void* result = nullptr;
  pthread_join(t, &result);
  EXPECT_EQ(result, PTHREAD_CANCELED);
  EXPECT_FALSE(survived);
  EXPECT_EQ(released, 1);
}

TEST(posix_cancel, a_mask_guard_that_cancellation_unwinds_delivers_nothing) {
  static std::atomic<bool> ready, swallowed;
  ready = swallowed = false;
  pthread_t t;
  pthread_create(
      &t, nullptr,
      [](void*) -> void* {
        interrupt_scope scope;
        try {
          mask_guard guard;
          post_to(scope.token(), ping{1});
          ready = true;
          for (;;) {
            pthread_testcancel();
            usleep(100);
          }
        } catch (const ping&) {
          swallowed = true;
        }
        return nullptr;
      },
      nullptr);
  while (!ready) std::this_thread::yield();
  pthread_cancel(t);
  void* result = nullptr;
  pthread_join(t, &result);
  EXPECT_EQ(result, PTHREAD_CANCELED);
  EXPECT_FALSE(swallowed);
}

TEST(posix_cancel, cancel_guard_restores_exactly_the_state_it_found) {
  const auto state_now = [] {
    int now;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &now);
    pthread_setcancelstate(now, nullptr);
    return now;
  };
  for (const int state : {PTHREAD_CANCEL_ENABLE, PTHREAD_CANCEL_DISABLE}) {
    int before;
    pthread_setcancelstate(state, &before);
    {
      cancel_guard outer;
      EXPECT_EQ(outer.found_state(), state);
      cancel_guard inner;
      EXPECT_EQ(state_now(), PTHREAD_CANCEL_DISABLE);
      EXPECT_EQ(current_masking_state(), masking_state::masked);
    }
    EXPECT_EQ(state_now(), state);
    pthread_setcancelstate(before, nullptr);
  }
}

}  // namespace
