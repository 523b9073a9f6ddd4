// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Delivery points in coroutines. That a coroutine cannot be the body of a mask is in refused/.
#include <asyncsafe/coroutine.hpp>
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/mask.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <exception>
#include <utility>

namespace {

using namespace asyncsafe;
using tests::ping;

// Runs until its first suspension; resumed by hand.
struct task {
  struct promise_type {
    std::exception_ptr error;
    task get_return_object() { return task{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { error = std::current_exception(); }
  };
  explicit task(std::coroutine_handle<promise_type> h) : handle(h) {}
  // Clang 14 moves what a coroutine returns.
  task(task&& from) noexcept : handle(std::exchange(from.handle, nullptr)) {}
  task& operator=(task&&) = delete;
  ~task() {
    if (handle) handle.destroy();
  }
  void rethrow() const {
    if (handle.promise().error) std::rethrow_exception(handle.promise().error);
  }
  std::coroutine_handle<promise_type> handle;
};

task passes_one(int& reached) {
  reached = 1;
  co_await awaitable_checkpoint();
  reached = 2;
}

TEST(awaitable_checkpoint, lets_a_coroutine_go_on_that_nobody_interrupts) {
  int reached = 0;
  task t = passes_one(reached);
  t.rethrow();
  EXPECT_EQ(reached, 2);
  EXPECT_TRUE(t.handle.done());
}

TEST(awaitable_checkpoint, delivers_in_the_coroutine) {
  interrupt_scope scope;
  post_to(scope.token(), ping{1});
  int reached = 0;
  task t = passes_one(reached);
  EXPECT_EQ(reached, 1);
  EXPECT_THROW(t.rethrow(), ping);
}

TEST(awaitable_checkpoint, obeys_the_mask_of_the_thread_that_runs_it) {
  interrupt_scope scope;
  int reached = 0;
  try {
    mask([&] {
      post_to(scope.token(), ping{1});
      task t = passes_one(reached);
      t.rethrow();
    });
    FAIL();
  } catch (const ping&) {
  }
  EXPECT_EQ(reached, 2);
}

task moves(std::stop_token token, int& reached) {
  co_await awaitable_checkpoint(token);
  reached = 1;
  co_await std::suspend_always();
  co_await awaitable_checkpoint(token);
  reached = 2;
}

// The interrupt of the thread that it began on is not its own any more on another one; its token still is.
TEST(awaitable_checkpoint, takes_a_token_that_goes_with_the_coroutine) {
  std::stop_source source;
  int reached = 0;
  task t = moves(source.get_token(), reached);
  EXPECT_EQ(reached, 1);
  interrupt_scope scope;
  post_to(scope.token(), ping{1});
  source.request_stop();
  std::thread([&] { t.handle.resume(); }).join();
  EXPECT_EQ(reached, 1);
  EXPECT_THROW(t.rethrow(), stop_requested);
  EXPECT_THROW(checkpoint(), ping);
}

}  // namespace
