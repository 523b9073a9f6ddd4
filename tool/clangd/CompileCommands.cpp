//===- CompileCommands.cpp - Commands in the editor, reduced to parsing ---===//
//
// clangd completes each command that it finds (the database's, a fallback's, and what
// .clangd adds) in one place.  What comes out of it is reduced as `asyncsafe check`
// reduces it: opening a file starts no program and writes none of the command's outputs.
//
//===----------------------------------------------------------------------===//

#include "tool/flags/ReduceFlags.h"

#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"

namespace clang::clangd {

class CommandMangler;

#define ASYNCSAFE_MANGLE "_ZNK5clang6clangd14CommandManglerclERNS_7tooling14CompileCommandEN4llvm9StringRefE"

// A member function: the object comes first.
void realMangle(const CommandMangler *, tooling::CompileCommand &,
                llvm::StringRef) asm("__real_" ASYNCSAFE_MANGLE);
void wrapMangle(const CommandMangler *, tooling::CompileCommand &,
                llvm::StringRef) asm("__wrap_" ASYNCSAFE_MANGLE);

void wrapMangle(const CommandMangler *Mangler, tooling::CompileCommand &Command, llvm::StringRef File) {
  realMangle(Mangler, Command, File);
  llvm::SmallString<256> Absolute(File);
  llvm::sys::path::make_absolute(Command.Directory, Absolute);
  Command.CommandLine = asyncsafe::reduceToParsing(Command.CommandLine, Absolute, Command.Directory);
}

} // namespace clang::clangd
