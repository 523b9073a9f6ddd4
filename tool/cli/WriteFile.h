//===- WriteFile.h - Files, whole or not at all -----------------*- C++ -*-===//

#ifndef ASYNCSAFE_TOOL_CLI_WRITEFILE_H
#define ASYNCSAFE_TOOL_CLI_WRITEFILE_H

#include "tool/cli/ExitCode.h"

#include "llvm/ADT/StringRef.h"
#include <system_error>

namespace asyncsafe {

/// Writes \p Text to \p File so that it has the old or the new text, never a part of
/// either, also when the process is killed; what is not a regular file (/dev/stdout, a pipe)
/// is just written to.  Complains and returns ExitCode::Usage if it cannot.
ExitCode writeFileWhole(llvm::StringRef File, llvm::StringRef Text);

/// The same, in this process and without a word.
std::error_code writeNow(llvm::StringRef File, llvm::StringRef Text);

} // namespace asyncsafe

#endif
