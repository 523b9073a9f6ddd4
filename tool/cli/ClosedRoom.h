//===- ClosedRoom.h - Giving up rights before reading input -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Gives up the rights that a subcommand does not need: after its helper programs (git) have finished,
// and before it reads the first byte of a database, a source, a report or a model.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_CLOSEDROOM_H
#define ASYNCSAFE_TOOL_CLI_CLOSEDROOM_H

#include <string>
#include <vector>

namespace asyncsafe {

/// Enters the sandbox, unless --no-sandbox is given: from now on no program is started, and only \p
/// Outputs (by writeFileWhole) and files below the existing \p Folders are written. Reports an error and
/// returns false if the outputs could not be written from inside; a kernel without support is not an
/// error.
bool closeRoom(const std::vector<std::string> &Outputs, const std::vector<std::string> &Folders = {});

/// The effect of the sandbox on this machine, in one line for --version.
std::string describeRoom();

} // namespace asyncsafe

#endif
