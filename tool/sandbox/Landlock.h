//===- Landlock.h - Restricting writes to folders ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_TOOL_SANDBOX_LANDLOCK_H
#define ASYNCSAFE_TOOL_SANDBOX_LANDLOCK_H

#include <string>
#include <vector>

namespace asyncsafe {

/// From now on this thread and its children can write only below \p Folders. The process gets
/// no_new_privs. False if the kernel does not support it.
bool restrictWrites(const std::vector<std::string> &Folders);

} // namespace asyncsafe

#endif
