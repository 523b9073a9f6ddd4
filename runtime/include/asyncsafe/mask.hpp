// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Masking: who may be interrupted where. The algebra is GHC's `Control.Exception`.
#pragma once

#include <asyncsafe/checkpoint.hpp>
#include <asyncsafe/detail/awaitable.hpp>
#include <asyncsafe/detail/mask_frame.hpp>

#include <functional>
#include <type_traits>
#include <utility>

namespace asyncsafe::inline v0 {

/// The state this thread is in now.
[[nodiscard]] inline masking_state current_masking_state() noexcept {
  return detail::state_of(asyncsafe_this_block.mask.load(std::memory_order_relaxed));
}

namespace detail {

/// Terminates with one line unless `frame` (as entered with `serial`) is open on this thread.
ASYNCSAFE_API void check_restore(const thread_block* owner, const mask_frame* frame, std::uint64_t serial, place opened,
                                 place used) noexcept;

struct frame_scope : mask_frame {
  using mask_frame::mask_frame;
  ~frame_scope() { leave(); }
};

/// Runs `body` and then `after`, handing on whatever `body` gave.
template <class Body, class After>
decltype(auto) run_then(Body&& body, After&& after) {
  using result = decltype(std::forward<Body>(body)());
  refuse_awaitable<result>();
  if constexpr (std::is_void_v<result>) {
    std::forward<Body>(body)();
    after();
  } else if constexpr (std::is_reference_v<result>) {
    result value = std::forward<Body>(body)();
    after();
    return static_cast<result>(value);
  } else {
    result value = std::forward<Body>(body)();
    after();
    return value;
  }
}

template <class F>
decltype(auto) run_in_state(masking_state state, F&& f, place where) {
  return run_then(
      [&]() -> decltype(auto) {
        frame_scope scope(mask_frame::exactly{state}, where);
        unmasked_point();
        return std::invoke(std::forward<F>(f));
      },
      [] { unmasked_point(); });
}

}  // namespace detail

/// What `mask` hands its body: runs code in the state that was in force at that mask call.
/// Valid on the thread and within the scope of that mask only; other use terminates with one line.
class restore_function {
 public:
  /// Runs `g()` in the outer state and returns its result. Entering the unmasked state is a delivery point.
  /// \throws a pending interrupt, and whatever `g` throws.
  template <class G>
  decltype(auto) operator()(G&& g, const char* file = __builtin_FILE(), int line = __builtin_LINE()) const {
    detail::check_restore(owner_, frame_, serial_, opened_, {file, line});
    return detail::run_in_state(detail::state_of(frame_->outer), std::forward<G>(g), {file, line});
  }

  explicit restore_function(const detail::mask_frame& frame) noexcept
      : owner_(&asyncsafe_this_block), frame_(&frame), serial_(frame.serial_number()), opened_(frame.opened_at()) {}

 private:
  const detail::thread_block* owner_;
  const detail::mask_frame* frame_;
  std::uint64_t serial_;
  detail::place opened_;
};

namespace detail {

template <class F>
decltype(auto) run_masked(masking_state floor, F&& f, place where) {
  return run_then(
      [&]() -> decltype(auto) {
        frame_scope scope(mask_frame::at_least{floor}, where);
        if constexpr (std::is_invocable_v<F, restore_function>)
          return std::invoke(std::forward<F>(f), restore_function(scope));
        else
          return std::invoke(std::forward<F>(f));
      },
      [] { unmasked_point(); });
}

}  // namespace detail

/// Runs `f(restore)` (or `f()`) at least `masked`; never weakens the state it finds.
/// Leaving the outermost mask normally is a delivery point; leaving it by an exception delivers nothing.
/// \return what `f` returns. \throws what `f` throws; a pending interrupt on leaving.
/// (GHC: `mask`.)
template <class F>
decltype(auto) mask(F&& f, const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  return detail::run_masked(masking_state::masked, std::forward<F>(f), {file, line});
}

/// As `mask`, but not even an operation that blocks is interrupted: bound the time that `f` can take.
/// (GHC: `uninterruptibleMask`.)
template <class F>
decltype(auto) uninterruptible_mask(F&& f, const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  return detail::run_masked(masking_state::uninterruptible, std::forward<F>(f), {file, line});
}

/// Runs `f` unmasked if the state is `masked`; in the other two states runs it as it is.
/// (GHC: `interruptible`.)
template <class F>
decltype(auto) interruptible(F&& f, const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  const masking_state now = current_masking_state();
  return detail::run_in_state(now == masking_state::masked ? masking_state::unmasked : now, std::forward<F>(f),
                              {file, line});
}

/// Delivers a pending interrupt unless the state is `uninterruptible`. (GHC: `allowInterrupt`.)
inline void allow_interrupt() {
  if (detail::anything_pending()) [[unlikely]]
    interruptible([] { checkpoint(); });
}

/// A mask as an object, for code that cannot be a lambda. Masks must end in the reverse order of their
/// start, on their own thread; anything else terminates with one line.
/// Its destructor is a delivery point, so it can throw; a holder whose destructor is `noexcept` defers instead.
template <masking_state Floor>
class [[nodiscard]] basic_mask_guard {
 public:
  [[nodiscard]] explicit basic_mask_guard(const char* file = __builtin_FILE(), int line = __builtin_LINE()) noexcept
      : frame_(detail::mask_frame::at_least{Floor}, {file, line}) {}
  basic_mask_guard(const basic_mask_guard&) = delete;
  basic_mask_guard& operator=(const basic_mask_guard&) = delete;
  ~basic_mask_guard() noexcept(false) {
    if (!frame_.innermost()) [[unlikely]] {
      if (frame_.is_marked_left()) return;
      detail::die_mask_order(frame_);
    }
    frame_.put_back();
    if (detail::anything_pending() && current_masking_state() == masking_state::unmasked) [[unlikely]]
      detail::deliver_at_guard_exit();
  }

  /// Ends the mask here, and delivers what is pending. Do so before you return an object: Clang (as of 22) does not
  /// destroy the object returned if a destructor throws after it was made; `mask(f)` and this have no such gap.
  void leave() {
    frame_.leave();
    frame_.mark_left();
    detail::unmasked_point();
  }

  /// The function that `mask` would have handed to its body.
  [[nodiscard]] restore_function restore() const noexcept { return restore_function(frame_); }
  /// Runs `g()` in the state found when this guard was made, and returns its result.
  template <class G>
  decltype(auto) restore(G&& g, const char* file = __builtin_FILE(), int line = __builtin_LINE()) const {
    return restore()(std::forward<G>(g), file, line);
  }

 private:
  detail::mask_frame frame_;
};

/// Classes of their own, so that messages (and asyncsafe's models) name them.
class [[nodiscard]] mask_guard : public basic_mask_guard<masking_state::masked> {
 public:
  [[nodiscard]] explicit mask_guard(const char* file = __builtin_FILE(), int line = __builtin_LINE()) noexcept
      : basic_mask_guard(file, line) {}
};
class [[nodiscard]] uninterruptible_mask_guard : public basic_mask_guard<masking_state::uninterruptible> {
 public:
  [[nodiscard]] explicit uninterruptible_mask_guard(const char* file = __builtin_FILE(),
                                                    int line = __builtin_LINE()) noexcept
      : basic_mask_guard(file, line) {}
};

}  // namespace asyncsafe::inline v0
