//===- CompileCommands.cpp - Reducing the editor's compile commands -------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// clangd completes each command (the database's, a fallback's, and the additions of .clangd) in one
// place. Its result is reduced as `asyncsafe check` does it: opening a file starts no program and writes
// none of the command's outputs.
//
//===----------------------------------------------------------------------===//

#include "tool/flags/ReduceFlags.h"
#include "tool/flags/ResponseFiles.h"
#include "tool/input/Paths.h"

#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"

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
  asyncsafe::makeAbsolute(Command.Directory, Absolute);
  Command.CommandLine = asyncsafe::reduceToParsing(Command.CommandLine, Absolute, Command.Directory);
}

} // namespace clang::clangd

//===----------------------------------------------------------------------===//
// Response files
//===----------------------------------------------------------------------===//

namespace clang::tooling {

#define ASYNCSAFE_EXPAND_COMMAND                                                                             \
  "_ZN5clang7tooling24addExpandedResponseFilesERSt6vectorINSt7__cxx1112basic_stringIcSt11char_traitsIcESaIc" \
  "EEESaIS7_EEN4llvm9StringRefEPFvSC_RNSB_11StringSaverERNSB_15SmallVectorImplIPKcEEbERNSB_"                 \
  "3vfs10FileSystemE"
#define ASYNCSAFE_EXPAND_DATABASE                                                                            \
  "_ZN5clang7tooling19expandResponseFilesESt10unique_ptrINS0_19CompilationDatabaseESt14default_deleteIS2_E"  \
  "EN4llvm18IntrusiveRefCntPtrINS6_3vfs10FileSystemEEE"

void wrapExpand(std::vector<std::string> &, llvm::StringRef, llvm::cl::TokenizerCallback,
                llvm::vfs::FileSystem &) asm("__wrap_" ASYNCSAFE_EXPAND_COMMAND);
std::unique_ptr<CompilationDatabase> wrapExpandDatabase(
    std::unique_ptr<CompilationDatabase>,
    llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>) asm("__wrap_" ASYNCSAFE_EXPAND_DATABASE);

void wrapExpand(std::vector<std::string> &Command, llvm::StringRef Directory,
                llvm::cl::TokenizerCallback Tokenize, llvm::vfs::FileSystem &) {
  Command = asyncsafe::expandResponseFiles(Command, Directory, Tokenize);
}

namespace {
class Expanded : public CompilationDatabase {
public:
  explicit Expanded(std::unique_ptr<CompilationDatabase> Base) : Base(std::move(Base)) {}
  std::vector<std::string> getAllFiles() const override { return Base->getAllFiles(); }
  std::vector<CompileCommand> getCompileCommands(llvm::StringRef File) const override {
    return expanded(Base->getCompileCommands(File));
  }
  std::vector<CompileCommand> getAllCompileCommands() const override {
    return expanded(Base->getAllCompileCommands());
  }

private:
  static std::vector<CompileCommand> expanded(std::vector<CompileCommand> Commands) {
    for (CompileCommand &C : Commands)
      C.CommandLine = asyncsafe::expandResponseFiles(C.CommandLine, C.Directory);
    return Commands;
  }
  std::unique_ptr<CompilationDatabase> Base;
};
} // namespace

std::unique_ptr<CompilationDatabase> wrapExpandDatabase(std::unique_ptr<CompilationDatabase> Database,
                                                        // The symbol that is wrapped has this type.
                                                        // NOLINTNEXTLINE(performance-unnecessary-value-param)
                                                        llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>) {
  return std::make_unique<Expanded>(std::move(Database));
}

} // namespace clang::tooling
