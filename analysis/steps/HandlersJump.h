//===- HandlersJump.h - The witness of a handler's jump ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names the origin of a jump that a call does not make itself: the handler of a signal that arrives there.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STEPS_HANDLERSJUMP_H
#define ASYNCSAFE_ANALYSIS_STEPS_HANDLERSJUMP_H

#include <string_view>

namespace asyncsafe {

/// Provenance::Witness of such a jump.
inline constexpr std::string_view HandlersJump = "a signal's handler";

} // namespace asyncsafe

#endif
