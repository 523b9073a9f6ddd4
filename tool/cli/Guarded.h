//===- Guarded.h - Surviving crashes ----------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Contains a crash to one unit: that unit fails, and the run continues.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_GUARDED_H
#define ASYNCSAFE_TOOL_CLI_GUARDED_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <string>

namespace asyncsafe {

/// Whose code a guarded thread runs: a crash in Clang should not be reported to asyncsafe.
enum class Running { Analysis, Clang };

/// Sets this for the current thread, and restores the previous value at the end.
class NowRunning {
public:
  explicit NowRunning(Running Who);
  ~NowRunning();
  NowRunning(const NowRunning &) = delete;

private:
  Running Before;
};

/// Calls \p Do on a thread with a stack large enough for Clang; returns a description if it crashed,
/// else an empty string.
std::string runGuarded(llvm::function_ref<void()> Do);

} // namespace asyncsafe

#endif
