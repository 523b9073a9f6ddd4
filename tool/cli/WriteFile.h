//===- WriteFile.h - Atomic writing of files --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_CLI_WRITEFILE_H
#define ASYNCSAFE_TOOL_CLI_WRITEFILE_H

#include "tool/cli/ExitCode.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <functional>
#include <string>
#include <system_error>

namespace asyncsafe {

/// Writes \p Text to \p File atomically: it has the old or the new text, never a part, even if the
/// process is killed; a special file (/dev/stdout, a pipe) is written directly. Reports an error and
/// returns ExitCode::Usage on failure.
ExitCode writeFileWhole(llvm::StringRef File, llvm::StringRef Text);

/// Tells the files that a command writes from all others.
struct OwnKind {
  std::string Name; ///< "graph"
  std::function<bool(llvm::StringRef Text)> Has;
};

/// \p File may be replaced by one of \p Kind: it is one itself, it is empty, or there is none. Otherwise
/// reports an error. A special file keeps nothing, so it may be written.
bool mayReplace(llvm::StringRef File, const OwnKind &Kind);

/// \p File is none of \p Inputs, which the command has read, under whatever name. Otherwise reports an
/// error.
bool isNoInput(llvm::StringRef File, llvm::ArrayRef<std::string> Inputs);

/// writeFileWhole for what mayReplace() allows. A file that already has this text is left alone, with its
/// time: what is made from it need not be made again.
ExitCode writeOwnFile(llvm::StringRef File, const OwnKind &Kind, llvm::StringRef Text);

/// writeFileWhole in this process, without a message.
std::error_code writeNow(llvm::StringRef File, llvm::StringRef Text);

} // namespace asyncsafe

#endif
