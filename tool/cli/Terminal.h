//===- Terminal.h - Manners on a terminal -----------------------*- C++ -*-===//
//
// Decides whether there is a terminal to be colourful and lively on: the only
// place that looks at isatty, TERM, NO_COLOR and CLICOLOR_FORCE.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_TERMINAL_H
#define ASYNCSAFE_TOOL_CLI_TERMINAL_H

#include "llvm/ADT/StringRef.h"
#include <mutex>

namespace asyncsafe {

/// A terminal that understands escape sequences, with no NO_COLOR set; or
/// CLICOLOR_FORCE is set to something other than 0.
bool wantsColour(int FileDescriptor);

/// "error: MESSAGE" on standard error, with the program's name before it.
void complain(llvm::StringRef Message);
/// The same as a warning.
void warn(llvm::StringRef Message);

/// Do both descriptors write to one and the same place?
bool sameFile(int A, int B);

/// A line on standard error that is written over as work goes on: `[3/12] file.cpp`.
/// Silent unless standard error is a terminal.  Safe to call from any thread.
class ProgressLine {
public:
  explicit ProgressLine(unsigned Total);
  ~ProgressLine() { clear(); }

  /// Work on \p Name begins.
  void begin(llvm::StringRef Name);
  /// Work on something ended.
  void end();
  void clear();

private:
  void draw();

  std::mutex Guard;
  bool Live;
  unsigned Total, Done = 0;
  std::string Current;
};

/// What erases a progress line that a signal cuts short; empty if none is drawn.
/// Safe to call in a signal handler.
llvm::StringRef eraseSequence();

} // namespace asyncsafe

#endif
