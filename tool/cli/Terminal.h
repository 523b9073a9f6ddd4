//===- Terminal.h - Terminal output -----------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Tests whether output goes to a terminal, and with colours: the only place that uses isatty, TERM,
// NO_COLOR and CLICOLOR_FORCE.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_TERMINAL_H
#define ASYNCSAFE_TOOL_CLI_TERMINAL_H

#include "llvm/ADT/StringRef.h"
#include <mutex>

namespace asyncsafe {

/// A terminal that supports escape sequences, with NO_COLOR unset; or CLICOLOR_FORCE is set to something
/// other than 0.
bool wantsColour(int FileDescriptor);

/// "error: MESSAGE" on standard error, with the program's name before it.
void complain(llvm::StringRef Message);
/// The same as a warning.
void warn(llvm::StringRef Message);

/// Both descriptors write to the same place.
bool sameFile(int A, int B);

/// A progress line on standard error that is overwritten: `[3/12] file.cpp`. Silent unless standard
/// error is a terminal. Thread-safe.
class ProgressLine {
public:
  explicit ProgressLine(unsigned Total);
  ~ProgressLine() { clear(); }

  /// Work on \p Name begins.
  void begin(llvm::StringRef Name);
  /// Work on one item has ended.
  void end();
  void clear();

private:
  void draw();

  std::mutex Guard;
  bool Live;
  unsigned Total, Done = 0;
  std::string Current;
};

/// The sequence that erases a progress line after a signal; empty if none is drawn. Async-signal-safe.
llvm::StringRef eraseSequence();

} // namespace asyncsafe

#endif
