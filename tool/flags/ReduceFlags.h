//===- ReduceFlags.h - Compile commands, reduced to parsing -----*- C++ -*-===//
//
// Decides what is left of a compile command before Clang's driver sees it.  The program
// and the editor's server both come here, with every flag there is: those of the
// database, of .clang-tidy, and of configuration files.
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

/// What becomes of `-Werror` and its kin.
enum class WarningsAsErrors { Keep, Drop };

/// \p Command with the one input \p File, which is absolute, and the flags that parsing it
/// needs.  `--config=FILE` is read here, so that what stands in it is reduced as well; what goes to
/// the front end alone (`-Xclang`, `-Wp,`) is looked at one by one.  Precompiled headers
/// are read as the headers they were made from.
/// The words that are left mean to any driver what they meant here: none is taken out afterwards.
/// \param Directory where the command is run.
std::vector<std::string> reduceToParsing(llvm::ArrayRef<std::string> Command, llvm::StringRef File,
                                         llvm::StringRef Directory,
                                         WarningsAsErrors Errors = WarningsAsErrors::Keep);

/// A second fence, after the driver: nothing in \p Invocation names a file to write, a
/// plugin, or a cache of modules.
void reduceToParsing(clang::CompilerInvocation &Invocation);

} // namespace asyncsafe

#endif
