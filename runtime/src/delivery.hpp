// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The rules of delivery: what is taken, when, and when it must wait.
#pragma once

#include "thread_record.hpp"

#include <asyncsafe/detail/points.hpp>

namespace asyncsafe::inline v0::detail {

enum class how_delivered : std::uint8_t {
  by_throwing,   ///< not where a throw would terminate
  by_error_code,
  not_at_all
};

/// Whether an interrupt may be delivered here; counts a deferral if one waits and may not.
/// Not noexcept, nor is `take`: the compiler leaves calls that cannot throw out of the caller's exception table, and
/// the walk over the stack that starts in them would take the caller for a frame that terminates.
bool deliverable(point where, how_delivered how);
/// Consumes the most severe, then oldest interrupt that may be delivered here and acknowledges it to its sender.
/// Null if there is none, or it must wait.
std::exception_ptr take(point where, how_delivered how);
/// Whether an interrupt is pending that stays fresh because a signal handler runs. What would block until it is looked at
/// must not: in a handler nobody looks.
bool handler_must_not_wait_for_it() noexcept;
/// Takes and throws; returns if there was nothing to take.
void take_and_throw(point where);

}  // namespace asyncsafe::detail
