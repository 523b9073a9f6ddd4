//===- ReduceFlags.h - Compile commands reduced to parsing ------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reduces a compile command before Clang's driver sees it. The program and the editor's server both use
// it, for all flags: those of the database, of .clang-tidy, and of configuration files.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_FLAGS_REDUCEFLAGS_H
#define ASYNCSAFE_TOOL_FLAGS_REDUCEFLAGS_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace clang {
class CompilerInvocation;
} // namespace clang

namespace asyncsafe {

/// What happens to `-Werror` and similar flags.
enum class WarningsAsErrors { Keep, Drop };

/// \p Command with the only input \p File, which is absolute, and the flags that parsing it needs.
/// `--config=FILE` is expanded here, so that its contents are reduced as well; words for the front end
/// (`-Xclang`, `-Wp,`) are checked individually. Precompiled headers are replaced by the headers they
/// were made from. The remaining words have the same meaning for any driver as here: none is removed
/// later. \param Directory where the command is run.
std::vector<std::string> reduceToParsing(llvm::ArrayRef<std::string> Command, llvm::StringRef File,
                                         llvm::StringRef Directory,
                                         WarningsAsErrors Errors = WarningsAsErrors::Keep);

/// A second check after the driver: nothing in \p Invocation names a file to write, a plugin, or a cache
/// of modules.
void reduceToParsing(clang::CompilerInvocation &Invocation);

} // namespace asyncsafe

#endif
