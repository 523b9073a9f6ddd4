// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A libuv loop that an interrupt can end. Built only where libuv's header is.
#pragma once

#include <asyncsafe/mask.hpp>
#include <asyncsafe/watch.hpp>

#include <memory>
#include <system_error>
#include <uv.h>

namespace asyncsafe::inline v0 {

/// As `uv_run`, until this thread is interrupted. No callback of the loop may throw: checkpoints belong behind it. Where
/// the interrupt must not be thrown (in a `noexcept` function, say) this returns, and the interrupt stays pending.
/// If the loop still had handles it needs another run, as after `uv_stop`, before `uv_loop_close`.
/// \return what `uv_run` returns. \throws a pending interrupt; std::system_error if the loop can watch no descriptor.
inline int run_loop(uv_loop_t* loop, uv_run_mode mode = UV_RUN_DEFAULT) {
  struct watcher {
    uv_poll_t poll;
    interrupt_watch* watch;
  };
  struct close {  // libuv frees nothing itself, and calls back when the loop has let go of the handle
    void operator()(watcher* w) const noexcept {
      uv_poll_stop(&w->poll);
      uv_close(reinterpret_cast<uv_handle_t*>(&w->poll),
               [](uv_handle_t* handle) { delete static_cast<watcher*>(handle->data); });
    }
  };
  interrupt_watch watch;
  int left = 0;
  {
    auto made = std::make_unique<watcher>();
    made->watch = &watch;
    if (const int error = uv_poll_init(loop, &made->poll, watch.fd()); error != 0)
      throw std::system_error(-error, std::generic_category(), "asyncsafe::run_loop");
    made->poll.data = made.get();
    const std::unique_ptr<watcher, close> active(made.release());
    uv_unref(reinterpret_cast<uv_handle_t*>(&active->poll));
    const uv_poll_cb arrived = [](uv_poll_t* poll, int, int) noexcept {
      interrupt_watch& woken = *static_cast<watcher*>(poll->data)->watch;
      woken.clear();
      if (woken.deliverable()) uv_stop(poll->loop);
    };
    if (const int error = uv_poll_start(&active->poll, UV_READABLE, arrived); error != 0)
      throw std::system_error(-error, std::generic_category(), "asyncsafe::run_loop");
    allow_interrupt();
    left = uv_run(loop, mode);
  }
  if (left == 0) uv_run(loop, UV_RUN_NOWAIT);  // nothing but our handle is left: let go of it
  allow_interrupt();
  return left;
}

}  // namespace asyncsafe::inline v0
