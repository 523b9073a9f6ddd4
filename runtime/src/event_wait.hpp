// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The fallback where the kernel does not keep the stub's contract: try, else wait in ppoll beside an eventfd.
#pragma once

#include "system_call.hpp"

namespace asyncsafe::inline v0::detail {
/// Returns the call's result, or -EINTR when there is reason to look at what is pending.
long wait_with_eventfd(thread_record& self, system_call& c);
}  // namespace asyncsafe::detail
