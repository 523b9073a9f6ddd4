// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Programs that are run and waited for.
#include <asyncsafe/deadline.hpp>
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/process.hpp>
#include <asyncsafe/testing.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <linux/sched.h>
#include <optional>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::ping;

std::vector<std::string> shell(const std::string& script) { return {"sh", "-c", script}; }

bool exists(pid_t id) { return ::kill(id, 0) == 0; }

TEST(process, says_how_the_program_ended) {
  process three(shell("exit 3"));
  const process_status status = three.wait();
  EXPECT_EQ(status.code, 3);
  EXPECT_EQ(status.signal, 0);
  EXPECT_FALSE(status.success());
  EXPECT_EQ(three.wait().code, 3);
  EXPECT_TRUE(process(shell("exit 0")).wait().success());
  process killed(shell("kill -TERM $$"));
  std::error_code error = std::make_error_code(std::errc::io_error);
  const auto end = killed.wait(error);
  EXPECT_FALSE(error);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->signal, SIGTERM);
}

TEST(process, that_cannot_be_run_is_an_error) {
  EXPECT_THROW(process({"/proc/nonexistent/program"}), std::system_error);
  EXPECT_THROW(static_cast<void>(process(std::vector<std::string>())), std::invalid_argument);
  process_options nowhere;
  nowhere.directory = "/proc/nonexistent";
  EXPECT_THROW(static_cast<void>(process(shell("exit 0"), nowhere)), std::system_error);
}

TEST(process, has_the_descriptors_directory_and_environment_that_it_was_given) {
  tests::a_pipe in, out;
  process_options options;
  options.input = in.out;
  options.output = out.in;
  options.error = out.in;
  options.directory = "/";
  options.environment = {"GREETING=hello"};
  in.put("there\n");
  process one(shell("read x; echo $GREETING $x; pwd >&2"), options);
  EXPECT_TRUE(one.wait().success());
  EXPECT_EQ(out.take(), "hello there\n/\n");
}

// 0, 1 and 2 change places.
TEST(process, may_be_given_standard_descriptors_in_any_order) {
  tests::a_pipe out;
  const int before = ::dup(1);
  ::dup2(out.in, 1);
  process_options options;
  options.output = 2;
  options.error = 1;
  process one(shell("echo aloud >&2"), options);
  const bool well = one.wait().success();
  ::dup2(before, 1);
  ::close(before);
  EXPECT_TRUE(well);
  EXPECT_EQ(out.take(), "aloud\n");
}

TEST(process, says_by_error_codes_why_it_was_not_begun_or_waited_for) {
  std::error_code error;
  process none({"/proc/nonexistent/program"}, {}, error);
  EXPECT_EQ(error, std::errc::no_such_file_or_directory);
  EXPECT_EQ(none.id(), 0);
  EXPECT_FALSE(none.wait_for(1h, error));
  EXPECT_TRUE(error);
  process empty({}, {}, error);
  EXPECT_EQ(error, std::errc::invalid_argument);

  tests::a_pipe in;
  process_options options;
  options.input = in.out;
  process one(shell("read x; exit 4"), options, error);
  ASSERT_FALSE(error);
  EXPECT_FALSE(one.wait_for(1ms, error));
  EXPECT_FALSE(error);
  thread waiter([&] {
    std::error_code told;
    EXPECT_FALSE(one.wait_for(1h, told));
    EXPECT_EQ(told, std::errc::operation_canceled);
  });
  ASSERT_TRUE(inject::wait_until_blocked(waiter.token()));
  EXPECT_EQ(throw_to(waiter.token(), ping{1}), throw_result::delivered);
  waiter.join();
  in.put("x\n");
  const auto status = one.wait_for(1h, error);
  ASSERT_TRUE(status);
  EXPECT_EQ(status->code, 4);
  EXPECT_FALSE(error);
}

TEST(process, may_be_run_where_the_standard_descriptors_are_closed) {
  int saved[3];
  for (int fd = 0; fd < 3; ++fd) {
    saved[fd] = ::fcntl(fd, F_DUPFD_CLOEXEC, 10);
    ::close(fd);
  }
  int code = -1;
  try {
    process one(shell("test ! -e /proc/self/fd/0 || exit 2; test ! -e /proc/self/fd/2 || exit 3; exit 7"));
    code = one.wait().code;
  } catch (const std::system_error&) {
  }
  for (int fd = 0; fd < 3; ++fd) {
    ::dup2(saved[fd], fd);
    ::close(saved[fd]);
  }
  EXPECT_EQ(code, 7);
  process_options closed;
  closed.output = 2000000;
  EXPECT_THROW(static_cast<void>(process(shell("exit 0"), closed)), std::system_error);
}

TEST(process, runs_on_if_the_wait_for_it_is_interrupted) {
  tests::a_pipe in;
  process_options options;
  options.input = in.out;
  process one(shell("read x; exit 4"), options);
  for (const bool by_error : {false, true}) {
    bool arrived = false;
    thread waiter([&] {
      if (by_error) {
        std::error_code error;
        arrived = !one.wait(error) && error == std::errc::operation_canceled;
        return;
      }
      try {
        one.wait();
      } catch (const ping&) {
        arrived = true;
      }
    });
    ASSERT_TRUE(inject::wait_until_blocked(waiter.token()));
    EXPECT_EQ(throw_to(waiter.token(), ping{1}), throw_result::delivered);
    waiter.join();
    EXPECT_TRUE(arrived);
  }
  EXPECT_FALSE(one.poll());
  EXPECT_FALSE(one.wait_for(5ms));
  in.put("\n");
  const auto end = one.wait_for(20s);
  ASSERT_TRUE(end);
  EXPECT_EQ(end->code, 4);
}

TEST(process, is_killed_and_waited_for_when_an_interrupt_unwinds) {
  pid_t id = 0;
  EXPECT_FALSE(move_on_after(20ms, [&] {
    process sleeper({"sleep", "1000"});
    id = sleeper.id();
    sleeper.wait();
  }));
  EXPECT_GT(id, 0);
  EXPECT_FALSE(exists(id));
}

// A program with that id, and not a child of ours. \return none without the right to choose an id.
struct stranger {
  explicit stranger(pid_t wanted) {
    tests::a_pipe ready;
    int tie[2];
    if (::pipe(tie) != 0) std::abort();
    between = ::fork();
    if (between == 0) {
      ::close(tie[0]);
      clone_args how{};
      how.set_tid = reinterpret_cast<std::uintptr_t>(&wanted);
      how.set_tid_size = 1;
      const long child = ::syscall(SYS_clone3, &how, sizeof how);
      if (child != 0) {
        ::close(tie[1]);
        [[maybe_unused]] const auto told = ::write(ready.in, child > 0 ? "y" : "n", 1);
      }
      for (;;) ::pause();
    }
    ::close(tie[1]);
    alive = tie[0];
    char answer = 'n';
    made = ::read(ready.out, &answer, 1) == 1 && answer == 'y';
    id = wanted;
  }
  ~stranger() {
    if (made) ::kill(id, SIGKILL);
    ::kill(between, SIGKILL);
    ::waitpid(between, nullptr, 0);
    ::close(alive);
  }
  bool dies_within(int milliseconds) const {
    pollfd one{alive, POLLIN, 0};
    return ::poll(&one, 1, milliseconds) > 0;
  }
  pid_t between = 0, id = 0;
  int alive = -1;  // ends with it
  bool made = false;
};

TEST(process, that_somebody_else_waited_for_leaves_alone_who_has_its_id_now) {
  std::optional<stranger> now;
  {
    process one(shell("exit 0"));
    ASSERT_EQ(::waitpid(one.id(), nullptr, 0), one.id());
    now.emplace(one.id());
    if (!now->made) GTEST_SKIP() << "no right to choose the id of a process";
  }
  EXPECT_FALSE(now->dies_within(100));
}

TEST(process, is_sent_signals_until_it_has_ended) {
  process sleeper({"sleep", "1000"});
  sleeper.send_signal(SIGKILL);
  EXPECT_EQ(sleeper.wait().signal, SIGKILL);
  sleeper.send_signal(SIGKILL);  // its id is nobody's now, or somebody else's
}

TEST(process, can_be_moved) {
  process one(shell("exit 5"));
  process two = std::move(one);
  EXPECT_EQ(one.id(), 0);
  process three({"sleep", "1000"});
  const pid_t killed = three.id();
  three = std::move(two);
  EXPECT_FALSE(exists(killed));
  EXPECT_EQ(three.wait().code, 5);
}

TEST(process, that_somebody_else_waited_for_is_an_error) {
  process one(shell("exit 0"));
  int status = 0;
  ASSERT_EQ(::waitpid(one.id(), &status, 0), one.id());
  EXPECT_THROW(one.wait(), std::system_error);
  EXPECT_THROW(static_cast<void>(one.poll()), std::system_error);
}

}  // namespace
