//===- Main.cpp - The program asyncsafe-clangd ----------------------------===//
//
// clangd with our checks in it.  All it adds to clangd's own command line is the
// resource directory, which clangd looks for next to its binary, where only
// Clang's own is.
//
//===----------------------------------------------------------------------===//

#include "tool/ResourceDirectory.h"
#include "tool/tidy/Emit.h"
#include "tool/clangd/Clangd.h"
#include "tool/clangd/DocLinks.h"

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

static std::string pagesBesideProgram(StringRef Program) {
  llvm::SmallString<256> Folder(llvm::sys::path::parent_path(llvm::sys::path::parent_path(Program)));
  llvm::sys::path::append(Folder, "share", "doc", "asyncsafe", "checks");
  return Folder.str().str();
}

int main(int Argc, char *Argv[]) {
  ShowLevels = true;
  static int Anchor;
  std::string Program = llvm::sys::fs::getMainExecutable(Argv[0], &Anchor);
  lookForPagesIn({pagesBesideProgram(Program), ASYNCSAFE_DOC_FOLDER});

  std::vector<char *> Arguments(Argv, Argv + Argc);
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
