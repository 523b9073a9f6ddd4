//===- Seccomp.h - Refusing system calls ------------------------*- C++ -*-===//

#ifndef ASYNCSAFE_TOOL_SANDBOX_SECCOMP_H
#define ASYNCSAFE_TOOL_SANDBOX_SECCOMP_H

namespace asyncsafe {

/// asyncsafe knows this processor's system calls.
bool knowsSystemCalls();

/// Refuses, for all threads and permanently, to start programs, use a network, touch other processes and
/// change the system; with \p Writes, also to open a file for writing and to change a folder. The
/// process gets no_new_privs. False if the kernel does not support it.
bool refuseSystemCalls(bool Writes);

} // namespace asyncsafe

#endif
