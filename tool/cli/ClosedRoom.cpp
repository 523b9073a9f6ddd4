//===- ClosedRoom.cpp - Giving up rights before reading input -------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/ClosedRoom.h"

#include "tool/cli/Command.h"
#include "tool/cli/OutputProcess.h"
#include "tool/cli/Terminal.h"
#include "tool/sandbox/Sandbox.h"

#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FormatVariadic.h"

using namespace asyncsafe;
namespace cl = llvm::cl;

static cl::opt<bool>
    NoSandbox("no-sandbox",
              cl::desc("Keep the rights to start programs and to write files while reading code"),
              cl::sub(cl::SubCommand::getAll()), cl::cat(ourOptions()));

bool asyncsafe::closeRoom(const std::vector<std::string> &Outputs, const std::vector<std::string> &Folders) {
  if (NoSandbox)
    return true;
  if (!Outputs.empty())
    if (std::error_code EC = startOutputProcess(Outputs)) {
      complain(
          llvm::formatv("the process that writes the outputs cannot be started: {0}; free some processes, "
                        "or give --no-sandbox",
                        EC.message())
              .str());
      return false;
    }
  SandboxPolicy Policy;
  Policy.WritableFolders = Folders;
  enterSandbox(Policy);
  return true;
}

std::string asyncsafe::describeRoom() {
  // Entering the sandbox is the only way to find out.
  return NoSandbox ? "none: --no-sandbox" : describe(enterSandbox({}));
}
