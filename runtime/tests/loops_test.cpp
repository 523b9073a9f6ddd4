// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Loops of others that an interrupt ends. Each is built where its library is installed, and skipped by name elsewhere.
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/signal.hpp>
#include <asyncsafe/testing.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <csignal>

namespace {

using namespace asyncsafe;
using namespace std::chrono_literals;
using tests::ping;

// Runs `loop(ready)` on a thread of its own, which says when it is about to run, and interrupts it there.
// \return whether the interrupt came out of it.
[[maybe_unused]] bool interrupted_in(const std::function<void(std::atomic<bool>&)>& loop) {
  std::atomic<bool> ready{false};
  bool arrived = false;
  thread runner([&] {
    try {
      loop(ready);
    } catch (const ping&) {
      arrived = true;
    }
  });
  while (!ready) std::this_thread::yield();
  std::this_thread::sleep_for(5ms);  // so that most runs find it asleep; the others are right, too
  const bool delivered = throw_to_for(runner.token(), ping{1}, 20s) == throw_result::delivered;
  runner.join();
  return delivered && arrived;
}

}  // namespace

#if defined(ASYNCSAFE_TEST_GLIB)
#include <asyncsafe/glib.hpp>

namespace {

struct glib_loop {
  glib_loop() : context(g_main_context_new()), loop(g_main_loop_new(context, FALSE)) {}
  ~glib_loop() {
    g_main_loop_unref(loop);
    g_main_context_unref(context);
  }
  void after(unsigned milliseconds, GSourceFunc f, void* data) const {
    GSource* timer = g_timeout_source_new(milliseconds);
    g_source_set_callback(timer, f, data, nullptr);
    g_source_attach(timer, context);
    g_source_unref(timer);
  }
  GMainContext* context;
  GMainLoop* loop;
};

gboolean quit(void* loop) {
  g_main_loop_quit(static_cast<GMainLoop*>(loop));
  return G_SOURCE_REMOVE;
}

TEST(glib, a_loop_that_nobody_interrupts_ends_when_it_is_quit) {
  glib_loop one;
  one.after(1, quit, one.loop);
  run_loop(one.loop);
}

TEST(glib, a_sleeping_loop_is_ended_by_an_interrupt_and_can_be_run_again) {
  EXPECT_TRUE(interrupted_in([](std::atomic<bool>& ready) {
    glib_loop one;
    ready = true;
    try {
      run_loop(one.loop);
    } catch (const ping&) {
      one.after(1, quit, one.loop);
      run_loop(one.loop);
      throw;
    }
  }));
}

TEST(glib, a_loop_is_ended_by_what_was_pending_and_by_ctrl_c) {
  glib_loop one;
  {
    interrupt_scope scope;
    post_to(scope.token(), ping{1});
    EXPECT_THROW(run_loop(one.loop), ping);
  }
  const auto press = [](void*) -> gboolean {
    ::kill(::getpid(), SIGINT);
    return G_SOURCE_REMOVE;
  };
  EXPECT_THROW(
      {
        keyboard_interrupt_scope scope;
        one.after(1, press, nullptr);
        run_loop(one.loop);
      },
      keyboard_interrupt);
}

TEST(glib, an_uninterruptible_mask_keeps_the_loop_running) {
  interrupt_scope scope;
  glib_loop one;
  EXPECT_THROW(uninterruptible_mask([&] {
                 post_to(scope.token(), ping{1});
                 one.after(20, quit, one.loop);
                 run_loop(one.loop);
               }),
               ping);
}

}  // namespace
#else
TEST(glib, a_sleeping_loop_is_ended_by_an_interrupt_and_can_be_run_again) {
  GTEST_SKIP() << "libglib2.0-dev is not installed";
}
#endif

#if defined(ASYNCSAFE_TEST_UV)
#include <asyncsafe/uv.hpp>

namespace {

struct uv {
  uv() {
    uv_loop_init(&loop);
    uv_timer_init(&loop, &timer);
    timer.data = this;
  }
  // What a program does with its own loop, too: it closes its handles, and runs the loop until they are closed.
  ~uv() {
    uv_close(reinterpret_cast<uv_handle_t*>(&timer), nullptr);
    uv_run(&loop, UV_RUN_DEFAULT);
    EXPECT_EQ(uv_loop_close(&loop), 0);
  }
  uv_loop_t loop;
  uv_timer_t timer;
};

TEST(libuv, a_loop_that_nobody_interrupts_ends_when_nothing_is_left_and_can_be_closed) {
  uv_loop_t loop;
  uv_loop_init(&loop);
  EXPECT_EQ(run_loop(&loop), 0);
  EXPECT_EQ(uv_loop_close(&loop), 0);
  uv one;
  int fired = 0;
  one.timer.data = &fired;
  uv_timer_start(&one.timer, [](uv_timer_t* t) { ++*static_cast<int*>(t->data); }, 1, 0);
  EXPECT_EQ(run_loop(&one.loop), 0);
  EXPECT_EQ(fired, 1);
}

TEST(libuv, a_sleeping_loop_is_ended_by_an_interrupt_and_can_be_run_again) {
  EXPECT_TRUE(interrupted_in([](std::atomic<bool>& ready) {
    uv one;
    uv_timer_start(&one.timer, [](uv_timer_t*) {}, 3'600'000, 0);
    ready = true;
    try {
      run_loop(&one.loop);
    } catch (const ping&) {
      uv_timer_start(&one.timer, [](uv_timer_t*) {}, 1, 0);
      EXPECT_EQ(run_loop(&one.loop), 0);
      throw;
    }
  }));
}

TEST(libuv, a_loop_is_ended_by_what_was_pending_and_by_ctrl_c) {
  uv one;
  {
    interrupt_scope scope;
    post_to(scope.token(), ping{1});
    EXPECT_THROW(run_loop(&one.loop), ping);
  }
  EXPECT_THROW(
      {
        keyboard_interrupt_scope scope;
        uv_timer_start(&one.timer, [](uv_timer_t*) { ::kill(::getpid(), SIGINT); }, 1, 3'600'000);
        run_loop(&one.loop);
      },
      keyboard_interrupt);
}

TEST(libuv, an_uninterruptible_mask_keeps_the_loop_running) {
  interrupt_scope scope;
  uv one;
  EXPECT_THROW(uninterruptible_mask([&] {
                 post_to(scope.token(), ping{1});
                 uv_timer_start(&one.timer, [](uv_timer_t*) {}, 20, 0);
                 EXPECT_EQ(run_loop(&one.loop), 0);
               }),
               ping);
}

}  // namespace
#else
TEST(libuv, a_sleeping_loop_is_ended_by_an_interrupt_and_can_be_run_again) {
  GTEST_SKIP() << "libuv1-dev is not installed";
}
#endif

#if defined(ASYNCSAFE_TEST_ASIO)
#include <asyncsafe/asio.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/stop.hpp>

#include <asio/bind_cancellation_slot.hpp>
#include <asio/steady_timer.hpp>

namespace {

TEST(asio, a_context_that_nobody_interrupts_runs_until_it_is_out_of_work) {
  asio::io_context context;
  int fired = 0;
  asio::steady_timer timer(context, 1ms);
  timer.async_wait([&](std::error_code) { ++fired; });
  EXPECT_EQ(run_loop(context), 1U);
  EXPECT_EQ(fired, 1);
}

TEST(asio, a_sleeping_context_is_ended_by_an_interrupt_and_can_be_run_again) {
  EXPECT_TRUE(interrupted_in([](std::atomic<bool>& ready) {
    asio::io_context context;
    asio::steady_timer timer(context, 1h);
    timer.async_wait([](std::error_code) {});
    ready = true;
    try {
      run_loop(context);
    } catch (const ping&) {
      timer.cancel();
      context.restart();
      EXPECT_EQ(run_loop(context), 1U);
      throw;
    }
  }));
}

TEST(asio, a_handler_may_have_a_checkpoint) {
  interrupt_scope scope;
  asio::io_context context;
  asio::post(context, [&] {
    post_to(scope.token(), ping{1});
    checkpoint();
  });
  EXPECT_THROW(run_loop(context), ping);
}

TEST(asio, a_context_is_ended_by_ctrl_c) {
  asio::io_context context;
  asio::steady_timer timer(context, 1h);
  timer.async_wait([](std::error_code) {});
  EXPECT_THROW(
      {
        keyboard_interrupt_scope scope;
        asio::post(context, [] { ::kill(::getpid(), SIGINT); });
        run_loop(context);
      },
      keyboard_interrupt);
}

TEST(asio, an_interrupt_cancels_an_operation_through_its_slot) {
  bool arrived = false, cancelled = false;
  std::atomic<bool> ready{false};
  thread runner([&] {
    asio::io_context context;
    asio::steady_timer timer(context, 1h);
    interrupt_stop_source arrives;
    cancel_on_stop bridge(arrives.get_token(), context.get_executor());
    timer.async_wait(asio::bind_cancellation_slot(
        bridge.slot(), [&](std::error_code error) { cancelled = error == asio::error::operation_aborted; }));
    ready = true;
    context.run();
    try {
      checkpoint();
    } catch (const ping&) {
      arrived = true;
    }
  });
  while (!ready) std::this_thread::yield();
  EXPECT_EQ(throw_to_for(runner.token(), ping{1}, 20s), throw_result::delivered);
  runner.join();
  EXPECT_TRUE(cancelled && arrived);
}

TEST(asio, a_cancellation_signal_ends_blocking_code_through_a_stop_scope) {
  asio::cancellation_signal signal;
  const std::stop_token token = stop_token_of(signal.slot());
  std::atomic<bool> stopped{false};
  thread worker([&] {
    try {
      stop_scope scope(token);
      io::sleep_for(1h);
    } catch (const stop_requested&) {
      stopped = true;
    }
  });
  ASSERT_TRUE(asyncsafe::testing::wait_until_blocked(worker.token()));
  signal.emit(asio::cancellation_type::terminal);
  worker.join();
  EXPECT_TRUE(stopped);
  signal.emit(asio::cancellation_type::terminal);
}

TEST(asio, a_slot_of_no_signal_gives_a_token_that_is_never_asked) {
  const std::stop_token token = stop_token_of(asio::cancellation_slot());
  EXPECT_FALSE(token.stop_requested() || token.stop_possible());
}

}  // namespace
#else
TEST(asio, a_sleeping_context_is_ended_by_an_interrupt_and_can_be_run_again) {
  GTEST_SKIP() << "libasio-dev is not installed";
}
#endif
