//===- Sandbox.cpp - Rights that the process gives up ---------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/sandbox/Sandbox.h"

#include "tool/sandbox/Landlock.h"
#include "tool/sandbox/Seccomp.h"

#ifdef __linux__
#include <sys/prctl.h>
#endif

using namespace asyncsafe;

/// Without this, an unprivileged process cannot restrict itself.
static bool giveUpPrivileges() {
#ifdef __linux__
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
#else
  return false;
#endif
}

SandboxState asyncsafe::enterSandbox(const SandboxPolicy &Policy) {
  SandboxState State;
  if (Policy.Programs) {
    State.Why = "programs may be started, and those may do anything";
    return State;
  }
  if (!giveUpPrivileges()) {
    State.Why = "this system has no sandbox that asyncsafe knows";
    return State;
  }
  bool Everywhere = !Policy.Writes && Policy.WritableFolders.empty();
  // Landlock first: seccomp would permit it, but the fewer calls after seccomp the better.
  bool Locked = !Policy.Writes && restrictWrites(Policy.WritableFolders);
  State.NoPrograms = refuseSystemCalls(Policy.Writes ? RefusedWrites::None
                                       : Everywhere  ? RefusedWrites::All
                                                     : RefusedWrites::Unlocked);
  State.NoWrites = Locked || (Everywhere && State.NoPrograms);
  if (!State.NoPrograms)
    State.Why = knowsSystemCalls()
                    ? "this kernel has no seccomp filters"
                    : "asyncsafe filters system calls on x86-64 and AArch64, and not on this processor";
  else if (!State.NoWrites && !Policy.Writes)
    State.Why = "this kernel has no Landlock";
  return State;
}

std::string asyncsafe::describe(const SandboxState &State) {
  std::string Text = State.NoPrograms ? "starts no program, uses no network" : "";
  if (State.NoWrites)
    Text += std::string(Text.empty() ? "" : ", ") + "writes nothing but what is asked for";
  if (Text.empty())
    return "none: " + State.Why;
  return State.Why.empty() ? Text : Text + "; " + State.Why;
}
