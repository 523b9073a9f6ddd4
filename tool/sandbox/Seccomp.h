//===- Seccomp.h - Refusing system calls ------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_SANDBOX_SECCOMP_H
#define ASYNCSAFE_TOOL_SANDBOX_SECCOMP_H

namespace asyncsafe {

/// Which changes to files are refused.
enum class RefusedWrites {
  None,
  Unlocked, ///< those that Landlock does not cover, or not in each version: attributes, truncation
  All,      ///< those, opening a file for writing, and changing a folder
};

/// asyncsafe knows this processor's system calls.
bool knowsSystemCalls();

/// Refuses, for all threads and permanently, to start programs, use a network, touch other processes and
/// change the system, and \p Writes. The process gets no_new_privs. False if the kernel does not support it.
bool refuseSystemCalls(RefusedWrites Writes);

} // namespace asyncsafe

#endif
