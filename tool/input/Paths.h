//===- Paths.h - Names of files ---------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_INPUT_PATHS_H
#define ASYNCSAFE_TOOL_INPUT_PATHS_H

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/Path.h"
#include <string>

namespace asyncsafe {

/// Makes a relative \p Path absolute below \p Folder. LLVM's function for this has different names in
/// different releases.
inline void makeAbsolute(llvm::StringRef Folder, llvm::SmallVectorImpl<char> &Path) {
  if (llvm::sys::path::is_absolute(Path))
    return;
  llvm::SmallString<256> Full(Folder);
  llvm::sys::path::append(Full, Path);
  Path.assign(Full.begin(), Full.end());
}

/// \p File without "." and "..".
inline std::string withoutDots(llvm::StringRef File) {
  llvm::SmallString<256> Path(File);
  llvm::sys::path::remove_dots(Path, /*remove_dot_dot=*/true);
  return Path.str().str();
}

} // namespace asyncsafe

#endif
