// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What an interrupt looks like when it arrives.
#pragma once

#include <asyncsafe/detail/export.hpp>

#include <cstddef>
#include <exception>
#include <memory>

namespace asyncsafe::inline v0 {

/// Base of the runtime's own interrupts. Deliberately not a `std::exception`: a `catch (std::exception&)`
/// written for errors must not swallow a request to stop.
class ASYNCSAFE_API interrupted {
 public:
  interrupted() noexcept = default;
  interrupted(const interrupted&) noexcept = default;
  interrupted& operator=(const interrupted&) noexcept = default;
  virtual ~interrupted();

  [[nodiscard]] virtual const char* what() const noexcept;

  /// Bytes that a partial operation (`io::read_full`, `io::write_all`) had transferred when it was interrupted.
  [[nodiscard]] std::size_t done() const noexcept { return done_; }
  void set_done(std::size_t bytes) noexcept { done_ = bytes; }

  /// The interrupted operation cannot be taken up again: close its descriptor (`io::connect`).
  [[nodiscard]] bool terminal() const noexcept { return terminal_; }
  void set_terminal() noexcept { terminal_ = true; }

  /// The error that this interrupt outranked (bracket, task group); null if none.
  [[nodiscard]] const std::exception_ptr& attached() const noexcept { return attached_; }
  void attach(std::exception_ptr error) noexcept { attached_ = std::move(error); }

 private:
  std::exception_ptr attached_;
  std::size_t done_ = 0;
  bool terminal_ = false;
};

/// Ctrl-C, through a `keyboard_interrupt_scope`.
class ASYNCSAFE_API keyboard_interrupt : public interrupted {
 public:
  keyboard_interrupt() noexcept = default;
  /// `alive` is released with the last copy of the exception: how the runtime sees that it was handled.
  explicit keyboard_interrupt(std::shared_ptr<void> alive) noexcept : alive_(std::move(alive)) {}
  ~keyboard_interrupt() override;
  [[nodiscard]] const char* what() const noexcept override;

 private:
  std::shared_ptr<void> alive_;
};

/// A `stop_scope`'s token was asked to stop.
class ASYNCSAFE_API stop_requested : public interrupted {
 public:
  ~stop_requested() override;
  [[nodiscard]] const char* what() const noexcept override;
};

namespace detail {
/// What a level delivers. A `stop_requested` that somebody sent is another type, so that no cancel_scope absorbs it.
class ASYNCSAFE_API level_stop final : public stop_requested {
 public:
  ~level_stop() override;
};
}  // namespace detail

}  // namespace asyncsafe::inline v0
