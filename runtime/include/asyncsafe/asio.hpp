// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Beside Asio: a loop that an interrupt can end, and cancellation slots both ways. Built only where Asio's headers are:
// standalone Asio, or Boost's (1.77 or later) if ASYNCSAFE_USE_BOOST_ASIO is defined.
#pragma once

#include <asyncsafe/mask.hpp>
#include <asyncsafe/watch.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

#if defined(ASYNCSAFE_USE_BOOST_ASIO)
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#else
#include <asio/cancellation_signal.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#endif

namespace asyncsafe::inline v0 {

namespace detail {
#if defined(ASYNCSAFE_USE_BOOST_ASIO)
namespace net = ::boost::asio;
#else
namespace net = ::asio;
#endif
}  // namespace detail

/// As `context.run()`, until this thread is interrupted. What a handler throws passes through, interrupts included, so
/// handlers may have checkpoints. Where the interrupt must not be thrown here, this returns, and the interrupt stays pending.
/// \return the number of handlers that were run.
/// \throws a pending interrupt; the context is stopped then, for all its threads: `restart()` it to run it again.
inline std::size_t run_loop(detail::net::io_context& context) {
  allow_interrupt();
  if (current_masking_state() == masking_state::uninterruptible) return context.run();
  std::size_t handlers = 0;
  {
    const interrupt_stop_source arrived;
    const std::stop_callback stop(arrived.get_token(), [&context] { context.stop(); });
    handlers = context.run();
  }
  allow_interrupt();
  return handlers;
}

/// Out of the runtime, into Asio: cancels the operation that its slot is bound to once the token is asked to stop. With an
/// interrupt_stop_source's token that is when this thread is interrupted. Give it the executor that the operation's
/// handlers run on, and keep it until they have run.
class [[nodiscard]] cancel_on_stop {
 public:
  template <class Executor>
  [[nodiscard]] cancel_on_stop(std::stop_token token, Executor executor,
                               detail::net::cancellation_type type = detail::net::cancellation_type::terminal)
      : signal_(std::make_shared<detail::net::cancellation_signal>()) {
    stop_.emplace(std::move(token), [signal = signal_, executor = std::move(executor), type] {
      detail::net::post(executor, [signal, type] { signal->emit(type); });  // a signal is its executor's alone
    });
  }
  cancel_on_stop(const cancel_on_stop&) = delete;
  cancel_on_stop& operator=(const cancel_on_stop&) = delete;

  /// For `asio::bind_cancellation_slot`.
  [[nodiscard]] detail::net::cancellation_slot slot() const noexcept { return signal_->slot(); }

 private:
  std::shared_ptr<detail::net::cancellation_signal> signal_;
  std::optional<std::stop_callback<std::function<void()>>> stop_;
};

/// Out of Asio, into the runtime: the token is asked to stop when the slot's signal is emitted. For a stop_scope around
/// blocking code. Takes the slot's place for a handler. A slot of no signal (what a handler without one is associated with)
/// gives a token that is never asked.
[[nodiscard]] inline std::stop_token stop_token_of(detail::net::cancellation_slot slot) {
  std::stop_source source;
  if (slot.is_connected()) slot.assign([source](detail::net::cancellation_type) mutable { source.request_stop(); });
  return source.get_token();
}

}  // namespace asyncsafe::inline v0
