// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// One line that says what was misused and where, then std::terminate.
#pragma once

namespace asyncsafe::inline v0::detail {
[[noreturn]] __attribute__((cold, format(printf, 1, 2))) void die(const char* format, ...) noexcept;
/// The line without the end.
__attribute__((cold, format(printf, 1, 2))) void complain(const char* format, ...) noexcept;
}  // namespace asyncsafe::detail
