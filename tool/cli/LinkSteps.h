//===- LinkSteps.h - Link steps of the build --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads the link steps of a project, from a build.ninja next to the compilation database, or from the
// files that CMake generates for make.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_LINKSTEPS_H
#define ASYNCSAFE_TOOL_CLI_LINKSTEPS_H

#include "link/Programs.h"
#include "tool/cli/Database.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace asyncsafe {

/// The link steps in \p Folder whose inputs are objects of \p Jobs, with the numbers of those units.
/// Empty if nothing can be read there. \p Inputs  receives the files that were read.
std::vector<LinkStep> readLinkSteps(llvm::StringRef Folder, llvm::ArrayRef<CompileJob> Jobs,
                                    std::vector<std::string> *Inputs = nullptr);

} // namespace asyncsafe

#endif
