// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A coroutine's type that can be awaited.
#pragma once
#include <asyncsafe/bracket.hpp>
#include <asyncsafe/coroutine.hpp>
#include <asyncsafe/deadline.hpp>
#include <asyncsafe/mask.hpp>
#include <chrono>
#include <coroutine>

struct task {
  struct promise_type {
    task get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const {}
};
inline task body() { co_await asyncsafe::awaitable_checkpoint(); }
