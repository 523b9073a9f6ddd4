//===- WriteFile.h - Atomic writing of files --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_CLI_WRITEFILE_H
#define ASYNCSAFE_TOOL_CLI_WRITEFILE_H

#include "tool/cli/ExitCode.h"

#include "llvm/ADT/StringRef.h"
#include <system_error>

namespace asyncsafe {

/// Writes \p Text to \p File atomically: it has the old or the new text, never a part, even if the
/// process is killed; a special file (/dev/stdout, a pipe) is written directly. Reports an error and
/// returns ExitCode::Usage on failure.
ExitCode writeFileWhole(llvm::StringRef File, llvm::StringRef Text);

/// The same, but a file that already has this text is left alone, with its time: what is made from it
/// need not be made again.
ExitCode writeFileIfChanged(llvm::StringRef File, llvm::StringRef Text);

/// writeFileWhole in this process, without a message.
std::error_code writeNow(llvm::StringRef File, llvm::StringRef Text);

} // namespace asyncsafe

#endif
