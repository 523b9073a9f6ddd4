//===- OutputProcess.h - A separate process that writes outputs -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A sandboxed process cannot write its report. Before it enters the sandbox, it starts a second process,
// which only receives complete outputs for the files named on the command line, and writes them.
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

/// Writes \p File through the process, if it was started for that file.
std::optional<std::error_code> writeInOutputProcess(llvm::StringRef File, llvm::StringRef Text);

} // namespace asyncsafe

#endif
