// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "process_wide.hpp"

#include "helper_thread.hpp"

#include <asyncsafe/process_wide.hpp>

#include <atomic>
#include <string>
#include <system_error>

namespace asyncsafe::inline v0 {
namespace detail {
namespace {

std::atomic<bool> signal_allowed{true};
std::atomic<bool> helper_allowed{true};
std::atomic<bool> terminate_allowed{true};

void refuse(const char* what) {
  throw std::system_error(EBUSY, std::generic_category(),
                          std::string("asyncsafe::configure: too late to do without ") + what);
}

}  // namespace

bool may_reserve_signal() noexcept { return signal_allowed.load(std::memory_order_relaxed); }
bool may_start_helper_thread() noexcept { return helper_allowed.load(std::memory_order_relaxed); }
bool may_set_terminate_handler() noexcept { return terminate_allowed.load(std::memory_order_relaxed); }

void require_helper_thread(const char* for_what) {
  if (!may_start_helper_thread())
    throw std::system_error(
        std::make_error_code(std::errc::operation_not_supported),
        std::string(for_what) + " needs the helper thread, which asyncsafe::configure has ruled out");
  start_helper_thread();
  if (!helper_thread_runs())
    throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again),
                            std::string(for_what) + " needs the helper thread, which could not be started");
}

}  // namespace detail

void configure(const process_wide& wanted) {
  if (!wanted.interrupt_signal && detail::signal_is_reserved()) detail::refuse("the interrupt signal");
  if (!wanted.helper_thread && detail::helper_thread_runs()) detail::refuse("the helper thread");
  if (!wanted.terminate_handler && detail::terminate_handler_is_set()) detail::refuse("the terminate handler");
  detail::signal_allowed.store(wanted.interrupt_signal);
  detail::helper_allowed.store(wanted.helper_thread);
  detail::terminate_allowed.store(wanted.terminate_handler);
}

process_wide configuration() noexcept {
  return {detail::may_reserve_signal(), detail::may_start_helper_thread(), detail::may_set_terminate_handler()};
}

}  // namespace asyncsafe::inline v0
