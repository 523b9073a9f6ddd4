// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Reads the C++ exception tables of one frame (Itanium ABI, LSDA): is there a handler, or does the frame terminate?
#pragma once

#include <cstdint>
#include <typeinfo>

namespace asyncsafe::inline v0::detail {

enum class frame_verdict { passes, catches, terminates };

using catch_matcher = bool (*)(const std::type_info& caught, const void* argument);

/// Whether the frame at `ip` has C++'s personality, so that its table means what we think.
bool frame_is_cxx(std::uintptr_t ip) noexcept;

frame_verdict look_at_frame(const unsigned char* table, std::uintptr_t function_start, std::uintptr_t ip,
                            catch_matcher takes, const void* argument) noexcept;

}  // namespace asyncsafe::detail
