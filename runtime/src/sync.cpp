// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/sync.hpp>

#include "nptl_layout.hpp"
#include "raw_io.hpp"
#include "system_call.hpp"
#include "wait_queue.hpp"

#include <pthread.h>

namespace asyncsafe::inline v0 {

using namespace detail;

namespace {

// Acquires `state` (0 free, 1 held, 2 held and perhaps waited for). \return whether; false with an error or timeout.
bool lock_slowly(std::atomic<std::uint32_t>& state, wait_queue& waiters, const steady_time* deadline, how_delivered how,
                 std::error_code* error) {
  for (;;) {
    wait_node node;
    node.waiter = &this_record();
    {
      queue_guard guard(waiters);
      if (state.exchange(2, std::memory_order_acquire) == 0) return true;
      enqueue(waiters, node);
    }
    std::exception_ptr interrupt;
    switch (wait_in(waiters, node, deadline, how, interrupt)) {
      case queue_outcome::served:
        return true;  // the holder handed it over
      case queue_outcome::timed_out:
        return false;
      case queue_outcome::interrupted:
        if (interrupt) return report(std::move(interrupt), error);
    }
  }
}

}  // namespace

void interruptible_mutex::lock() {
  interrupted_at_entry(nullptr);
  if (!try_lock()) lock_slowly(state_, waiters_, nullptr, how_delivered::by_throwing, nullptr);
}

bool interruptible_mutex::lock(std::error_code& error) {
  if (interrupted_at_entry(&error)) return false;
  return try_lock() || lock_slowly(state_, waiters_, nullptr, how_delivered::by_error_code, &error);
}

bool interruptible_mutex::try_lock_until_steady(steady_time deadline, std::error_code* error) {
  if (interrupted_at_entry(error)) return false;
  return try_lock() || lock_slowly(state_, waiters_, &deadline, how_for(error), error);
}

void interruptible_mutex::lock_uninterruptibly() noexcept {
  if (!try_lock()) lock_slowly(state_, waiters_, nullptr, how_delivered::not_at_all, nullptr);
}

// To free it is the last that is done to it: who finds it free may end its life. Until then it is held and, once nobody waits,
// says so; who comes meanwhile says otherwise.
void interruptible_mutex::unlock_for_waiter() noexcept {
  for (std::uint32_t held = 1;; held = 1) {
    thread_record* next = nullptr;
    {
      queue_guard guard(waiters_);
      next = serve_first(waiters_);
      if (next == nullptr) state_.store(1, std::memory_order_relaxed);
    }
    if (next != nullptr) return unpark(*next);
    if (state_.compare_exchange_strong(held, 0, std::memory_order_release, std::memory_order_relaxed)) return;
  }
}

void interruptible_condition_variable::notify_one() noexcept {
  thread_record* next = nullptr;
  {
    queue_guard guard(waiters_);
    next = serve_first(waiters_);
  }
  if (next != nullptr) unpark(*next);
}

void interruptible_condition_variable::notify_all() noexcept {
  thread_record* last = nullptr;
  {
    queue_guard guard(waiters_);
    last = serve_all(waiters_);
  }
  if (last != nullptr) unpark(*last);
}

std::cv_status interruptible_condition_variable::wait_steady(lock_type& lock, const steady_time* deadline,
                                                             std::error_code* error) {
  if (interrupted_at_entry(error)) return std::cv_status::no_timeout;
  wait_node node;
  node.waiter = &this_record();
  {
    queue_guard guard(waiters_);
    enqueue(waiters_, node);
  }
  interruptible_mutex& mutex = *lock.mutex();
  mutex.unlock();
  std::exception_ptr interrupt;
  const queue_outcome outcome = wait_in(waiters_, node, deadline, how_for(error), interrupt);
  mutex.lock_uninterruptibly();
  if (interrupt) report(std::move(interrupt), error);
  return outcome == queue_outcome::timed_out ? std::cv_status::timeout : std::cv_status::no_timeout;
}

bool semaphore::take_one() noexcept {
  std::ptrdiff_t found = count_.load(std::memory_order_relaxed);
  while (found > 0)
    if (count_.compare_exchange_weak(found, found - 1, std::memory_order_acquire)) return true;
  return false;
}

bool semaphore::try_acquire() noexcept {
  if (!take_one()) return false;
  let_server_leave(waiters_);
  return true;
}

bool semaphore::acquire_steady(const steady_time* deadline, std::error_code* error) {
  if (interrupted_at_entry(error)) return false;
  for (;;) {
    if (try_acquire()) return true;
    wait_node node;
    node.waiter = &this_record();
    {
      queue_guard guard(waiters_);
      if (take_one()) return true;
      enqueue(waiters_, node);
    }
    std::exception_ptr interrupt;
    switch (wait_in(waiters_, node, deadline, how_for(error), interrupt)) {
      case queue_outcome::served:
        return true;
      case queue_outcome::timed_out:
        return false;
      case queue_outcome::interrupted:
        if (interrupt) return report(std::move(interrupt), error);
    }
  }
}

// Both serve under one guard: who is served may end the object's life once that is gone.
void semaphore::release(std::ptrdiff_t n) noexcept {
  thread_record* last = nullptr;
  {
    queue_guard guard(waiters_);
    for (; n > 0; --n) {
      thread_record* next = serve_first(waiters_);
      if (next == nullptr) {
        count_.fetch_add(n, std::memory_order_release);
        break;
      }
      if (last != nullptr) unpark(*last);
      last = next;
    }
  }
  if (last != nullptr) unpark(*last);
}

void latch::count_down(std::ptrdiff_t n) noexcept {
  thread_record* last = nullptr;
  {
    queue_guard guard(waiters_);
    if (left_.fetch_sub(n, std::memory_order_acq_rel) > n) return;
    last = serve_all(waiters_);
  }
  if (last != nullptr) unpark(*last);
}

bool latch::try_wait() const noexcept {
  if (left_.load(std::memory_order_acquire) > 0) return false;
  let_server_leave(waiters_);
  return true;
}

bool latch::wait_steady(const steady_time* deadline, std::error_code* error) {
  if (interrupted_at_entry(error)) return false;
  for (;;) {
    wait_node node;
    node.waiter = &this_record();
    {
      queue_guard guard(waiters_);
      if (left_.load(std::memory_order_acquire) <= 0) return true;
      enqueue(waiters_, node);
    }
    std::exception_ptr interrupt;
    switch (wait_in(waiters_, node, deadline, how_for(error), interrupt)) {
      case queue_outcome::served:
        return true;
      case queue_outcome::timed_out:
        return try_wait();
      case queue_outcome::interrupted:
        break;
    }
    if (interrupt) return report(std::move(interrupt), error);
  }
}

namespace {

// The kernel and the C library write it; a sanitizer knows neither.
__attribute__((no_sanitize("thread"), noinline)) int load_id(const volatile int* id) noexcept {
  const int found = *id;
  asm volatile("" : : : "memory");  // what orders us after the thread's end is the join that follows
  return found;
}

// The kernel clears the thread's id when it ends, and wakes who waits for that.
bool await_end(std::thread& t, std::error_code* error) {
  auto* id = nptl_field<int>(t.native_handle(), "_thread_db_pthread_tid");
  if (id == nullptr) return true;
  for (;;) {
    const int tid = load_id(id);
    if (tid <= 0) return true;
    system_call c{"asyncsafe::join", SYS_futex, {reinterpret_cast<long>(id), FUTEX_WAIT, tid, 0}};
    c.attempt = [](const system_call& self) -> long {
      return load_id(reinterpret_cast<const int*>(self.arguments[0])) == self.arguments[2] ? would_block : 0;
    };
    call_outcome outcome = perform(c, how_for(error));
    if (outcome.result == -EAGAIN) outcome.result = 0;
    if (conclude(c.name, std::move(outcome), error) < 0) return false;
  }
}

bool join_either(std::thread& t, std::error_code* error) {
  if (error != nullptr) error->clear();
  const bool self = t.joinable() && t.get_id() == std::this_thread::get_id();
  if (!t.joinable() || self) {
    const auto code =
        std::make_error_code(self ? std::errc::resource_deadlock_would_occur : std::errc::invalid_argument);
    if (error == nullptr) throw std::system_error(code, "asyncsafe::join");
    *error = code;
    return false;
  }
  if (!await_end(t, error)) return false;
  const no_cancellation whole;
  t.join();
  return true;
}

}  // namespace

void join(std::thread& t) { join_either(t, nullptr); }
bool join(std::thread& t, std::error_code& error) { return join_either(t, &error); }

}  // namespace asyncsafe::inline v0
