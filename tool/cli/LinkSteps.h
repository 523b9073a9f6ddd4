//===- LinkSteps.h - What the build links -----------------------*- C++ -*-===//
//
// Decides which link steps of a project are known: those of a build.ninja beside the
// compilation database, or those that CMake has written down for make.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_LINKSTEPS_H
#define ASYNCSAFE_TOOL_CLI_LINKSTEPS_H

#include "link/Programs.h"
#include "tool/cli/Database.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace asyncsafe {

/// The link steps in \p Folder whose inputs are objects of \p Jobs; units are numbered as
/// those are.  None if nothing can be read there.
std::vector<LinkStep> readLinkSteps(llvm::StringRef Folder, llvm::ArrayRef<CompileJob> Jobs);

} // namespace asyncsafe

#endif
