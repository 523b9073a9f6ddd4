//===- Guarded.cpp - Surviving crashes ------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/Guarded.h"

#include "tool/cli/Workers.h"

#include "clang/Basic/Version.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FormatVariadic.h"
#include <csignal>
#include <cstring>
#include <memory>
#include <mutex>

using namespace asyncsafe;

/// LLVM's crash handlers run on the stack of the crashed thread, which fails after a stack overflow.
static void handleCrashesOnTheirOwnStack() {
  for (int Signal : {SIGSEGV, SIGBUS}) {
    struct sigaction Action{};
    if (sigaction(Signal, nullptr, &Action) == 0) {
      Action.sa_flags |= SA_ONSTACK;
      sigaction(Signal, &Action, nullptr);
    }
  }
}

namespace {
/// An alternate signal stack for a thread, during its lifetime.
class SignalStack {
public:
  SignalStack() : Memory(new char[Size]) {
    stack_t Stack{};
    Stack.ss_sp = Memory.get();
    Stack.ss_size = Size;
    sigaltstack(&Stack, nullptr);
  }
  ~SignalStack() {
    stack_t None{};
    None.ss_flags = SS_DISABLE;
    sigaltstack(&None, nullptr);
  }

private:
  static constexpr size_t Size = 64u << 10;
  std::unique_ptr<char[]> Memory;
};
} // namespace

/// For the thread that a guard is on.
static thread_local volatile Running Who = Running::Analysis;

NowRunning::NowRunning(Running Now) : Before(Who) { Who = Now; }
NowRunning::~NowRunning() { Who = Before; }

std::string asyncsafe::runGuarded(llvm::function_ref<void()> Do) {
  static std::once_flag Enabled;
  std::call_once(Enabled, [] {
    llvm::CrashRecoveryContext::Enable();
    handleCrashesOnTheirOwnStack();
  });
  // Address space, not memory. Clang is not told where the stack ends: it would continue on threads of
  // its own, whose crashes are not caught.
  constexpr unsigned StackSize = 256u << 20;
  auto Guard = std::make_unique<llvm::CrashRecoveryContext>();
  auto OnThread = [&] {
    SignalStack Emergency;
    Do();
  };
  bool Finished = false;
  Running Crashed = Running::Analysis;
  auto Run = [&] {
    Finished = Guard->RunSafely(OnThread);
    Crashed = Who; // a crash does not run NowRunning's destructor
    // A thread that crashed in the allocator holds its lock: it would wait for that at its end.
    return Finished;
  };
  if (std::string NoThread = runOnThread(StackSize, Run); !NoThread.empty())
    return NoThread;
  if (Finished)
    return {};
  // A signal's exit code is 128 + its number.
  int Signal = Guard->RetCode - 128;
  static_cast<void>(Guard.release()); // parts of it are the crashed thread's
  const char *Name = Signal > 0 ? strsignal(Signal) : nullptr;
  if (!Name)
    Name = "fatal error";
  if (Crashed == Running::Clang)
    return llvm::formatv(
        "Clang " CLANG_VERSION_STRING " itself crashed while it read this file ({0}); "
        "'clang -fsyntax-only' with the file's flags may show the same: please report it to LLVM",
        Name);
  return llvm::formatv("the analysis crashed ({0}); please report it with the file", Name);
}
