// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What thread.cpp has for a group's children.
#pragma once

#include <asyncsafe/thread.hpp>

namespace asyncsafe::inline v0::detail {
/// Joins the thread if it is gone, and lets go of it then; waits for nothing.
bool joined_if_gone(std::shared_ptr<thread_start>& start) noexcept;
}  // namespace asyncsafe::inline v0::detail
