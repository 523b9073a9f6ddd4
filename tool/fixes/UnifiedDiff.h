//===- UnifiedDiff.h - Unified diffs ----------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_FIXES_UNIFIEDDIFF_H
#define ASYNCSAFE_TOOL_FIXES_UNIFIEDDIFF_H

#include <string>
#include <string_view>

namespace asyncsafe {

/// The change from \p Old to \p New as a unified diff with three lines of context and git's names a/\p
/// Name and b/\p Name. Empty if both are equal.
std::string unifiedDiff(std::string_view Name, std::string_view Old, std::string_view New);

} // namespace asyncsafe

#endif
