//===- Landlock.h - Writing only below some folders -------------*- C++ -*-===//

#ifndef ASYNCSAFE_TOOL_SANDBOX_LANDLOCK_H
#define ASYNCSAFE_TOOL_SANDBOX_LANDLOCK_H

#include <string>
#include <vector>

namespace asyncsafe {

/// From now on this thread and its children write below \p Folders alone.  The process has
/// no_new_privs.  False if the kernel cannot.
bool restrictWrites(const std::vector<std::string> &Folders);

} // namespace asyncsafe

#endif
