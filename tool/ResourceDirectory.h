//===- ResourceDirectory.h - Where Clang's builtin headers are --*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_RESOURCEDIRECTORY_H
#define ASYNCSAFE_TOOL_RESOURCEDIRECTORY_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace asyncsafe {

/// Clang's resource directory: next to this program, or where it was at build time, or that of a clang
/// in PATH.
llvm::Expected<std::string> findResourceDirectory(llvm::StringRef ProgramPath);

} // namespace asyncsafe

#endif
