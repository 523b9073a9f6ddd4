// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A process that the library may not touch. The argument names the scenario, which has a process of its own.
#include <asyncsafe/deadline.hpp>
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/process_wide.hpp>
#include <asyncsafe/signal.hpp>
#include <asyncsafe/stats.hpp>
#include <asyncsafe/stop.hpp>
#include <asyncsafe/sync.hpp>
#include <asyncsafe/testing.hpp>

#include "support.hpp"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <pthread.h>
#include <string>

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::ping;

void require(bool what, int line) {
  if (what) return;
  std::fprintf(stderr, "process_wide_test.cpp:%d\n", line);
  std::_Exit(1);
}
#define REQUIRE(...) require((__VA_ARGS__), __LINE__)

// By its name: sanitizers have threads of their own.
bool helper_thread_exists() {
  for (const auto& each : std::filesystem::directory_iterator("/proc/self/task")) {
    std::string name;
    std::ifstream(each.path() / "comm") >> name;
    if (name == "asyncsafe") return true;
  }
  return false;
}

bool no_handler_is_installed() {
  for (int number = SIGRTMIN; number <= SIGRTMAX; ++number)
    if (tests::handler_of(tests::current_action(number)) != SIG_DFL) return false;
  return true;
}

bool interrupts(const std::function<void()>& block) {
  std::atomic<bool> arrived{false};
  thread blocked([&] {
    try {
      block();
    } catch (const ping&) {
      arrived = true;
    }
  });
  if (!inject::wait_until_blocked(blocked.token())) return false;
  return throw_to_for(blocked.token(), ping{1}, 20s) == throw_result::delivered && (blocked.join(), arrived.load());
}

template <class F>
int error_of(F&& f) {
  try {
    f();
  } catch (const std::system_error& e) {
    return e.code().value();
  }
  return 0;
}

bool blocked_calls_end() {
  tests::a_pipe pipe;
  char byte;
  semaphore none(0);
  return interrupts([&] { io::read(pipe.out, &byte, 1); }) && interrupts([&] { none.acquire(); }) &&
         interrupts([&] { io::sleep_for(1h); }) && interrupts([&] {
           pollfd one{pipe.out, POLLIN, 0};
           io::poll(&one, 1, -1);
         });
}

int without_the_signal() {
  configure({.interrupt_signal = false, .helper_thread = true, .terminate_handler = true});
  REQUIRE(interrupt_signal() == 0);
  REQUIRE(blocked_calls_end());
  REQUIRE(!inject::stub_in_use());
  REQUIRE(no_handler_is_installed());
  REQUIRE(!move_on_after(5ms, [] { io::sleep_for(1h); }));
  REQUIRE(error_of([] { reserve_interrupt_signal(SIGRTMIN + 3); }) == ENOTSUP);
  std::this_thread::sleep_for(20ms);
  return 0;
}

int without_the_helper_thread() {
  configure({.interrupt_signal = true, .helper_thread = false, .terminate_handler = true});
  REQUIRE(blocked_calls_end());
  REQUIRE(error_of([] { move_on_after(5ms, [] { io::sleep_for(1h); }); }) == ENOTSUP);
  REQUIRE(error_of([] { set_watchdog(1s, [](const late_interrupt&) {}); }) == ENOTSUP);
  REQUIRE(run_cancellable([] {}));  // a scope without a deadline needs none
  std::stop_source source;
  std::atomic<bool> stopped{false};
  thread sleeper([&] {
    try {
      stop_scope scope(source.get_token());
      io::sleep_for(1h);
    } catch (const stop_requested&) {
      stopped = true;
    }
  });
  REQUIRE(inject::wait_until_blocked(sleeper.token()));
  source.request_stop();
  sleeper.join();
  REQUIRE(stopped);
  REQUIRE(!helper_thread_exists());
  configure({});
  REQUIRE(!move_on_after(1ms, [] { io::sleep_for(1h); }));
  REQUIRE(helper_thread_exists());  // so the look above would have found it
  return 0;
}

int without_the_terminate_handler() {
  configure({.interrupt_signal = true, .helper_thread = true, .terminate_handler = false});
  const std::terminate_handler before = std::get_terminate();
  try {
    keyboard_interrupt_scope scope;
    REQUIRE(scope.active());
    REQUIRE(std::get_terminate() == before);
    ::kill(::getpid(), SIGINT);
    checkpoint();
    REQUIRE(false);
  } catch (const keyboard_interrupt&) {
  }
  return 0;
}

int too_late() {
  this_thread::token();
  REQUIRE(error_of([] { configure({.interrupt_signal = false, .helper_thread = true, .terminate_handler = true}); }) ==
          EBUSY);
  REQUIRE(configuration().interrupt_signal);
  configure({.interrupt_signal = true, .helper_thread = false, .terminate_handler = true});
  configure({});
  REQUIRE(!move_on_after(1ms, [] { io::sleep_for(1h); }));
  REQUIRE(error_of([] { configure({.interrupt_signal = true, .helper_thread = false, .terminate_handler = true}); }) ==
          EBUSY);
  REQUIRE(configuration().helper_thread);
  keyboard_interrupt_scope scope;
  REQUIRE(error_of([] { configure({.interrupt_signal = true, .helper_thread = true, .terminate_handler = false}); }) ==
          EBUSY);
  return 0;
}

// A limit on threads, as containers have one. It used to be said by nobody: the deadline never came.
int no_room_for_the_helper_thread() {
  this_thread::token();
  pthread_attr_t attributes;
  ::pthread_getattr_default_np(&attributes);
  std::size_t usual = 0;
  ::pthread_attr_getstacksize(&attributes, &usual);
  ::pthread_attr_setstacksize(&attributes, std::size_t{1} << 47);  // all that there is
  REQUIRE(::pthread_setattr_default_np(&attributes) == 0);
  bool ran = false;
  REQUIRE(error_of([&] { move_on_after(5ms, [&] { ran = true; }); }) == EAGAIN);
  REQUIRE(!ran);
  REQUIRE(error_of([] { set_watchdog(1s, [](const late_interrupt&) {}); }) == EAGAIN);
  REQUIRE(run_cancellable([] {}));
  ::pthread_attr_setstacksize(&attributes, usual);
  REQUIRE(::pthread_setattr_default_np(&attributes) == 0);
  REQUIRE(!move_on_after(1ms, [] { io::sleep_for(1h); }));
  return 0;
}

}  // namespace

int main(int, char** arguments) {
  const std::string what = arguments[1] != nullptr ? arguments[1] : "";
  if (what == "without_the_signal") return without_the_signal();
  if (what == "without_the_helper_thread") return without_the_helper_thread();
  if (what == "without_the_terminate_handler") return without_the_terminate_handler();
  if (what == "too_late") return too_late();
  if (what == "no_room_for_the_helper_thread") return no_room_for_the_helper_thread();
  return 2;
}
