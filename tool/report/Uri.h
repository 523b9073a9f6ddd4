//===- Uri.h - Paths as URIs ------------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_REPORT_URI_H
#define ASYNCSAFE_TOOL_REPORT_URI_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace asyncsafe {

/// \p Path with everything percent-encoded that RFC 3986 does not allow in a path.
std::string uriPath(llvm::StringRef Path);

} // namespace asyncsafe

#endif
