//===- FixLayout.h - Fix-its in the layout of their file --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Checks do not see source text. Their edits are adapted here: a removed statement takes its line with
// it, and an insertion is indented like the code next to it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_TIDY_FIXLAYOUT_H
#define ASYNCSAFE_TOOL_TIDY_FIXLAYOUT_H

#include "checks/Finding.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"

namespace asyncsafe {

/// \param TextOf  returns the text of a file; if that is empty, nothing is changed.
void fitToFile(Finding &F, llvm::function_ref<llvm::StringRef(llvm::StringRef File)> TextOf);

} // namespace asyncsafe

#endif
