// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What all who send an interrupt need.
#pragma once

#include "thread_record.hpp"

namespace asyncsafe::inline v0::detail {
/// Whether the scope is open; the record's lock is held.
bool is_open(const thread_record& record, const scope_token& target) noexcept;
severity rank_of(const std::exception_ptr& e) noexcept;
/// Takes the message back if it is still under way; the lock is not held.
bool take_back(thread_record& record, message& m) noexcept;
}  // namespace asyncsafe::inline v0::detail
