// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A GLib main loop that an interrupt can end. Built only where GLib's headers are.
#pragma once

#include <asyncsafe/mask.hpp>
#include <asyncsafe/watch.hpp>

#include <glib-unix.h>
#include <glib.h>
#include <memory>

namespace asyncsafe::inline v0 {

/// Runs the loop, on the thread that owns its context, until it is quit or this thread is interrupted. No callback of
/// the loop may throw: checkpoints belong behind it. Where the interrupt must not be thrown (in a `noexcept` function, say)
/// this returns, and the interrupt stays pending.
/// \throws a pending interrupt; the loop has been quit then, and can be run again.
inline void run_loop(GMainLoop* loop) {
  struct context {
    interrupt_watch watch;
    GMainLoop* loop;
  } here{{}, loop};
  const GUnixFDSourceFunc arrived = [](gint, GIOCondition, gpointer raw) noexcept -> gboolean {
    auto& c = *static_cast<context*>(raw);
    c.watch.clear();
    if (c.watch.deliverable()) g_main_loop_quit(c.loop);
    return G_SOURCE_CONTINUE;
  };
  struct destroy {
    void operator()(GSource* source) const noexcept {
      g_source_destroy(source);
      g_source_unref(source);
    }
  };
  const std::unique_ptr<GSource, destroy> source(g_unix_fd_source_new(here.watch.fd(), G_IO_IN));
  g_source_set_callback(source.get(), reinterpret_cast<GSourceFunc>(reinterpret_cast<void (*)()>(arrived)), &here,
                        nullptr);
  g_source_set_priority(source.get(), G_PRIORITY_HIGH);
  g_source_attach(source.get(), g_main_loop_get_context(loop));
  allow_interrupt();
  g_main_loop_run(loop);
  allow_interrupt();
}

}  // namespace asyncsafe::inline v0
