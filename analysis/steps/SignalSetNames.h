//===- SignalSetNames.h - What models call whole sets of signals -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Names the pseudo-variables stand for the empty and the full set in the models.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STEPS_SIGNALSETNAMES_H
#define ASYNCSAFE_ANALYSIS_STEPS_SIGNALSETNAMES_H

#include <string_view>

namespace asyncsafe {

inline constexpr std::string_view EmptySet = "SIGNALS_NONE", FullSet = "SIGNALS_ALL";

} // namespace asyncsafe

#endif
