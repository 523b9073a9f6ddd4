//===- Jumps.h - Kinds of jumps ---------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names the jumps that are told from others: those that a call does not make itself, but the handler of a
// signal that arrives there, and those that a library may carry out as an exception.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STEPS_JUMPS_H
#define ASYNCSAFE_ANALYSIS_STEPS_JUMPS_H

#include "effects/Effect.h"

#include <string_view>

namespace asyncsafe {

/// Provenance::Witness of a jump by a signal's handler.
inline constexpr std::string_view HandlersJump = "a signal's handler";

/// Provenance::Type of a jump that unwinds where its library is built for C++ (Lua, LuaJIT).
inline constexpr std::string_view UnwindingJump = "unwinding";

/// \p Strikes leaves without running destructors.
inline bool skipsDestructors(const Effect &Strikes) {
  return Strikes.Raises == Source::Jump && Strikes.Why->Type != UnwindingJump;
}

} // namespace asyncsafe

#endif
