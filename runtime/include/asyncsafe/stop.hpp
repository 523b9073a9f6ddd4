// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Level-triggered interruption: a std::stop_token in force for a scope.
#pragma once

#include <asyncsafe/exceptions.hpp>
#include <asyncsafe/interrupt.hpp>
#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <stop_token>

namespace asyncsafe::inline v0 {

namespace detail {
/// A reason to stop that holds for a scope of one thread, and for the scopes inside it. In the thread's
/// chain, which its record's lock guards.
struct level {
  explicit level(bool (*is_wanted)(const level&) noexcept) noexcept : wanted(is_wanted) {}
  bool (*wanted)(const level&) noexcept;
  level* outer = nullptr;
  steady_time deadline = steady_time::max();  // the owner's
  bool shields = false;                       // keeps the outer levels off
};
}  // namespace detail

/// Once the token is asked to stop, every delivery point in this scope that its masking allows throws
/// `stop_requested`, again and again until the scope ends; it is not consumed. (Trio: cancel scope.)
/// Lives on the stack of one thread.
class [[nodiscard]] ASYNCSAFE_API stop_scope : detail::level {
 public:
  [[nodiscard]] explicit stop_scope(std::stop_token token);
  ~stop_scope();
  stop_scope(const stop_scope&) = delete;
  stop_scope& operator=(const stop_scope&) = delete;

 private:
  struct notify {
    scope_token owner;
    ASYNCSAFE_API void operator()() const noexcept;
  };
  static bool is_asked(const detail::level& self) noexcept;
  std::stop_token token_;
  std::optional<std::stop_callback<notify>> callback_;
};

}  // namespace asyncsafe::inline v0
