//===- Seccomp.h - System calls that are refused ----------------*- C++ -*-===//

#ifndef ASYNCSAFE_TOOL_SANDBOX_SECCOMP_H
#define ASYNCSAFE_TOOL_SANDBOX_SECCOMP_H

namespace asyncsafe {

/// What of changes to files is refused, too.
enum class RefusedWrites {
  None,
  Unlocked, ///< what no version of Landlock forbids, or not each: permissions, owners, times, truncation by
            ///< name
  All,      ///< that, to open a file for writing, and to change a folder
};

/// Does asyncsafe know this processor's system calls?
bool knowsSystemCalls();

/// Refuses, for all threads and for good, to start programs, to use a network, to touch other
/// processes and to change the system.  The process has no_new_privs.  False if the kernel cannot.
bool refuseSystemCalls(RefusedWrites Writes);

} // namespace asyncsafe

#endif
