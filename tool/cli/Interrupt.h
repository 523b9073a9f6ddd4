//===- Interrupt.h - Ctrl-C -------------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Handles interruptions: the process ends at once with exit code 130, unless it is writing its result,
// which it completes first so that no partial file is left behind.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_INTERRUPT_H
#define ASYNCSAFE_TOOL_CLI_INTERRUPT_H

namespace asyncsafe {

/// Handles SIGINT, SIGTERM and SIGHUP, except those that the parent ignored.
void handleInterrupts();

/// During its lifetime a first interruption is deferred; a second one ends the process.
class DeferInterrupts {
public:
  DeferInterrupts();
  ~DeferInterrupts();
  DeferInterrupts(const DeferInterrupts &) = delete;
  DeferInterrupts &operator=(const DeferInterrupts &) = delete;
};

} // namespace asyncsafe

#endif
