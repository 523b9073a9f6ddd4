// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every blocking operation, each interrupted in the same ways: in both forms, under masks, with the stub and without it.
#include <asyncsafe/io.hpp>
#include <asyncsafe/mask.hpp>
#include <asyncsafe/testing.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <netinet/in.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/un.h>

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::a_pipe;
using tests::ping;
using tests::socket_pair;
using tests::temporary_directory;

// Fills a descriptor until a write would block.
void fill(int fd) {
  const int flags = fcntl(fd, F_GETFL);
  fcntl(fd, F_SETFL, flags | O_NONBLOCK);
  char block[4096] = {};
  while (::write(fd, block, sizeof block) > 0) {
  }
  while (::write(fd, block, 1) > 0) {
  }
  fcntl(fd, F_SETFL, flags);
}

// One kind of blocking call, set up so that it blocks until interrupted.
struct blocking_call {
  std::string name;
  std::function<std::function<void(std::error_code*)>()> make;  // holds what the call needs
};

template <class Throwing, class Coded>
std::function<void(std::error_code*)> either(Throwing throwing, Coded coded) {
  return [=](std::error_code* error) {
    if (error != nullptr)
      coded(*error);
    else
      throwing();
  };
}

std::vector<blocking_call> all_calls() {
  std::vector<blocking_call> calls;
  const auto add = [&](std::string name, auto make) { calls.push_back({std::move(name), make}); };
  add("read", [] {
    auto p = std::make_shared<a_pipe>();
    return either(
        [p] {
          char c;
          io::read(p->out, &c, 1);
        },
        [p](auto& e) {
          char c;
          io::read(p->out, &c, 1, e);
        });
  });
  add("write", [] {
    auto p = std::make_shared<a_pipe>();
    fill(p->in);
    return either([p] { io::write(p->in, "x", 1); }, [p](auto& e) { io::write(p->in, "x", 1, e); });
  });
  add("readv", [] {
    auto p = std::make_shared<a_pipe>();
    return either(
        [p] {
          char c;
          iovec v{&c, 1};
          io::readv(p->out, &v, 1);
        },
        [p](auto& e) {
          char c;
          iovec v{&c, 1};
          io::readv(p->out, &v, 1, e);
        });
  });
  add("writev", [] {
    auto p = std::make_shared<a_pipe>();
    fill(p->in);
    static char c = 'x';
    return either(
        [p] {
          iovec v{&c, 1};
          io::writev(p->in, &v, 1);
        },
        [p](auto& e) {
          iovec v{&c, 1};
          io::writev(p->in, &v, 1, e);
        });
  });
  add("read_full", [] {
    auto p = std::make_shared<a_pipe>();
    p->put("ab");
    return either(
        [p] {
          char c[4];
          io::read_full(p->out, c, 4);
        },
        [p](auto& e) {
          char c[4];
          io::read_full(p->out, c, 4, e);
        });
  });
  add("write_all", [] {
    auto p = std::make_shared<a_pipe>();
    fill(p->in);
    return either([p] { io::write_all(p->in, "xy", 2); }, [p](auto& e) { io::write_all(p->in, "xy", 2, e); });
  });
  add("open_of_a_fifo", [] {
    auto d = std::make_shared<temporary_directory>();
    const std::string fifo = d->path + "/fifo";
    mkfifo(fifo.c_str(), 0600);
    return either([d, fifo] { io::open(fifo.c_str(), O_RDONLY); },
                  [d, fifo](auto& e) { io::open(fifo.c_str(), O_RDONLY, e); });
  });
  add("accept", [] {
    auto d = std::make_shared<temporary_directory>();
    const int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::snprintf(address.sun_path, sizeof address.sun_path, "%s/socket", d->path.c_str());
    bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address);
    listen(fd, 1);
    std::shared_ptr<void> closing(nullptr, [d, fd](void*) { ::close(fd); });
    return either([closing, fd] { io::accept(fd); }, [closing, fd](auto& e) { io::accept(fd, e); });
  });
  add("connect_to_a_full_backlog", [] {
    auto d = std::make_shared<temporary_directory>();
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::snprintf(address.sun_path, sizeof address.sun_path, "%s/socket", d->path.c_str());
    const int server = socket(AF_UNIX, SOCK_STREAM, 0);
    bind(server, reinterpret_cast<sockaddr*>(&address), sizeof address);
    listen(server, 0);
    const int first = socket(AF_UNIX, SOCK_STREAM, 0);
    ::connect(first, reinterpret_cast<sockaddr*>(&address), sizeof address);
    const int second = socket(AF_UNIX, SOCK_STREAM, 0);
    std::shared_ptr<void> closing(nullptr, [=](void*) { ::close(server), ::close(first), ::close(second); });
    return either([closing, d, second,
                   address] { io::connect(second, reinterpret_cast<const sockaddr*>(&address), sizeof address); },
                  [closing, d, second, address](auto& e) {
                    io::connect(second, reinterpret_cast<const sockaddr*>(&address), sizeof address, e);
                  });
  });
  add("recv", [] {
    auto s = std::make_shared<socket_pair>();
    return either(
        [s] {
          char c;
          io::recv(s->a, &c, 1);
        },
        [s](auto& e) {
          char c;
          io::recv(s->a, &c, 1, e);
        });
  });
  add("send", [] {
    auto s = std::make_shared<socket_pair>();
    fill(s->a);
    return either([s] { io::send(s->a, "x", 1); }, [s](auto& e) { io::send(s->a, "x", 1, e); });
  });
  add("recvmsg", [] {
    auto s = std::make_shared<socket_pair>();
    return either(
        [s] {
          char c;
          iovec v{&c, 1};
          msghdr m{};
          m.msg_iov = &v;
          m.msg_iovlen = 1;
          io::recvmsg(s->a, &m);
        },
        [s](auto& e) {
          char c;
          iovec v{&c, 1};
          msghdr m{};
          m.msg_iov = &v;
          m.msg_iovlen = 1;
          io::recvmsg(s->a, &m, e);
        });
  });
  add("sendmsg", [] {
    auto s = std::make_shared<socket_pair>();
    fill(s->a);
    static char c = 'x';
    return either(
        [s] {
          iovec v{&c, 1};
          msghdr m{};
          m.msg_iov = &v;
          m.msg_iovlen = 1;
          io::sendmsg(s->a, &m);
        },
        [s](auto& e) {
          iovec v{&c, 1};
          msghdr m{};
          m.msg_iov = &v;
          m.msg_iovlen = 1;
          io::sendmsg(s->a, &m, e);
        });
  });
  add("poll", [] {
    auto p = std::make_shared<a_pipe>();
    return either(
        [p] {
          pollfd f{p->out, POLLIN, 0};
          io::poll(&f, 1, 60'000);
        },
        [p](auto& e) {
          pollfd f{p->out, POLLIN, 0};
          io::poll(&f, 1, -1, e);
        });
  });
  add("epoll_wait", [] {
    auto p = std::make_shared<a_pipe>();
    const int fd = epoll_create1(EPOLL_CLOEXEC);
    epoll_event event{};
    event.events = EPOLLIN;
    epoll_ctl(fd, EPOLL_CTL_ADD, p->out, &event);
    std::shared_ptr<void> closing(nullptr, [fd](void*) { ::close(fd); });
    return either(
        [p, closing, fd] {
          epoll_event out;
          io::epoll_wait(fd, &out, 1, -1);
        },
        [p, closing, fd](auto& e) {
          epoll_event out;
          io::epoll_wait(fd, &out, 1, 60'000, e);
        });
  });
  add("select", [] {
    auto p = std::make_shared<a_pipe>();
    return either(
        [p] {
          fd_set s;
          FD_ZERO(&s);
          FD_SET(p->out, &s);
          io::select(p->out + 1, &s, nullptr, nullptr, nullptr);
        },
        [p](auto& e) {
          fd_set s;
          FD_ZERO(&s);
          FD_SET(p->out, &s);
          timeval t{60, 0};
          io::select(p->out + 1, &s, nullptr, nullptr, &t, e);
        });
  });
  add("flock", [] {
    auto d = std::make_shared<temporary_directory>();
    const std::string file = d->path + "/file";
    const int held = ::open(file.c_str(), O_CREAT | O_RDWR, 0600), wanted = ::open(file.c_str(), O_RDWR);
    ::flock(held, LOCK_EX);
    std::shared_ptr<void> closing(nullptr, [d, held, wanted](void*) { ::close(held), ::close(wanted); });
    return either([closing, wanted] { io::flock(wanted, LOCK_EX); },
                  [closing, wanted](auto& e) { io::flock(wanted, LOCK_EX, e); });
  });
  add("waitid", [] {
    auto alive = std::make_shared<a_pipe>();
    const pid_t child = fork();
    if (child == 0) {
      alive->close_in();
      char c;
      [[maybe_unused]] auto n = ::read(alive->out, &c, 1);
      _exit(0);
    }
    std::shared_ptr<void> reaping(nullptr, [alive, child](void*) {
      alive->close_in();
      ::waitpid(child, nullptr, 0);
    });
    return either([reaping, child] { io::waitid(P_PID, static_cast<id_t>(child), nullptr, WEXITED); },
                  [reaping, child](auto& e) { io::waitid(P_PID, static_cast<id_t>(child), nullptr, WEXITED, e); });
  });
  add("nanosleep", [] {
    return either([] { io::nanosleep(timespec{60, 0}); }, [](auto& e) { io::nanosleep(timespec{60, 0}, e); });
  });
  add("sleep_for", [] { return either([] { io::sleep_for(60s); }, [](auto& e) { io::sleep_for(60s, e); }); });
  add("sleep_until", [] {
    return either([] { io::sleep_until(std::chrono::system_clock::now() + 60s); },
                  [](auto& e) { io::sleep_until(std::chrono::steady_clock::now() + 60s, e); });
  });
  add("sigwait", [] {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGUSR1);
    return either([set] { io::sigwait(set); }, [set](auto& e) { io::sigwait(set, e); });
  });
  return calls;
}

class every_blocking_call : public ::testing::TestWithParam<blocking_call> {};
INSTANTIATE_TEST_SUITE_P(io, every_blocking_call, ::testing::ValuesIn(all_calls()),
                         [](const auto& info) { return info.param.name; });

enum class form { throwing, error_code };

// Whether the interrupt ended the call, in a thread that was seen blocked in it.
bool interrupted_while_blocked(const blocking_call& kind, form how, masking_state state) {
  const auto call = kind.make();
  bool arrived = false;
  std::atomic<bool> started{false};
  thread runner([&] {
    const auto body = [&] {
      started = true;
      try {
        std::error_code error;
        call(how == form::error_code ? &error : nullptr);
        arrived = error == std::errc::operation_canceled && last_interrupt() != nullptr;
      } catch (const ping&) {
        arrived = true;
      }
    };
    if (state == masking_state::masked)
      mask(body);
    else
      body();
  });
  if (!inject::wait_until_blocked(runner.token())) ADD_FAILURE() << kind.name << " does not block";
  EXPECT_EQ(throw_to_for(runner.token(), ping{1}, 10s), throw_result::delivered);
  runner.join();
  return arrived;
}

TEST_P(every_blocking_call, is_interrupted_while_it_blocks_in_both_forms) {
  EXPECT_TRUE(interrupted_while_blocked(GetParam(), form::throwing, masking_state::unmasked));
  EXPECT_TRUE(interrupted_while_blocked(GetParam(), form::error_code, masking_state::unmasked));
}

TEST_P(every_blocking_call, is_interrupted_under_a_mask_where_it_blocks) {
  EXPECT_TRUE(interrupted_while_blocked(GetParam(), form::throwing, masking_state::masked));
  EXPECT_TRUE(interrupted_while_blocked(GetParam(), form::error_code, masking_state::masked));
}

TEST_P(every_blocking_call, is_interrupted_under_a_mask_by_what_was_pending_before) {
  const auto call = GetParam().make();
  interrupt_scope scope;
  mask([&] {
    post_to(scope.token(), ping{1});
    EXPECT_THROW(call(nullptr), ping);
    post_to(scope.token(), ping{2});
    std::error_code error;
    call(&error);
    EXPECT_EQ(error, std::errc::operation_canceled);
  });
}

TEST_P(every_blocking_call, is_interrupted_without_the_stub_too) {
  inject::without_stub fallback;
  EXPECT_TRUE(interrupted_while_blocked(GetParam(), form::throwing, masking_state::unmasked));
  EXPECT_TRUE(interrupted_while_blocked(GetParam(), form::error_code, masking_state::masked));
}

TEST(io, an_interrupted_connection_attempt_says_that_it_is_terminal) {
  temporary_directory directory;
  const auto calls = all_calls();
  const auto& kind = *std::find_if(calls.begin(), calls.end(), [](auto& c) { return c.name.starts_with("connect"); });
  const auto call = kind.make();
  bool terminal = false;
  thread connecting([&] {
    try {
      call(nullptr);
    } catch (const interrupted& i) {
      terminal = i.terminal();
    }
  });
  ASSERT_TRUE(inject::wait_until_blocked(connecting.token()));
  EXPECT_EQ(throw_to_for(connecting.token(), interrupted(), 5s), throw_result::delivered);
  connecting.join();
  EXPECT_TRUE(terminal);
}

}  // namespace
