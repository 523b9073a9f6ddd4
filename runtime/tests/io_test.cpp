// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What operations keep when they are interrupted, and what they do at once, under masks, and on errors.
#include <asyncsafe/io.hpp>
#include <asyncsafe/mask.hpp>
#include <asyncsafe/testing.hpp>

#include "support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::a_pipe;
using tests::ping;
using tests::socket_pair;

TEST(io, completes_under_a_mask_what_can_be_had_at_once_although_an_interrupt_is_pending) {
  for (const bool stub : {true, false}) {
    std::optional<inject::without_stub> fallback;
    if (!stub) fallback.emplace();
    interrupt_scope scope;
    EXPECT_THROW(mask([&] {
                   post_to(scope.token(), ping{1});
                   a_pipe pipe;
                   char byte = 0;
                   EXPECT_EQ(io::write(pipe.in, "x", 1), 1U);
                   EXPECT_EQ(io::read(pipe.out, &byte, 1), 1U);
                   EXPECT_EQ(byte, 'x');
                   EXPECT_EQ(io::write_all(pipe.in, "ab", 2), 2U);
                   char two[2];
                   EXPECT_EQ(io::read_full(pipe.out, two, 2), 2U);
                   socket_pair sockets;
                   EXPECT_EQ(io::send(sockets.a, "y", 1), 1U);
                   EXPECT_EQ(io::recv(sockets.b, &byte, 1), 1U);
                   pollfd ready{pipe.in, POLLOUT, 0};
                   EXPECT_EQ(io::poll(&ready, 1, 1000), 1);
                   EXPECT_EQ(io::poll(nullptr, 0, 0), 0);
                   io::sleep_for(0s);
                   io::close(io::open("/dev/null", O_RDONLY));
                   EXPECT_TRUE(interrupt_pending());
                 }),
                 ping);
  }
}

TEST(io, is_not_interrupted_under_an_uninterruptible_mask) {
  a_pipe pipe;
  std::size_t got = 0;
  std::atomic<int> tid{0};
  thread reader([&] {
    uninterruptible_mask([&] {
      tid = gettid();
      char byte;
      got = io::read(pipe.out, &byte, 1);
    });
  });
  ticket sent = post_to(reader.token(), stop_requested());
  std::this_thread::sleep_for(20ms);
  EXPECT_TRUE(reader.token().alive());
  pipe.put("x");
  reader.join();
  EXPECT_EQ(got, 1U);
}

TEST(io, delivers_at_entry_when_unmasked_and_then_has_done_nothing) {
  interrupt_scope scope;
  a_pipe pipe;
  pipe.put("x");
  post_to(scope.token(), ping{1});
  char byte = 0;
  EXPECT_THROW(io::read(pipe.out, &byte, 1), ping);
  EXPECT_EQ(pipe.take(), "x");
}

TEST(io, a_partial_read_says_how_much_it_had_done) {
  a_pipe pipe;
  pipe.put("abc");
  std::size_t done = 0, coded = 0;
  thread reader([&] {
    char buffer[10];
    try {
      io::read_full(pipe.out, buffer, 10);
    } catch (const interrupted& i) {
      done = i.done();
      EXPECT_EQ(io::last_done(), 3U);
    }
    pipe.put("de");
    std::error_code error;
    coded = io::read_full(pipe.out, buffer, 10, error);
    EXPECT_EQ(error, std::errc::operation_canceled);
  });
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(inject::wait_until_blocked(reader.token()));
    ASSERT_EQ(throw_to_for(reader.token(), interrupted(), 5s), throw_result::delivered);
    if (i == 0) std::this_thread::sleep_for(20ms);
  }
  reader.join();
  EXPECT_EQ(done, 3U);
  EXPECT_EQ(coded, 2U);
}

TEST(io, a_blocked_write_that_had_written_something_reports_it_and_the_interrupt_comes_next) {
  a_pipe pipe;
  fcntl(pipe.in, F_SETPIPE_SZ, 4096);
  std::vector<char> data(100'000, 'x');
  std::size_t written = 0;
  bool came_next = false;
  thread writer([&] {
    written = io::write(pipe.in, data.data(), data.size());
    try {
      checkpoint();
    } catch (const ping&) {
      came_next = true;
    }
  });
  ASSERT_TRUE(inject::wait_until_blocked(writer.token()));
  EXPECT_EQ(throw_to_for(writer.token(), ping{1}, 5s), throw_result::delivered);
  writer.join();
  EXPECT_GT(written, 0U);
  EXPECT_LT(written, data.size());
  EXPECT_TRUE(came_next);
}

TEST(io, close_is_neither_interrupted_nor_retried) {
  interrupt_scope scope;
  const int fd = ::open("/dev/null", O_RDONLY);
  post_to(scope.token(), ping{1});
  io::close(fd);
  EXPECT_EQ(fcntl(fd, F_GETFD), -1);
  std::error_code error;
  io::close(fd, error);
  EXPECT_EQ(error, std::errc::bad_file_descriptor);
  EXPECT_TRUE(interrupt_pending());
  EXPECT_THROW(checkpoint(), ping);
}

TEST(io, reports_errors_in_both_forms) {
  char byte;
  try {
    io::read(-1, &byte, 1);
    FAIL();
  } catch (const std::system_error& e) {
    EXPECT_EQ(e.code(), std::errc::bad_file_descriptor);
    EXPECT_THAT(e.what(), ::testing::HasSubstr("asyncsafe::io::read"));
  }
  std::error_code error;
  EXPECT_EQ(io::read(-1, &byte, 1, error), 0U);
  EXPECT_EQ(error, std::errc::bad_file_descriptor);
  EXPECT_EQ(io::open("/proc/nonexistent", O_RDONLY, error), -1);
  EXPECT_EQ(error, std::errc::no_such_file_or_directory);
  EXPECT_EQ(io::syscall(error, SYS_close, -1), -1);
  EXPECT_EQ(error, std::errc::bad_file_descriptor);
  EXPECT_EQ(io::syscall(SYS_getpid), getpid());
  EXPECT_THROW(io::nanosleep(timespec{0, -1}), std::system_error);
}

TEST(io, select_refuses_what_select_refuses_and_sets_that_are_no_fd_set) {
  std::error_code error;
  for (const timeval& negative : {timeval{-1, 0}, timeval{0, -1}}) {
    io::select(0, nullptr, nullptr, nullptr, &negative, error);
    EXPECT_EQ(error, std::errc::invalid_argument);
  }
  const timeval none{0, 0};
  EXPECT_EQ(io::select(0, nullptr, nullptr, nullptr, &none), 0);
  // Under a mask with an interrupt pending the sets are copied, which have room for no more.
  std::vector<fd_set> larger(4);
  interrupt_scope scope;
  EXPECT_THROW(mask([&] {
                 post_to(scope.token(), ping{1});
                 EXPECT_THROW(io::select(4 * FD_SETSIZE, larger.data(), nullptr, nullptr, &none), std::system_error);
               }),
               ping);
}

TEST(io, poll_keeps_its_timeout_across_handlers_of_others) {
  struct sigaction action{}, before{};
  action.sa_handler = [](int) {};
  sigaction(SIGUSR2, &action, &before);
  std::atomic<bool> done{false};
  const pid_t tid = gettid();
  std::thread nuisance([&] {
    while (!done) {
      syscall(SYS_tgkill, getpid(), tid, SIGUSR2);
      std::this_thread::sleep_for(5ms);
    }
  });
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(io::poll(nullptr, 0, 100), 0);
  const auto took = std::chrono::steady_clock::now() - start;
  done = true;
  nuisance.join();
  sigaction(SIGUSR2, &before, nullptr);
  EXPECT_GE(took, 99ms);
  EXPECT_LT(took, 5s);
}

TEST(io, nanosleep_says_what_was_left) {
  timespec left{};
  thread sleeper([&] { io::nanosleep(timespec{100, 0}, &left); });
  ASSERT_TRUE(inject::wait_until_blocked(sleeper.token()));
  EXPECT_EQ(throw_to_for(sleeper.token(), stop_requested(), 5s), throw_result::delivered);
  sleeper.join();
  EXPECT_GT(left.tv_sec, 80);
}

TEST(io, sleeps_by_the_fake_clock) {
  inject::fake_clock clock;
  std::atomic<bool> awake{false};
  thread sleeper([&] {
    io::sleep_for(1h);
    awake = true;
  });
  ASSERT_TRUE(inject::wait_until_blocked(sleeper.token()));
  clock.advance(59min);
  std::this_thread::sleep_for(5ms);
  EXPECT_FALSE(awake);
  clock.advance(1min);
  sleeper.join();
  EXPECT_TRUE(awake);
  EXPECT_THROW(clock.advance(-1s), std::invalid_argument);
  EXPECT_THROW(inject::fake_clock second, std::logic_error);
}

}  // namespace
