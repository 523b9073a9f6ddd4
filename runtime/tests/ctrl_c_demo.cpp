// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A program to press Ctrl-C at. Its argument says what it is doing at that moment; it prints "ready" when it is.
#include <asyncsafe/bracket.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/signal.hpp>
#include <asyncsafe/sync.hpp>

#include <cstdio>
#include <cstring>
#include <string>

namespace {

using namespace asyncsafe;

void say(const char* what) {
  std::puts(what);
  std::fflush(stdout);
}

struct unwound {
  ~unwound() { say("unwound"); }
};

void compute() {
  say("ready");
  for (;;) checkpoint();
}

void read_terminal() {
  say("ready");
  char byte;
  io::read(0, &byte, 1);
}

void wait_for_condition() {
  interruptible_mutex mutex;
  interruptible_condition_variable condition;
  std::unique_lock lock(mutex);
  say("ready");
  condition.wait(lock, [] { return false; });
}

void wait_for_child() {
  const pid_t child = fork();
  if (child == 0) {
    setpgid(0, 0);  // Ctrl-C is for the parent alone
    for (;;) pause();
  }
  setpgid(child, child);
  finally(
      [&] {
        say("ready");
        io::waitid(P_PID, static_cast<id_t>(child), nullptr, WEXITED);
      },
      [&] {
        kill(child, SIGKILL);
        io::waitid(P_PID, static_cast<id_t>(child), nullptr, WEXITED);
        say("child reaped");
      },
      release_policy::uninterruptible);
}

// The first Ctrl-C leads into a cleanup that hangs, the second out of it.
void hang_in_cleanup() {
  finally(
      [] {
        say("ready");
        io::sleep_for(std::chrono::hours(1));
      },
      [] {
        say("cleaning up");
        io::sleep_for(std::chrono::hours(1));
      },
      release_policy::grace(std::chrono::hours(1)));
}

// No checkpoint at all: the second Ctrl-C kills.
void run_away() {
  say("ready");
  for (volatile bool forever = true; forever;) {
  }
}

}  // namespace

int main(int, char** arguments) {
  const std::string what = arguments[1] != nullptr ? arguments[1] : "";
  return asyncsafe::run_main([&] {
    unwound local;
    if (what == "computing") compute();
    if (what == "read") read_terminal();
    if (what == "condition") wait_for_condition();
    if (what == "waitid") wait_for_child();
    if (what == "cleanup") hang_in_cleanup();
    if (what == "runaway") run_away();
    return 2;
  });
}
