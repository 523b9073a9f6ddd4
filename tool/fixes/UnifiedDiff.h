//===- UnifiedDiff.h - A change as patch(1) reads it ------------*- C++ -*-===//

#ifndef ASYNCSAFE_TOOL_FIXES_UNIFIEDDIFF_H
#define ASYNCSAFE_TOOL_FIXES_UNIFIEDDIFF_H

#include <string>
#include <string_view>

namespace asyncsafe {

/// What makes \p New of \p Old, as a unified diff with three lines of context whose names are a/\p Name and
/// b/\p Name, as git has them.  Empty if both are equal.
std::string unifiedDiff(std::string_view Name, std::string_view Old, std::string_view New);

} // namespace asyncsafe

#endif
