// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Just enough of an instruction decoder to follow compiled code from call to call.
#pragma once

#include <cstdint>

namespace asyncsafe::inline v0::detail {

struct instruction {
  enum kind { plain, call, call_through_memory, jump, branch, end, unknown } what = unknown;
  unsigned length = 0;
  const unsigned char* target = nullptr;  // of a call, jump or branch; for call_through_memory, the pointer's place
};

instruction decode(const unsigned char* at) noexcept;
/// If `code` is a PLT entry, the place of the pointer it jumps through; else null.
const void* const* plt_slot(const unsigned char* code) noexcept;

}  // namespace asyncsafe::detail
