//===- Workers.h - Worker threads -------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Distributes work over threads, and continues if a thread cannot be started: LLVM's thread pool would
// end the process.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_WORKERS_H
#define ASYNCSAFE_TOOL_CLI_WORKERS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <string>

namespace asyncsafe {

/// Calls \p Do on a thread with a stack of \p StackSize bytes (0: the default) and waits for it. If \p Do
/// returns false, the thread cannot even end, and stays until the process does. Returns why no thread could
/// be started, or an empty string.
std::string runOnThread(size_t StackSize, llvm::function_ref<bool()> Do);

/// Calls \p Do with each number below \p Count, on \p Threads threads (0: one per core); on fewer if no
/// more can be started, at least on this one.
void forEachOnThreads(size_t Count, unsigned Threads, llvm::function_ref<void(size_t)> Do);

} // namespace asyncsafe

#endif
