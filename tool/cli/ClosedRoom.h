//===- ClosedRoom.h - From here on, strangers are read ----------*- C++ -*-===//
//
// Decides when a subcommand gives up what it does not need: after the helpers that it asks
// (git) have answered, before the first byte of a database, a source, a report or
// a model is looked at.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_CLOSEDROOM_H
#define ASYNCSAFE_TOOL_CLI_CLOSEDROOM_H

#include <string>
#include <vector>

namespace asyncsafe {

/// Closes the door, unless --no-sandbox says not to: from now on no program is started,
/// and nothing is written but \p Outputs (by writeFileWhole) and what is below \p Folders,
/// which are there already.  Complains and returns false if the outputs could not be
/// written from inside; a kernel that cannot close the door is no mistake of the user's.
bool closeRoom(std::vector<std::string> Outputs, const std::vector<std::string> &Folders = {});

/// What closing the door does on this machine, in one line for --version.
std::string describeRoom();

} // namespace asyncsafe

#endif
