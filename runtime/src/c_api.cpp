// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/c_api.h>

#include <asyncsafe/io.hpp>
#include <asyncsafe/mask.hpp>

#include "delivery.hpp"
#include "die.hpp"
#include "unwind_guard.hpp"

#include <new>

using namespace asyncsafe;

struct asyncsafe_token {
  scope_token token;
};

namespace {

static_assert(sizeof(asyncsafe_mask) >= sizeof(detail::mask_frame) &&
              alignof(asyncsafe_mask) >= alignof(detail::mask_frame));

int kind_of(const std::exception_ptr& e) noexcept {
  if (!e) return ASYNCSAFE_NOTHING;
  if (detail::holds<keyboard_interrupt>(e)) return ASYNCSAFE_KEYBOARD;
  return detail::holds<stop_requested>(e) ? ASYNCSAFE_STOP : ASYNCSAFE_THROWN;
}

int deliver(detail::point where) noexcept {
  if (!detail::anything_pending()) return ASYNCSAFE_NOTHING;
  return kind_of(detail::take(where, detail::how_delivered::by_error_code));
}

int code_of(const std::error_code& error) noexcept {
  return error == std::errc::operation_canceled ? ECANCELED : error.value();
}

// `call(error)`, with C's way of reporting. What it may throw besides (no memory, a taken signal) is an errno, too.
template <class Call>
auto answer(Call&& call) noexcept -> decltype(call(std::declval<std::error_code&>())) {
  try {
    std::error_code error;
    const auto result = call(error);
    if (!error) return result;
    errno = code_of(error);
  } catch (const std::system_error& e) {
    errno = code_of(e.code());
  } catch (const std::bad_alloc&) {
    errno = ENOMEM;
  }
  return -1;
}

ssize_t signed_size(std::size_t n) noexcept { return static_cast<ssize_t>(n); }

}  // namespace

void asyncsafe_mask_enter(asyncsafe_mask* mask) noexcept {
  if (mask == nullptr) detail::die("asyncsafe_mask_enter: the mask is null");
  ::new (mask) detail::mask_frame(detail::mask_frame::at_least{masking_state::masked}, {"C", 0});
}

void asyncsafe_uninterruptible_mask_enter(asyncsafe_mask* mask) noexcept {
  if (mask == nullptr) detail::die("asyncsafe_uninterruptible_mask_enter: the mask is null");
  ::new (mask) detail::mask_frame(detail::mask_frame::at_least{masking_state::uninterruptible}, {"C", 0});
}

int asyncsafe_mask_leave(asyncsafe_mask* mask) noexcept {
  // What is not an open mask of this thread has nothing in it that could be looked at.
  if (!detail::is_open_mask(mask)) detail::die("asyncsafe_mask_leave: the mask is not open on this thread");
  std::launder(reinterpret_cast<detail::mask_frame*>(mask))->leave();
  return current_masking_state() == masking_state::unmasked ? deliver(detail::point::unmask) : ASYNCSAFE_NOTHING;
}

int asyncsafe_masking_state() noexcept { return static_cast<int>(current_masking_state()); }
int asyncsafe_checkpoint() noexcept { return deliver(detail::point::checkpoint); }
int asyncsafe_interrupt_pending() noexcept { return interrupt_pending() ? 1 : 0; }
int asyncsafe_last_interrupt() noexcept { return kind_of(last_interrupt()); }

asyncsafe_token* asyncsafe_this_thread() noexcept {
  asyncsafe_token* made = nullptr;
  answer([&](std::error_code&) {
    made = new asyncsafe_token{this_thread::token()};
    return 0;
  });
  return made;
}

void asyncsafe_token_free(asyncsafe_token* token) noexcept { delete token; }

int asyncsafe_interrupt(const asyncsafe_token* target, long timeout_ms) noexcept {
  return answer([&](std::error_code& error) {
    if (target == nullptr) return error = std::make_error_code(std::errc::invalid_argument), -1;
    throw_result result = throw_result::target_gone;
    try {
      result = timeout_ms < 0 ? throw_to(target->token, interrupted())
                              : throw_to_for(target->token, interrupted(), std::chrono::milliseconds(timeout_ms));
    } catch (const std::system_error&) {
      throw;
    } catch (const std::bad_alloc&) {
      throw;
    } catch (...) {
      error = std::make_error_code(std::errc::operation_canceled);
      return -1;
    }
    if (result == throw_result::target_gone) error = std::make_error_code(std::errc::no_such_process);
    if (result == throw_result::timed_out) error = std::make_error_code(std::errc::timed_out);
    return 0;
  });
}

int asyncsafe_post_interrupt(const asyncsafe_token* target) noexcept {
  return answer([&](std::error_code& error) {
    if (target == nullptr) return error = std::make_error_code(std::errc::invalid_argument), -1;
    if (!target->token.alive()) error = std::make_error_code(std::errc::no_such_process);
    post_to(target->token, interrupted());
    return 0;
  });
}

ssize_t asyncsafe_read(int fd, void* buffer, size_t bytes) noexcept {
  return answer([&](std::error_code& error) { return signed_size(io::read(fd, buffer, bytes, error)); });
}

ssize_t asyncsafe_write(int fd, const void* buffer, size_t bytes) noexcept {
  return answer([&](std::error_code& error) { return signed_size(io::write(fd, buffer, bytes, error)); });
}

ssize_t asyncsafe_read_full(int fd, void* buffer, size_t bytes, size_t* done) noexcept {
  return answer([&](std::error_code& error) {
    const size_t n = io::read_full(fd, buffer, bytes, error);
    if (done != nullptr) *done = n;
    return signed_size(n);
  });
}

ssize_t asyncsafe_write_all(int fd, const void* buffer, size_t bytes, size_t* done) noexcept {
  return answer([&](std::error_code& error) {
    const size_t n = io::write_all(fd, buffer, bytes, error);
    if (done != nullptr) *done = n;
    return signed_size(n);
  });
}

int asyncsafe_open(const char* path, int flags, mode_t mode) noexcept {
  return answer([&](std::error_code& error) { return io::open(path, flags, mode, error); });
}

int asyncsafe_accept(int fd, sockaddr* address, socklen_t* length) noexcept {
  return answer([&](std::error_code& error) { return io::accept(fd, address, length, error); });
}

int asyncsafe_connect(int fd, const sockaddr* address, socklen_t length) noexcept {
  return answer([&](std::error_code& error) { return io::connect(fd, address, length, error), 0; });
}

ssize_t asyncsafe_recv(int fd, void* buffer, size_t bytes, int flags) noexcept {
  return answer([&](std::error_code& error) { return signed_size(io::recv(fd, buffer, bytes, flags, error)); });
}

ssize_t asyncsafe_send(int fd, const void* buffer, size_t bytes, int flags) noexcept {
  return answer([&](std::error_code& error) { return signed_size(io::send(fd, buffer, bytes, flags, error)); });
}

int asyncsafe_poll(pollfd* fds, nfds_t count, int timeout_ms) noexcept {
  return answer([&](std::error_code& error) { return io::poll(fds, count, timeout_ms, error); });
}

int asyncsafe_waitid(idtype_t kind, id_t id, siginfo_t* info, int options) noexcept {
  return answer([&](std::error_code& error) { return io::waitid(kind, id, info, options, error), 0; });
}

int asyncsafe_nanosleep(const timespec* duration, timespec* remaining) noexcept {
  return answer([&](std::error_code& error) {
    if (duration == nullptr) return error = std::make_error_code(std::errc::bad_address), -1;
    return io::nanosleep(*duration, remaining, error), 0;
  });
}

int asyncsafe_close(int fd) noexcept {
  return answer([&](std::error_code& error) { return io::close(fd, error), 0; });
}
