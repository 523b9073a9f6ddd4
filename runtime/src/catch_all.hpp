// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

namespace asyncsafe::inline v0::detail {
/// Where detail::catch_all begins: how the walk over the stack knows its frame.
const void* catch_all_start() noexcept;
}  // namespace asyncsafe::detail
