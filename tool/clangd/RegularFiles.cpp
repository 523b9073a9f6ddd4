//===- RegularFiles.cpp - What clangd reads are regular files -------------===//
//
// A source, a database, a .clangd or a .clang-tidy may be a pipe, or name a device: clangd would
// wait for the one and read the other until memory ends.  All that it reads of a project
// goes through a file system that it gets from one of these two.
//
//===----------------------------------------------------------------------===//

#include "tool/input/InputFile.h"

#include "llvm/Support/VirtualFileSystem.h"

namespace llvm::vfs {

using Shared = IntrusiveRefCntPtr<FileSystem>;
using Own = std::unique_ptr<FileSystem>;

Own realPhysical() asm("__real__ZN4llvm3vfs24createPhysicalFileSystemEv");
Own wrapPhysical() asm("__wrap__ZN4llvm3vfs24createPhysicalFileSystemEv");
Shared realDisk() asm("__real__ZN4llvm3vfs17getRealFileSystemEv");
Shared wrapDisk() asm("__wrap__ZN4llvm3vfs17getRealFileSystemEv");

Own wrapPhysical() {
  return asyncsafe::onlyRegularFiles(realPhysical(), asyncsafe::InputLimit::TranslationUnit);
}

Shared wrapDisk() { return asyncsafe::onlyRegularFiles(realDisk(), asyncsafe::InputLimit::TranslationUnit); }

} // namespace llvm::vfs
