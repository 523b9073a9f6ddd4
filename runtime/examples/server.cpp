// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A server that answers lines. Main accepts, workers answer, every question has a deadline. SIGHUP makes it read its
// settings again, wherever it is just then; Ctrl-C ends it, every connection closed and every counted answer on its way.
//
//   example_server SETTINGS        a file with a greeting in its first line and the patience in milliseconds in its second
#include <asyncsafe/bracket.hpp>
#include <asyncsafe/channel.hpp>
#include <asyncsafe/deadline.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/shared_mutex.hpp>
#include <asyncsafe/signal.hpp>
#include <asyncsafe/task_group.hpp>

#include <arpa/inet.h>
#include <atomic>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <mutex>
#include <netinet/in.h>
#include <optional>
#include <shared_mutex>
#include <string>
#include <system_error>
#include <utility>

namespace {

namespace io = asyncsafe::io;
using std::chrono::milliseconds;

std::atomic<long> accepted{0}, closed{0}, answered{0}, late{0}, reloads{0};

/// Owns a descriptor.
class descriptor {
 public:
  explicit descriptor(int fd) noexcept : fd_(fd) {}
  descriptor(descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  descriptor& operator=(descriptor&&) = delete;
  ~descriptor() {
    std::error_code ignored;
    if (fd_ >= 0) io::close(fd_, ignored);
  }
  int get() const noexcept { return fd_; }

 private:
  int fd_;
};

/// A connection that is counted, in and out.
struct connection {
  explicit connection(int fd) noexcept : socket(fd) { ++accepted; }
  connection(connection&& other) noexcept : socket(std::move(other.socket)) {}
  connection& operator=(connection&&) = delete;
  ~connection() {
    if (socket.get() >= 0) ++closed;
  }
  descriptor socket;
};

/// What SIGHUP reads again.
class settings {
 public:
  explicit settings(std::string path) : path_(std::move(path)) {}
  void load() {
    std::ifstream file(path_);
    std::string greeting;
    long patience = 0;
    if (!std::getline(file, greeting) || !(file >> patience)) return;  // half written: the old ones stay
    const std::unique_lock hold(lock_);
    greeting_ = std::move(greeting);
    patience_ = milliseconds(patience);
  }
  std::string greeting() {
    const std::shared_lock hold(lock_);
    return greeting_;
  }
  milliseconds patience() {
    const std::shared_lock hold(lock_);
    return patience_;
  }

 private:
  const std::string path_;
  asyncsafe::interruptible_shared_mutex lock_;
  std::string greeting_ = "hello";
  milliseconds patience_{1000};
};

/// What is sent to the accepting thread at SIGHUP.
struct reload {};

descriptor listen_anywhere(int& port) {
  descriptor listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t length = sizeof address;
  auto* const raw = reinterpret_cast<sockaddr*>(&address);
  if (listener.get() < 0 || ::bind(listener.get(), raw, length) != 0 || ::listen(listener.get(), 128) != 0 ||
      ::getsockname(listener.get(), raw, &length) != 0)
    throw std::system_error(errno, std::generic_category(), "listen");
  port = ntohs(address.sin_port);
  return listener;
}

/// One line, without its end; empty at the end of the input.
std::string read_line(int fd, std::string& buffer) {
  for (;;) {
    if (const auto end = buffer.find('\n'); end != std::string::npos) {
      std::string line = buffer.substr(0, end);
      buffer.erase(0, end + 1);
      return line;
    }
    char block[512];
    const std::size_t bytes = io::recv(fd, block, sizeof block);
    if (bytes == 0) return "";
    buffer.append(block, bytes);
  }
}

void answer(const connection& client, settings& current) {
  std::string buffer;
  for (bool more = true; more;) {
    const bool in_time = asyncsafe::move_on_after(current.patience(), [&] {
      const std::string line = read_line(client.socket.get(), buffer);
      more = !line.empty();
      if (!more) return;
      const std::string reply = current.greeting() + " " + line + "\n";
      // An answer and its count belong together. It is short, so that the socket takes it at once; a peer that
      // does not read is left at the deadline.
      asyncsafe::mask([&] {
        for (std::size_t sent = 0; sent < reply.size();)
          sent += io::send(client.socket.get(), reply.data() + sent, reply.size() - sent);
        ++answered;
      });
    });
    if (!in_time) {
      ++late;
      return;
    }
  }
}

void answer_all(asyncsafe::channel<connection>& ready, settings& current) {
  while (const auto client = ready.receive()) try {
      answer(*client, current);
    } catch (const std::system_error&) {
      // the peer went away
    }
}

void serve(const char* path) {
  settings current(path);
  int port = 0;
  const descriptor listener = listen_anywhere(port);
  asyncsafe::channel<connection> ready(64);
  asyncsafe::task_group group;
  for (int i = 0; i < 4; ++i) group.spawn({"worker", 1 << 20}, [&] { answer_all(ready, current); });
  group.start([&, accepting = asyncsafe::this_thread::token()](asyncsafe::task_status<void>& status) {
    asyncsafe::signal_receiver hangups{SIGHUP};
    status.started();
    for ([[maybe_unused]] const int number : hangups) asyncsafe::throw_to(accepting, reload());
  });
  std::printf("port %d\n", port);
  std::fflush(stdout);
  std::optional<connection> next;  // accepted, and not handed over yet
  for (bool stale = true;;) try {
      if (stale) current.load();
      stale = false;
      // Masked, only what waits is interrupted, and has then done nothing: what was accepted is in `next` or handed over.
      asyncsafe::mask([&] {
        if (!next) next.emplace(io::accept(listener.get()));
        ready.send(std::move(*next));
        next.reset();
      });
    } catch (const reload&) {
      stale = true;  // and no delivery point here: the next one may be on its way
      ++reloads;
    }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  std::signal(SIGHUP, SIG_IGN);  // what the receiver has not taken when it ends is redelivered to this
  return asyncsafe::run_main([&] {
    asyncsafe::finally([&] { serve(argv[1]); },
                       [] {
                         std::printf("accepted %ld closed %ld answered %ld late %ld reloads %ld\n", accepted.load(),
                                     closed.load(), answered.load(), late.load(), reloads.load());
                         std::fflush(stdout);
                       });
  });
}
