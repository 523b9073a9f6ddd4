//===- FixLayout.h - Fix-its in the layout of their file --------*- C++ -*-===//
//
// Checks know no source text.  Here their edits are fitted to it: a statement that goes
// takes its line with it, and what is inserted is indented as the code beside it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_TIDY_FIXLAYOUT_H
#define ASYNCSAFE_TOOL_TIDY_FIXLAYOUT_H

#include "checks/Finding.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

namespace asyncsafe {

/// \param TextOf  the text of a file; empty if it cannot be read, and then nothing is changed.
void fitToFile(Finding &F, llvm::function_ref<llvm::StringRef(llvm::StringRef File)> TextOf);

} // namespace asyncsafe

#endif
