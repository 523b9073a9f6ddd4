// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/exceptions.hpp>

namespace asyncsafe::inline v0 {

interrupted::~interrupted() = default;
const char* interrupted::what() const noexcept { return "asyncsafe::interrupted"; }
keyboard_interrupt::~keyboard_interrupt() = default;
const char* keyboard_interrupt::what() const noexcept { return "asyncsafe::keyboard_interrupt"; }
stop_requested::~stop_requested() = default;
detail::level_stop::~level_stop() = default;
const char* stop_requested::what() const noexcept { return "asyncsafe::stop_requested"; }

}  // namespace asyncsafe
