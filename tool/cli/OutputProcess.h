//===- OutputProcess.h - The one who writes the files -----------*- C++ -*-===//
//
// A process in a sandbox cannot write the report that it was started for.  So before it enters
// one, it starts a second process, which reads nothing but whole outputs for the few
// files that the command line named, and writes those.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_OUTPUTPROCESS_H
#define ASYNCSAFE_TOOL_CLI_OUTPUTPROCESS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <system_error>

namespace asyncsafe {

/// Starts the process; it ends with this one.
std::error_code startOutputProcess(llvm::ArrayRef<std::string> Files);

/// Has \p File written, if it is one that the process was started for.
std::optional<std::error_code> writeInOutputProcess(llvm::StringRef File, llvm::StringRef Text);

} // namespace asyncsafe

#endif
