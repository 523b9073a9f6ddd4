//===- Interrupt.h - Ctrl-C -------------------------------------*- C++ -*-===//
//
// Decides what an interruption does: the process ends at once with exit code
// 130, unless it is writing its result, which it finishes first, so that nothing
// half-written is left behind.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_INTERRUPT_H
#define ASYNCSAFE_TOOL_CLI_INTERRUPT_H

namespace asyncsafe {

/// Handles SIGINT, SIGTERM and SIGHUP, but for those that the parent had ignored.
void handleInterrupts();

/// While it lives, a first interruption waits until it is gone; a second ends
/// the process.
class DeferInterrupts {
public:
  DeferInterrupts();
  ~DeferInterrupts();
  DeferInterrupts(const DeferInterrupts &) = delete;
  DeferInterrupts &operator=(const DeferInterrupts &) = delete;
};

} // namespace asyncsafe

#endif
