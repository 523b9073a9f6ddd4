//===- Guarded.h - Work that may crash --------------------------*- C++ -*-===//
//
// Decides what becomes of a crash in one unit: that unit fails, the run goes on.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_GUARDED_H
#define ASYNCSAFE_TOOL_CLI_GUARDED_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include <string>

namespace asyncsafe {

/// Whose code a guarded thread is in: a crash of Clang's is not ours to mend, and not ours to be
/// told of.
enum class Running { Analysis, Clang };

/// Says so from here on, on this thread; and what it was before, when it ends.
class NowRunning {
public:
  explicit NowRunning(Running Who);
  ~NowRunning();
  NowRunning(const NowRunning &) = delete;

private:
  Running Before;
};

/// Calls \p Do on a thread with a stack that Clang can work with; returns what
/// went wrong if it crashed, else nothing.
std::string runGuarded(llvm::function_ref<void()> Do);

} // namespace asyncsafe

#endif
