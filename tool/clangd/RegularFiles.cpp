//===- RegularFiles.cpp - Restricting clangd to regular files -------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A source, a database, a .clangd or a .clang-tidy may be a pipe or a device: clangd would block on the
// former and read the latter until memory is exhausted. It reads all files of a project through one of
// these two file systems.
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
