//===- Problem.h - Errors as text -------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Makes the errors that say in words what is wrong with an input.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_INPUT_PROBLEM_H
#define ASYNCSAFE_TOOL_INPUT_PROBLEM_H

#include "llvm/Support/Error.h"
#include "llvm/Support/FormatVariadic.h"

namespace asyncsafe {

/// An error with this text, in which `{0}` is the first of \p Values.
template <typename... Args> llvm::Error problem(const char *Format, Args &&...Values) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 llvm::formatv(Format, std::forward<Args>(Values)...).str());
}

} // namespace asyncsafe

#endif
