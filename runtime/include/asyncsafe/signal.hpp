// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The chain of custody from a C signal handler to ordinary code: flag first, then wake, and nothing gets lost.
#pragma once

#include <asyncsafe/detail/points.hpp>
#include <asyncsafe/exceptions.hpp>
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/mask.hpp>

#include <csignal>
#include <cstdlib>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

namespace asyncsafe::inline v0 {

/// While it lives, the signals named are held back, process-wide: whichever thread they strike, each is replayed
/// once, in order of arrival, when the last scope that holds it ends. Replaying does what the disposition then says:
/// nothing for SIG_IGN, the default action for SIG_DFL, or a call of the handler in ordinary context, with the
/// signals of its sa_mask blocked. A standard signal that arrives again counts once; real-time signals are replayed one by
/// one, with their values (up to 900 that wait). Scopes nest, also with overlapping sets. Dispositions come back byte
/// for byte, unless somebody else changed them meanwhile.
class [[nodiscard]] ASYNCSAFE_API deferred_signals {
 public:
  /// \throws std::invalid_argument for a number that is no signal, cannot be caught, or is reserved by the runtime, and
  /// for an empty set; then nothing has changed.
  [[nodiscard]] deferred_signals(std::initializer_list<int> signal_numbers);
  [[nodiscard]] explicit deferred_signals(std::vector<int> signal_numbers);
  /// Replays. \throws what a replayed handler threw, after the others have been replayed, too; while the stack
  /// unwinds, it is posted to this thread instead.
  ~deferred_signals() noexcept(false);
  deferred_signals(const deferred_signals&) = delete;
  deferred_signals& operator=(const deferred_signals&) = delete;

  /// Whether that signal has arrived and waits for its replay.
  [[nodiscard]] static bool is_pending(int signal_number) noexcept;

  struct state;

 private:
  std::unique_ptr<state> state_;
};

/// While it lives, the signals named arrive as values, in ordinary code. (Trio: open_signal_receiver.) A standard signal
/// that arrives again before it is taken counts once; real-time signals come one by one, with their values (up to
/// 900 that wait). Several receivers may name one signal: each is told, and they may end in any order. What none of those
/// told has taken is redelivered, when the last of them ends, to the dispositions found; those come back byte for
/// byte, but only where they are still ours.
class [[nodiscard]] ASYNCSAFE_API signal_receiver {
 public:
  /// \throws std::invalid_argument as deferred_signals does; then every disposition is as it was.
  [[nodiscard]] signal_receiver(std::initializer_list<int> signal_numbers);
  [[nodiscard]] explicit signal_receiver(std::vector<int> signal_numbers);
  /// Redelivers. \throws as deferred_signals does.
  ~signal_receiver() noexcept(false);
  signal_receiver(const signal_receiver&) = delete;
  signal_receiver& operator=(const signal_receiver&) = delete;

  /// Waits (interruptibly) for the next signal. \return its number.
  /// \throws a pending interrupt; std::logic_error if another thread waits on this receiver.
  int next();
  /// As that, where an interrupt is reported as std::errc::operation_canceled. The result is then 0.
  int next(std::error_code& error);
  /// \return the next signal's number, if one has arrived. Any number of threads may ask: each signal is given to one.
  [[nodiscard]] std::optional<int> try_next() noexcept;
  /// The same, with all that the kernel says of it: its value (`si_value`), its sender.
  siginfo_t next_info();
  siginfo_t next_info(std::error_code& error);
  [[nodiscard]] std::optional<siginfo_t> try_next_info() noexcept;
  /// Readable while a signal waits: for `poll` beside other descriptors. Take signals with try_next().
  [[nodiscard]] int wake_fd() const noexcept;

  class iterator {
   public:
    using iterator_category = std::input_iterator_tag;
    using value_type = int;
    using difference_type = std::ptrdiff_t;
    using pointer = const int*;
    using reference = int;
    explicit iterator(signal_receiver& from) : from_(&from), current_(from.next()) {}
    int operator*() const noexcept { return current_; }
    iterator& operator++() {
      current_ = from_->next();
      return *this;
    }
    void operator++(int) { ++*this; }
    bool operator==(std::default_sentinel_t) const noexcept { return false; }  // signals never end

   private:
    signal_receiver* from_;
    int current_;
  };
  iterator begin() { return iterator(*this); }
  [[nodiscard]] std::default_sentinel_t end() const noexcept { return {}; }

  struct state;

 private:
  std::unique_ptr<state> state_;
};

/// While it lives, Ctrl-C raises keyboard_interrupt at the main thread's next delivery point. A second one, before
/// the first has been handled, is raised at once in a release with a grace period; otherwise, and at the third, the
/// process dies of it by the default action. So a loop without checkpoints ends at the second Ctrl-C.
/// Once the exception has been handled (its last copy is gone) the next Ctrl-C is a first one again.
/// Takes no effect off the main thread, or over a disposition of SIGINT other than the default: ask active().
/// A Ctrl-C that has arrived and was not delivered when the scope ends is raised there; where that must not throw, the
/// process dies of it, as it would had it come a moment later.
/// If a keyboard_interrupt escapes `main`, the process dies by SIGINT (but see run_main: C++ does not unwind then).
class [[nodiscard]] ASYNCSAFE_API keyboard_interrupt_scope {
 public:
  [[nodiscard]] keyboard_interrupt_scope();
  /// \throws keyboard_interrupt for a Ctrl-C that came too late for every delivery point.
  ~keyboard_interrupt_scope() noexcept(false);
  keyboard_interrupt_scope(const keyboard_interrupt_scope&) = delete;
  keyboard_interrupt_scope& operator=(const keyboard_interrupt_scope&) = delete;

  [[nodiscard]] bool active() const noexcept { return active_; }

  /// Runs `f()` with Ctrl-C, and nothing else, held back until it ends. \return what `f` returns.
  template <class F>
  decltype(auto) protect(F&& f) const {
    return detail::run_then(
        [&]() -> decltype(auto) {
          protection hold;
          return std::forward<F>(f)();
        },
        [] { detail::unmasked_point(); });
  }

 private:
  struct ASYNCSAFE_API protection {
    protection();
    ~protection();
    protection(const protection&) = delete;
    protection& operator=(const protection&) = delete;
  };
  interrupt_scope scope_;
  bool active_ = false;
};

/// Ends the process by the default action of SIGINT, so that a shell sees what happened. Flushes stdio first.
[[noreturn]] ASYNCSAFE_API void die_by_keyboard_interrupt() noexcept;

/// For `main`: runs `f()` in a keyboard_interrupt_scope; if a keyboard_interrupt escapes it, everything has been
/// unwound by then, and the process dies by SIGINT. \return what `f` returns, or EXIT_SUCCESS if that is void.
template <class F>
int run_main(F&& f) {
  try {
    keyboard_interrupt_scope scope;
    if constexpr (std::is_void_v<std::invoke_result_t<F>>)
      std::forward<F>(f)();
    else
      return static_cast<int>(std::forward<F>(f)());
  } catch (const keyboard_interrupt&) {
    die_by_keyboard_interrupt();
  }
  return EXIT_SUCCESS;
}

}  // namespace asyncsafe::inline v0
