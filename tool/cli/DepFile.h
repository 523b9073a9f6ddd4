//===- DepFile.h - What an output was made from -----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Dependency files as compilers write them, for Ninja and make.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_DEPFILE_H
#define ASYNCSAFE_TOOL_CLI_DEPFILE_H

#include "tool/cli/WriteFile.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace asyncsafe {

/// "OUTPUT: INPUT…", with one input a line. A name with a line break cannot be written and is left out.
std::string dependencyRule(llvm::StringRef Output, llvm::ArrayRef<std::string> Inputs);

/// Files as dependencyRule() writes them, whatever their output is.
const OwnKind &dependencyFile();

} // namespace asyncsafe

#endif
