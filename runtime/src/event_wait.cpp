// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "event_wait.hpp"

#include "clock.hpp"
#include "die.hpp"
#include "raw_io.hpp"
#include "waiting.hpp"

#include <algorithm>
#include <poll.h>

namespace asyncsafe::inline v0::detail {
namespace {

int event_fd_of(thread_record& self) {
  int fd = self.event_fd.load();
  if (fd >= 0) return fd;
  fd = make_event("asyncsafe: eventfd");
  self.event_fd.store(fd);
  return fd;
}

// Until the call's descriptor is ready, or something fresh is pending.
void wait_for_descriptor(thread_record& self, const system_call& c) {
  thread_block& block = asyncsafe_this_block;
  pollfd fds[2] = {{c.fd, c.events, 0}, {event_fd_of(self), POLLIN, 0}};
  block.blocked.store(blocked_in::event_wait, std::memory_order_seq_cst);
  if ((block.pending.load(std::memory_order_seq_cst) & pending_bit::fresh) == 0) raw_poll(fds, 2, nullptr);
  block.blocked.store(blocked_in::nothing, std::memory_order_seq_cst);
  drain_event(fds[1].fd);
}

}  // namespace

long wait_with_eventfd(thread_record& self, system_call& c) {
  using std::chrono::milliseconds;
  if (c.attempt == nullptr) return plain_call(c);  // nothing can be tried: it is not interruptible here
  for (milliseconds backoff{1};; backoff = std::min(backoff * 2, milliseconds(16))) {
    const long result = c.attempt(c);
    if (result != would_block) return result;
    if (c.deadline && now() >= *c.deadline) return plain_call(c);  // its timeout is over: it says so itself
    if (c.fd >= 0) {
      wait_for_descriptor(self, c);
    } else {
      const steady_time until = std::min(now() + backoff, c.deadline.value_or(steady_time::max()));
      park(self, &until);
    }
    if ((asyncsafe_this_block.pending.load(std::memory_order_relaxed) & pending_bit::fresh) != 0) return -EINTR;
  }
}

}  // namespace asyncsafe::inline v0::detail
