//===- WriteFile.h - Files, whole or not at all -----------------*- C++ -*-===//

#ifndef ASYNCSAFE_TOOL_CLI_WRITEFILE_H
#define ASYNCSAFE_TOOL_CLI_WRITEFILE_H

#include "tool/cli/Command.h"

namespace asyncsafe {

/// Writes \p Text to \p File: to a new file beside it first, which then takes its
/// name, so that a reader sees the old text or the new one.  What is no regular file
/// (a pipe, a device) is written directly.  Complains and returns Usage if it fails.
ExitCode writeFileWhole(llvm::StringRef File, llvm::StringRef Text);

} // namespace asyncsafe

#endif
