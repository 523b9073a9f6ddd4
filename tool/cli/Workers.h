//===- Workers.h - Threads, as many as there may be -------------*- C++ -*-===//
//
// Decides how work is spread, and what becomes of it where no thread can be started: LLVM's
// thread pool ends the process then.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_WORKERS_H
#define ASYNCSAFE_TOOL_CLI_WORKERS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <string>

namespace asyncsafe {

/// Calls \p Do on a thread with a stack of \p StackSize bytes (0: as usual) and waits for it.  Returns
/// why there is no thread, or nothing.
std::string runOnThread(size_t StackSize, llvm::function_ref<void()> Do);

/// Calls \p Do with each number below \p Count, on \p Threads threads (0: one a core); on
/// fewer if no more can be started, and at the least on this one.
void forEachOnThreads(size_t Count, unsigned Threads, llvm::function_ref<void(size_t)> Do);

} // namespace asyncsafe

#endif
