// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Interrupts as descriptors become readable by them, and as stop tokens.
#include <asyncsafe/deadline.hpp>
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/signal.hpp>
#include <asyncsafe/stop.hpp>
#include <asyncsafe/watch.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <condition_variable>
#include <sys/wait.h>

namespace {

using namespace asyncsafe;
using namespace std::chrono_literals;
using tests::ping;

bool readable(int fd, int milliseconds = 0) {
  pollfd one{fd, POLLIN, 0};
  return ::poll(&one, 1, milliseconds) == 1;
}

TEST(interrupt_watch, becomes_readable_when_an_interrupt_arrives_and_not_before) {
  interrupt_watch watch;
  interrupt_scope scope;
  EXPECT_FALSE(readable(watch.fd()));
  EXPECT_FALSE(watch.deliverable());
  post_to(scope.token(), ping{1});
  EXPECT_TRUE(readable(watch.fd()));
  EXPECT_TRUE(watch.deliverable());
  watch.clear();
  EXPECT_FALSE(readable(watch.fd()));
  EXPECT_THROW(checkpoint(), ping);
  EXPECT_FALSE(watch.deliverable());
  post_to(scope.token(), ping{2});
  EXPECT_TRUE(readable(watch.fd()));
  EXPECT_THROW(checkpoint(), ping);
}

TEST(interrupt_watch, wakes_a_poll_that_the_runtime_knows_nothing_of) {
  std::atomic<bool> ready{false};
  bool woken = false, arrived = false;
  thread poller([&] {
    interrupt_watch watch;
    ready = true;
    woken = readable(watch.fd(), 20'000);
    try {
      checkpoint();
    } catch (const ping&) {
      arrived = true;
    }
  });
  while (!ready) std::this_thread::yield();
  EXPECT_EQ(throw_to(poller.token(), ping{1}), throw_result::delivered);
  poller.join();
  EXPECT_TRUE(woken && arrived);
}

TEST(interrupt_watch, is_readable_from_the_beginning_if_one_is_pending) {
  interrupt_scope scope;
  post_to(scope.token(), ping{1});
  interrupt_watch watch;
  EXPECT_TRUE(readable(watch.fd()));
  EXPECT_THROW(checkpoint(), ping);
}

TEST(interrupt_watch, is_not_held_back_by_a_mask_and_says_what_would_be_delivered) {
  interrupt_watch watch;
  interrupt_scope scope;
  try {
    uninterruptible_mask([&] {
      post_to(scope.token(), ping{1});
      EXPECT_TRUE(readable(watch.fd()));
      EXPECT_FALSE(watch.deliverable());
    });
    FAIL();
  } catch (const ping&) {
  }
  try {
    mask([&] {
      post_to(scope.token(), ping{1});
      EXPECT_TRUE(watch.deliverable());
      allow_interrupt();
      FAIL();
    });
  } catch (const ping&) {
  }
}

TEST(interrupt_watch, nests_and_each_is_told) {
  interrupt_scope scope;
  interrupt_watch outer;
  int used = -1;
  {
    interrupt_watch inner;
    used = inner.fd();
    EXPECT_NE(inner.fd(), outer.fd());
    post_to(scope.token(), ping{1});
    EXPECT_TRUE(readable(inner.fd()));
    inner.clear();
    EXPECT_TRUE(readable(outer.fd()));
    EXPECT_THROW(checkpoint(), ping);
  }
  outer.clear();
  interrupt_watch again;  // makes no descriptor of its own
  EXPECT_EQ(again.fd(), used);
  EXPECT_FALSE(readable(again.fd()));
}

TEST(interrupt_watch, hears_of_stops_and_deadlines) {
  interrupt_watch watch;
  std::stop_source source;
  {
    stop_scope scope(source.get_token());
    EXPECT_FALSE(readable(watch.fd()));
    source.request_stop();
    EXPECT_TRUE(readable(watch.fd()));
    watch.clear();
  }
  EXPECT_FALSE(move_on_after(20ms, [&] {
    EXPECT_TRUE(readable(watch.fd(), 20'000));
    checkpoint();
  }));
}

TEST(interrupt_watch, hears_of_ctrl_c) {
  interrupt_watch watch;
  try {
    keyboard_interrupt_scope scope;
    ASSERT_TRUE(scope.active());
    EXPECT_FALSE(readable(watch.fd()));
    ::kill(::getpid(), SIGINT);
    EXPECT_TRUE(readable(watch.fd()));
    checkpoint();
    FAIL();
  } catch (const keyboard_interrupt&) {
  }
}

TEST(interrupt_watch, of_a_forked_child_is_its_own) {
  interrupt_watch watch;
  interrupt_scope scope;
  const pid_t child = ::fork();
  if (child == 0) {
    if (readable(watch.fd())) std::_Exit(1);
    post_to(scope.token(), ping{1});
    std::_Exit(readable(watch.fd()) ? 0 : 2);
  }
  int status = -1;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_FALSE(readable(watch.fd()));
}

// --- out, as a stop token

TEST(interrupt_stop_source, ends_a_wait_of_the_standard_library) {
  std::atomic<bool> ready{false};
  bool done = true, arrived = false;
  thread waiter([&] {
    std::mutex mutex;
    std::condition_variable_any changed;
    interrupt_stop_source arrives;
    std::unique_lock lock(mutex);
    ready = true;
    done = changed.wait(lock, arrives.get_token(), [] { return false; });
    try {
      checkpoint();
    } catch (const ping&) {
      arrived = true;
    }
  });
  while (!ready) std::this_thread::yield();
  EXPECT_EQ(throw_to(waiter.token(), ping{1}), throw_result::delivered);
  waiter.join();
  EXPECT_TRUE(!done && arrived);
}

TEST(interrupt_stop_source, is_asked_at_once_if_one_is_pending_and_not_at_all_if_none_comes) {
  interrupt_scope scope;
  {
    interrupt_stop_source quiet;
    EXPECT_FALSE(quiet.get_token().stop_requested());
    EXPECT_TRUE(quiet.get_token().stop_possible());
  }
  post_to(scope.token(), ping{1});
  interrupt_stop_source arrives;
  EXPECT_TRUE(tests::comes_true([&] { return arrives.stop_requested(); }));
  EXPECT_THROW(checkpoint(), ping);
}

TEST(interrupt_stop_source, hears_of_ctrl_c) {
  try {
    keyboard_interrupt_scope scope;
    interrupt_stop_source arrives;
    ::kill(::getpid(), SIGINT);
    EXPECT_TRUE(tests::comes_true([&] { return arrives.stop_requested(); }));
    checkpoint();
    FAIL();
  } catch (const keyboard_interrupt&) {
  }
}

TEST(interrupt_stop_source, waits_for_a_callback_that_runs) {
  interrupt_scope scope;
  std::atomic<bool> began{false}, ended{false};
  {
    interrupt_stop_source arrives;
    std::stop_callback slow(arrives.get_token(), [&] {
      began = true;
      std::this_thread::sleep_for(20ms);
      ended = true;
    });
    post_to(scope.token(), ping{1});
    EXPECT_TRUE(tests::comes_true([&] { return began.load(); }));
  }
  EXPECT_TRUE(ended);
  EXPECT_THROW(checkpoint(), ping);
}

}  // namespace
