//===- Sandbox.h - Rights that the process gives up -------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Restricts what a process can do while it reads untrusted input: it starts no program, uses no network,
// touches no other process, and writes only in folders that the user named. The kernel enforces this, so
// it does not depend on parsers without bugs.
// On Linux a seccomp filter covers what is not a path (programs, sockets, processes) and, if nothing is
// to be written, forbids opening files for writing; Landlock limits the folders that may be written. On
// other systems nothing is restricted.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_SANDBOX_SANDBOX_H
#define ASYNCSAFE_TOOL_SANDBOX_SANDBOX_H

#include <string>
#include <vector>

namespace asyncsafe {

/// The rights that a process keeps.
struct SandboxPolicy {
  /// Folders that may be written, including everything below them; missing ones are ignored. Files that
  /// are already open stay usable.
  std::vector<std::string> WritableFolders;
  /// Allows starting programs (which can then do anything).
  bool Programs = false;
  /// Allows writing every file.
  bool Writes = false;
};

/// The rights that were given up.
struct SandboxState {
  bool NoPrograms = false; ///< and no network, and no other process
  bool NoWrites = false;   ///< outside the writable folders
  std::string Why;         ///< the obstacle, or empty
};

/// Gives up all rights that \p Policy does not keep, permanently: for this thread, and for threads and
/// processes that it starts. Call before there are other threads.
SandboxState enterSandbox(const SandboxPolicy &Policy);

/// "no programs, no network, no writes but to …": one line for --version.
std::string describe(const SandboxState &State);

} // namespace asyncsafe

#endif
