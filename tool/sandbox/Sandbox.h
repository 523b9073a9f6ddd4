//===- Sandbox.h - What the process gives up before it reads ----*- C++ -*-===//
//
// Decides what a process can still do once it reads what strangers wrote: no program is
// started, nothing goes over a network, no other process is touched, and nothing is
// written, but in the folders that the user named.  What stands between an attacker and
// these is the kernel, not the absence of errors in a parser.
//
// On Linux a seccomp filter says what no path can tell (programs, sockets, processes) and,
// where nothing is to be written, forbids to open for writing at all; Landlock says which
// folders may be written.  On other systems nothing is given up.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_SANDBOX_SANDBOX_H
#define ASYNCSAFE_TOOL_SANDBOX_SANDBOX_H

#include <string>
#include <vector>

namespace asyncsafe {

/// What a process keeps.
struct SandboxPolicy {
  /// Folders that may be written, with all that is below them; those that are not there
  /// are passed over.  Files that are open already stay so.
  std::vector<std::string> WritableFolders;
  /// Let programs be started (and thereby everything be done).
  bool Programs = false;
  /// Let every file be written.
  bool Writes = false;
};

/// What was given up.
struct SandboxState {
  bool NoPrograms = false; ///< and no network, and no other process
  bool NoWrites = false;   ///< outside the writable folders
  std::string Why;         ///< the obstacle, or empty
};

/// Gives up what \p Policy does not keep, for good: for this thread, and for those and
/// the processes that it will start.  To be called before there are others.
SandboxState enterSandbox(const SandboxPolicy &Policy);

/// "no programs, no network, no writes but to …": one line for --version.
std::string describe(const SandboxState &State);

} // namespace asyncsafe

#endif
