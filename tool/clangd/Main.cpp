//===- Main.cpp - The program asyncsafe-clangd ----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// clangd with asyncsafe's checks, in a sandbox. It adds to clangd's own command line only the resource
// directory, which clangd expects next to its binary, --no-sandbox, and the meaning of --clang-tidy=0.
//
//===----------------------------------------------------------------------===//

#include "tool/ResourceDirectory.h"
#include "tool/clangd/Clangd.h"
#include "tool/report/DocLink.h"
#include "tool/sandbox/Sandbox.h"
#include "tool/tidy/Emit.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace asyncsafe;
using llvm::StringRef;

static bool namesResourceDirectory(const char *Argument) {
  StringRef Flag(Argument);
  return Flag.ltrim('-').starts_with("resource-dir") && Flag.starts_with("-");
}

/// The argument is --clang-tidy=0 in one of the spellings of LLVM's command lines.
static bool turnsClangTidyOff(StringRef Argument) {
  StringRef Flag = Argument.ltrim('-');
  return Flag.size() < Argument.size() && Flag.consume_front("clang-tidy=") &&
         (Flag == "0" || Flag.lower() == "false");
}

/// Gives up rights that a server reading untrusted code does not need. It keeps those for clangd's own
/// files: preambles, which are temporary, and the index.
static SandboxState closeRoom(llvm::ArrayRef<char *> Arguments) {
  SandboxPolicy Policy;
  // Querying a compiler for its headers runs it; the flag names which.
  Policy.Programs = llvm::any_of(
      Arguments, [](StringRef A) { return A.ltrim('-').starts_with("query-driver") && A.starts_with("-"); });
  llvm::SmallString<256> Folder;
  llvm::sys::path::system_temp_directory(/*ErasedOnReboot=*/true, Folder);
  Policy.WritableFolders.push_back(Folder.str().str());
  std::string Index = indexFolder();
  if (!Index.empty() && !Policy.Programs && !llvm::sys::fs::create_directories(Index))
    Policy.WritableFolders.push_back(Index);
  return enterSandbox(Policy);
}

int main(int Argc, char *Argv[]) {
  static int Anchor;
  std::string Program = llvm::sys::fs::getMainExecutable(Argv[0], &Anchor);
  lookForPagesBeside(Program);

  std::vector<char *> Arguments(Argv, Argv + Argc);
  auto IsNoSandbox = [](StringRef A) { return A == "--no-sandbox" || A == "-no-sandbox"; };
  bool NoSandbox = llvm::any_of(Arguments, IsNoSandbox);
  llvm::erase_if(Arguments, IsNoSandbox);
  // Without clang-tidy, clangd would run no checks at all.
  size_t Given = Arguments.size();
  llvm::erase_if(Arguments, turnsClangTidyOff);
  if (Arguments.size() < Given)
    runOurChecksAlone();
  // Before clangd starts a thread or reads any input.
  SandboxState State;
  State.Why = "--no-sandbox";
  if (!NoSandbox)
    State = closeRoom(Arguments);
  if (llvm::is_contained(llvm::map_range(Arguments, [](char *A) { return StringRef(A); }), "--version"))
    llvm::outs() << "asyncsafe-clangd " ASYNCSAFE_VERSION ", sandbox: " << describe(State) << '\n';

  std::string Flag;
  if (llvm::none_of(llvm::drop_begin(Arguments), namesResourceDirectory)) {
    if (auto Folder = findResourceDirectory(Program)) {
      Flag = "--resource-dir=" + *Folder;
      Arguments.insert(Arguments.begin() + 1, Flag.data());
    } else {
      llvm::errs() << "asyncsafe-clangd: " << llvm::toString(Folder.takeError()) << '\n';
    }
  }
  Arguments.push_back(nullptr);
  return clang::clangd::clangdMain(static_cast<int>(Arguments.size()) - 1, Arguments.data());
}
