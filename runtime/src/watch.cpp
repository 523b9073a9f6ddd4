// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "watch.hpp"

#include <asyncsafe/checkpoint.hpp>
#include <asyncsafe/mask.hpp>
#include <asyncsafe/watch.hpp>

#include "die.hpp"
#include "kernel_signal.hpp"
#include "raw_io.hpp"
#include "sanitizer_hooks.hpp"
#include "thread_record.hpp"

#include <fcntl.h>
#include <new>

namespace asyncsafe::inline v0 {
namespace detail {

ASYNCSAFE_HANDLER void raise_watches(const thread_record& record) noexcept {
  for (const watch_node* node = record.watches.load(std::memory_order_seq_cst); node != nullptr; node = node->next)
    if (node->open.load(std::memory_order_seq_cst)) raise_event(node->fd.load(std::memory_order_relaxed));
}

void renew_watches(thread_record& record, bool is_mine) noexcept {
  for (watch_node* node = record.watches.load(); node != nullptr; node = node->next) {
    const int shared = node->fd.load();
    if (shared < 0) continue;
    if (!is_mine || !node->open.load()) {
      raw_close(shared);
      node->fd.store(-1);
      continue;
    }
    renew_event(shared);
  }
}

namespace {

int new_event() { return make_event("asyncsafe: eventfd"); }

watch_node& free_node(thread_record& self) {
  for (watch_node* node = self.watches.load(std::memory_order_relaxed); node != nullptr; node = node->next) {
    if (node->open.load(std::memory_order_relaxed)) continue;
    if (node->fd.load(std::memory_order_relaxed) < 0) node->fd.store(new_event());
    return *node;
  }
  const int fd = new_event();
  auto* added = new (std::nothrow) watch_node;
  if (added == nullptr) {
    raw_close(fd);
    throw std::bad_alloc();
  }
  added->fd.store(fd, std::memory_order_relaxed);
  added->next = self.watches.load(std::memory_order_relaxed);
  self.watches.store(added, std::memory_order_seq_cst);
  return *added;
}

bool is_readable(int fd) noexcept {
  pollfd one{fd, POLLIN, 0};
  const timespec none{};
  return raw_poll(&one, 1, &none) > 0;
}

}  // namespace
}  // namespace detail

interrupt_watch::interrupt_watch() : record_(&detail::this_record()), node_(&detail::free_node(*record_)) {
  clear();
  node_->open.store(true, std::memory_order_seq_cst);
  // Whoever announced something before that store did not raise it.
  if (interrupt_pending()) detail::raise_event(fd());
}

interrupt_watch::~interrupt_watch() {
  if (asyncsafe_this_block.record.load(std::memory_order_relaxed) != record_)
    detail::die("an interrupt_watch ended on another thread than it began on");
  node_->open.store(false, std::memory_order_seq_cst);
}

int interrupt_watch::fd() const noexcept { return node_->fd.load(std::memory_order_relaxed); }

void interrupt_watch::clear() noexcept { detail::drain_event(fd()); }

bool interrupt_watch::deliverable() const noexcept {
  return interrupt_pending() && current_masking_state() != masking_state::uninterruptible;
}

interrupt_stop_source::interrupt_stop_source() : end_(detail::new_event()), process_(::getpid()) {
  // It must take no signal of the program's.
  const detail::kernel_sigset before = detail::change_mask(SIG_SETMASK, ~detail::kernel_sigset{0});
  try {
    watcher_ = std::thread([raised = watch_.fd(), end = end_, stop = stop_]() mutable {
      pollfd fds[2] = {{raised, POLLIN, 0}, {end, POLLIN, 0}};
      while (detail::raw_poll(fds, 2, nullptr) < 0) {
      }
      if (!detail::is_readable(end)) stop.request_stop();
    });
  } catch (...) {
    detail::change_mask(SIG_SETMASK, before);
    detail::raw_close(end_);
    throw;
  }
  detail::change_mask(SIG_SETMASK, before);
}

interrupt_stop_source::~interrupt_stop_source() {
  detail::raise_event(end_);
  const detail::no_cancellation whole;
  if (::getpid() == process_)
    watcher_.join();
  else
    new (std::nothrow) std::thread(std::move(watcher_));  // leaked: there is nothing to join
  detail::raw_close(end_);
}

}  // namespace asyncsafe::inline v0
