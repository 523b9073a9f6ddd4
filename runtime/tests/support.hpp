// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What several tests need: a test exception, and waiting for another thread to block without guessing a time.
#pragma once

#include <asyncsafe/interrupt.hpp>

#include <chrono>
#include <functional>
#include <thread>

namespace asyncsafe::tests {

/// An interrupt of the test's own, not derived from anything of the runtime's.
struct ping {
  int number = 0;
};

/// Keeps the compiler from seeing that an object is not needed.
inline void use(const auto& object) { asm volatile("" : : "g"(&object) : "memory"); }

/// Polls until `condition()`, at most ten seconds. \return whether it came true.
inline bool comes_true(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::microseconds(100));
  }
  return true;
}

}  // namespace asyncsafe::tests

#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace asyncsafe::tests {

/// A pipe: bytes are put into `in` and come out of `out`.
struct a_pipe {
  a_pipe() {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) std::abort();
    out = ends[0];
    in = ends[1];
  }
  ~a_pipe() {
    close_in();
    ::close(out);
  }
  a_pipe(const a_pipe&) = delete;
  a_pipe& operator=(const a_pipe&) = delete;
  void put(const std::string& bytes) const {
    if (::write(in, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size())) std::abort();
  }
  bool empty() const {
    pollfd one{out, POLLIN, 0};
    return ::poll(&one, 1, 0) == 0;
  }
  /// What is in it now.
  std::string take() const {
    std::string found;
    char byte;
    while (!empty() && ::read(out, &byte, 1) == 1) found += byte;
    return found;
  }
  void close_in() {
    if (in >= 0) ::close(in);
    in = -1;
  }
  int out = -1;
  int in = -1;
};

/// Two ends of a stream.
struct socket_pair {
  socket_pair() {
    int ends[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) std::abort();
    a = ends[0];
    b = ends[1];
  }
  ~socket_pair() {
    ::close(a);
    ::close(b);
  }
  int a, b;
};

/// With what the tests of blocking operations leave in it.
struct temporary_directory {
  temporary_directory() {
    char name[] = "/tmp/asyncsafe-io-XXXXXX";
    if (::mkdtemp(name) == nullptr) std::abort();
    path = name;
  }
  ~temporary_directory() {
    ::unlink((path + "/fifo").c_str());
    ::unlink((path + "/file").c_str());
    ::unlink((path + "/socket").c_str());
    ::rmdir(path.c_str());
  }
  std::string path;
};

/// The kernel's id of the token's thread.
int tid_of(const scope_token& token);

}  // namespace asyncsafe::tests

#include <csignal>
#include <vector>

namespace asyncsafe::tests {

/// A disposition as the kernel has it. Tests set theirs past libc, because ThreadSanitizer's wrappers run handlers
/// later than the kernel does.
struct raw_action {
  std::vector<unsigned char> bytes;
  friend bool operator==(const raw_action&, const raw_action&) = default;
};
raw_action current_action(int signal_number);
void set_action(int signal_number, const raw_action& action);
/// SIG_DFL, SIG_IGN or a function.
raw_action action_of(void (*handler)(int), int flags = 0, std::initializer_list<int> also_blocked = {});
/// A function with SA_SIGINFO, and all signals blocked while it runs.
raw_action action_of(void (*handler)(int, siginfo_t*, void*), int flags);
void (*handler_of(const raw_action& action))(int);

/// Sets a disposition and puts the one it found back.
class disposition {
 public:
  disposition(int number, void (*handler)(int), int flags = 0) : number_(number), found_(current_action(number)) {
    set_action(number, action_of(handler, flags));
  }
  ~disposition() { set_action(number_, found_); }
  disposition(const disposition&) = delete;
  disposition& operator=(const disposition&) = delete;

 private:
  int number_;
  raw_action found_;
};

}  // namespace asyncsafe::tests
