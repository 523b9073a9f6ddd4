//===- Seccomp.h - System calls that are refused ----------------*- C++ -*-===//

#ifndef ASYNCSAFE_TOOL_SANDBOX_SECCOMP_H
#define ASYNCSAFE_TOOL_SANDBOX_SECCOMP_H

namespace asyncsafe {

/// Does asyncsafe know this processor's system calls?
bool knowsSystemCalls();

/// Refuses, for all threads and for good, to start programs, to use a network, to touch other
/// processes and to change the system; with \p Writes, also to open a file for writing
/// and to change a folder.  The process has no_new_privs.  False if the kernel cannot.
bool refuseSystemCalls(bool Writes);

} // namespace asyncsafe

#endif
