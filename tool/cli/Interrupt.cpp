//===- Interrupt.cpp - Ctrl-C ---------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/Interrupt.h"

#include "tool/cli/ExitCode.h"
#include "tool/cli/Terminal.h"

#include <atomic>
#include <csignal>
#include <unistd.h>

using namespace asyncsafe;

static std::atomic<bool> Deferred{false}, Pending{false};
static_assert(std::atomic<bool>::is_always_lock_free, "the handler may use them");

[[noreturn]] static void endNow() {
  llvm::StringRef Erase = eraseSequence();
  if (!Erase.empty()) {
    ssize_t Ignored = write(STDERR_FILENO, Erase.data(), Erase.size());
    static_cast<void>(Ignored);
  }
  _exit(static_cast<int>(ExitCode::Interrupted));
}

static void onInterrupt(int) {
  if (Deferred && !Pending.exchange(true))
    return;
  endNow();
}

void asyncsafe::handleInterrupts() {
  for (int Signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction Old{}, New{};
    // A shell makes background jobs, and nohup its child, ignore these signals: they stay ignored.
    if (sigaction(Signal, nullptr, &Old) != 0 || Old.sa_handler == SIG_IGN)
      continue;
    New.sa_handler = onInterrupt;
    New.sa_flags = SA_RESTART;
    sigemptyset(&New.sa_mask);
    sigaction(Signal, &New, nullptr);
  }
}

#ifdef __ELF__
/// Runs before the constructors of the libraries, which take most of the time until main.
[[gnu::section(".preinit_array"), gnu::used]] static void (*const First)() = asyncsafe::handleInterrupts;
#endif

DeferInterrupts::DeferInterrupts() { Deferred = true; }

DeferInterrupts::~DeferInterrupts() {
  Deferred = false;
  if (Pending)
    endNow();
}
