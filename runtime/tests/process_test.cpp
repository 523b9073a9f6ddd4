// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What only a process of its own can show: how it ends, what its forks do, what a full signal queue does to it. The
// argument names the scenario; the exit status is 0 if all is well.
#include <asyncsafe/deadline.hpp>
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/signal.hpp>
#include <asyncsafe/stop.hpp>
#include <asyncsafe/testing.hpp>
#include <asyncsafe/watch.hpp>
#include <asyncsafe/worker_pool.hpp>

#include "../src/sanitizer_hooks.hpp"
#include "../src/thread_record.hpp"
#include "support.hpp"

#include <cstdio>
#include <cstring>
#include <optional>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>

#if defined(__SANITIZE_ADDRESS__)
#define ASYNCSAFE_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASYNCSAFE_ASAN 1
#endif
#endif

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::ping;

void require(bool what, int line) {
  if (what) return;
  std::fprintf(stderr, "process_test.cpp:%d\n", line);
  std::_Exit(1);
}
#define REQUIRE(...) require((__VA_ARGS__), __LINE__)

// --- the end of the process

// Destroyed, and stopped there, after everything that the library made for itself when it was first used.
int global_thread_after_a_stop() {
  static thread global;
  {
    std::stop_source stop;
    stop_scope scope(stop.get_token());
    stop.request_stop();
    try {
      checkpoint();
    } catch (const stop_requested&) {
    }
  }
  global = thread([] { io::sleep_for(1h); });
  REQUIRE(inject::wait_until_blocked(global.token()));
  return 0;
}

// Each of these ends after `main`, with threads that still run and signals that still arrive.
int globals_that_end_last() {
  static std::optional<worker_pool> pool;
  static std::optional<task_group> group;
  static std::optional<signal_receiver> receiver;
  static std::optional<deferred_signals> deferred;
  static std::optional<interrupt_stop_source> stops;
  pool.emplace(2);
  pool->post([] { checkpoint(); });
  group.emplace();
  group->spawn([] { io::sleep_for(1ms); });
  ::signal(SIGUSR1, SIG_IGN);
  receiver.emplace(std::vector<int>{SIGUSR1});
  deferred.emplace(std::vector<int>{SIGUSR2});
  stops.emplace();
  REQUIRE(::raise(SIGUSR1) == 0);
  return 0;
}

// The process ends while other threads block, are interrupted, set deadlines and make threads.
int exit_among_interrupts() {
  for (int round = 0; round < 5; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      static auto& pipe = *new tests::a_pipe;  // open to the last
      static scope_token tokens[4];
      static std::atomic<int> ready{0};
      for (int i = 0; i < 4; ++i)
        std::thread([i] {
          tokens[i] = this_thread::token();
          ++ready;
          for (;;) try {
              char byte;
              if (i == 0) io::read(pipe.out, &byte, 1);
              if (i == 1) static_cast<void>(move_on_after(1ms, [] { io::sleep_for(1h); }));
              if (i == 2) thread([] { checkpoint(); }).join();
              if (i == 3) worker_pool(1).submit([] { checkpoint(); }).wait();
            } catch (const ping&) {
            }
        }).detach();
      REQUIRE(tests::comes_true([] { return ready == 4; }));
      std::thread([] {
        for (int n = 0;; ++n) post_to(tokens[n % 4], ping{n}).revoke(), post_to(tokens[n % 3], ping{n});
      }).detach();
      std::this_thread::sleep_for(std::chrono::milliseconds(20 + 3 * round));
      std::exit(0);
    }
    int status = -1;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    REQUIRE(status == 0);
  }
  return 0;
}

// --- forks

bool works_here() {
  ::alarm(20);
  interrupt_scope scope;
  post_to(scope.token(), ping{1});
  try {
    checkpoint();
  } catch (const ping&) {
    std::atomic<bool> arrived{false};
    tests::a_pipe pipe;
    thread reader([&] {
      try {
        char byte;
        io::read(pipe.out, &byte, 1);
      } catch (const ping&) {
        arrived = true;
      }
    });
    inject::wait_until_blocked(reader.token());
    throw_to(reader.token(), ping{2});
    reader.join();
    return arrived;
  }
  return false;
}

bool ends_well(pid_t child) {
  int status = -1;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status == 0;
}

// Another thread is in the midst of its first use: its handler is installed, and the self-test of the stub runs.
int fork_during_first_use() {
  for (int round = 0; round < 12; ++round) {
    const pid_t fresh = ::fork();  // a process that has not used the runtime yet
    if (fresh == 0) {
      const tests::raw_action before = tests::current_action(interrupt_signal());
      std::thread other([] { this_thread::token(); });
      while (tests::current_action(interrupt_signal()) == before) {
      }
      for (int spin = 0; spin < round * 2000; ++spin) tests::use(spin);
      const pid_t child = ::fork();
      if (child == 0) std::_Exit(works_here() ? 0 : 1);
      const bool well = ends_well(child);
      other.join();
      std::_Exit(well && works_here() ? 0 : 1);
    }
    REQUIRE(ends_well(fresh));
  }
  return 0;
}

// In the fallback a blocked thread polls an eventfd; the child of a fork must not take its wake-ups.
int fork_in_the_fallback() {
  inject::without_stub fallback;
  tests::a_pipe pipe;
  interrupt_scope scope;
  // The main thread has an eventfd from here on.
  thread sender([token = scope.token()] {
    inject::wait_until_blocked(token);
    post_to(token, ping{1});
  });
  bool arrived = false;
  try {
    char byte;
    io::read(pipe.out, &byte, 1);
  } catch (const ping&) {
    arrived = true;
  }
  REQUIRE(arrived);
  sender.join();
  const int shared = scope.token().record()->event_fd.load();
  REQUIRE(shared >= 0);
  const pid_t child = ::fork();
  if (child == 0) {
    REQUIRE(scope.token().record()->event_fd.load() != shared || shared < 0);
    std::_Exit(works_here() ? 0 : 1);
  }
  REQUIRE(ends_well(child));
  return 0;
}

// A fork inside a deadline, a stop scope, a mask, receivers and a watch: in the child all of them work on, and what other
// threads were to do is gone.
int fork_inside_scopes() {
  std::stop_source stop;
  interrupt_scope outer;
  pid_t child = -1;
  const auto delivered = [](auto&& f) {
    try {
      f();
      return false;
    } catch (const ping&) {
      return true;
    } catch (const stop_requested&) {
      return true;
    }
  };
  const bool completed = move_on_after(1h, [&] {
    stop_scope stops(stop.get_token());
    mask([&](restore_function restore) {
      deferred_signals deferred{SIGUSR1};
      signal_receiver receiver{SIGUSR2};
      interrupt_watch watch;
      thread other([] { io::sleep_for(1h); });
      REQUIRE(inject::wait_until_blocked(other.token()));
      REQUIRE(::raise(SIGUSR2) == 0);
      child = ::fork();
      if (child == 0) {
        ::alarm(20);
        REQUIRE(!receiver.try_next());
        REQUIRE(throw_to(other.token(), ping{1}) == throw_result::target_gone);
        REQUIRE(delivered([&] {
          restore([&] {
            post_to(outer.token(), ping{2});
            checkpoint();
          });
        }));
        REQUIRE(!move_on_after(1ms, [] { io::sleep_for(1h); }));
        REQUIRE(::raise(SIGUSR2) == 0);
        REQUIRE(receiver.next() == SIGUSR2);
        watch.clear();
        post_to(outer.token(), ping{3});
        pollfd one{watch.fd(), POLLIN, 0};
        REQUIRE(::poll(&one, 1, 0) == 1);
        REQUIRE(delivered([&] { restore([] {}); }));
        stop.request_stop();
        REQUIRE(delivered([&] { restore([] { checkpoint(); }); }));
        std::_Exit(0);
      }
      REQUIRE(receiver.try_next() == SIGUSR2);
    });
  });
  REQUIRE(completed && ends_well(child));
  return 0;
}

// --- a full queue of signals

std::atomic<bool> handler_may_end{false};
std::atomic<bool> in_handler{false};
void linger(int) {
  in_handler = true;
  while (!handler_may_end) {
  }
}

// \return whether the read was interrupted. With `nested`, while another handler runs on top of it.
bool interrupts_a_read(bool nested) {
  tests::a_pipe pipe;
  std::atomic<bool> arrived{false};
  tests::disposition handler(SIGUSR1, linger, SA_RESTART);
  handler_may_end = in_handler = false;
  thread reader([&] {
    try {
      char byte;
      io::read(pipe.out, &byte, 1);
    } catch (const ping&) {
      arrived = true;
    }
  });
  if (!inject::wait_until_blocked(reader.token())) return false;
  if (nested) {
    ::syscall(SYS_tgkill, ::getpid(), tests::tid_of(reader.token()), SIGUSR1);
    while (!in_handler) std::this_thread::yield();
  }
  ticket sent = post_to(reader.token(), ping{1});
  if (nested) {
    std::this_thread::sleep_for(20ms);  // until it has struck the handler, and could not be queued again
    handler_may_end = true;
  }
  const bool delivered = tests::comes_true([&] { return arrived.load(); });
  if (!delivered) pipe.put("x");
  return delivered && sent.wait() == throw_result::delivered;
}

int full_signal_queue() {
  this_thread::token();
  const rlimit none{0, 0};
  REQUIRE(::setrlimit(RLIMIT_SIGPENDING, &none) == 0);
  for (int round = 0; round < 5; ++round) {
    REQUIRE(interrupts_a_read(false));
    REQUIRE(interrupts_a_read(true));
  }
  return 0;
}

}  // namespace

int main(int, char** arguments) {
  const std::string what = arguments[1] != nullptr ? arguments[1] : "";
#if defined(ASYNCSAFE_TSAN)
  if (what.starts_with("fork_")) {
    std::puts("ThreadSanitizer lets no child of a threaded process start threads");
    return 77;
  }
#endif
#if defined(ASYNCSAFE_ASAN)
  // Seen without the runtime, too: a thread starts threads, the process forks, and 1 in 100 children hangs in its
  // first allocation, on a lock of the sanitizer's that nobody holds there.
  if (what == "fork_during_first_use") {
    std::puts("AddressSanitizer does not keep its own locks over a fork while another thread starts one");
    return 77;
  }
#endif
  if (what == "global_thread_after_a_stop") return global_thread_after_a_stop();
  if (what == "fork_during_first_use") return fork_during_first_use();
  if (what == "fork_in_the_fallback") return fork_in_the_fallback();
  if (what == "fork_inside_scopes") return fork_inside_scopes();
  if (what == "globals_that_end_last") return globals_that_end_last();
  if (what == "exit_among_interrupts") return exit_among_interrupts();
  if (what == "full_signal_queue") return full_signal_queue();
  return 2;
}
