// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Delivery points in coroutines.
//
// Interrupts, masks and scopes belong to threads. Between two suspensions a coroutine runs on one thread, and all of this
// library works there; across one, nothing of it may be open. A coroutine as the body of `mask`, `bracket`,
// `move_on_after` and their like does not compile.
#pragma once

#include <asyncsafe/checkpoint.hpp>
#include <asyncsafe/exceptions.hpp>

#include <stop_token>
#include <utility>

#if __has_include(<coroutine>)
#include <coroutine>
#endif

namespace asyncsafe::inline v0 {

/// What `co_await` takes: never suspends.
class [[nodiscard]] awaitable_checkpoint {
 public:
  /// Delivers what is pending for the thread that the coroutine runs on.
  [[nodiscard]] awaitable_checkpoint() noexcept = default;
  /// And throws `stop_requested` once the token is asked to stop. A token goes with the coroutine from thread to thread,
  /// as an interrupt does not.
  [[nodiscard]] explicit awaitable_checkpoint(std::stop_token token) noexcept : token_(std::move(token)) {}

  [[nodiscard]] bool await_ready() const noexcept { return true; }
  template <class Handle>
  void await_suspend(Handle) const noexcept {}
  /// \throws a pending interrupt, stop_requested.
  void await_resume() const {
    checkpoint();
    if (token_.stop_requested()) throw stop_requested();
  }

 private:
  std::stop_token token_;
};

}  // namespace asyncsafe::inline v0
