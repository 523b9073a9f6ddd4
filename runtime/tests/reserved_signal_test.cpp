// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The signal that is reserved for interrupts: blocked, taken already, and taken away.
#include <asyncsafe/io.hpp>
#include <asyncsafe/testing.hpp>

#include "support.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <pthread.h>

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::a_pipe;
using tests::ping;

TEST(reserved_signal, is_unblocked_in_a_thread_that_started_with_everything_blocked) {
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  a_pipe pipe;
  std::atomic<bool> has_token{false};
  scope_token token;
  bool delivered = false;
  std::thread reader([&] {
    token = this_thread::token();
    has_token = true;
    char byte;
    try {
      io::read(pipe.out, &byte, 1);
    } catch (const ping&) {
      delivered = true;
    }
  });
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  while (!has_token) std::this_thread::yield();
  ASSERT_TRUE(inject::wait_until_blocked(token));
  EXPECT_EQ(throw_to_for(token, ping{1}, 5s), throw_result::delivered);
  reader.join();
  EXPECT_TRUE(delivered);
}

TEST(reserved_signal, that_the_target_blocks_is_complained_of) {
  ::testing::internal::CaptureStderr();
  a_pipe pipe;
  thread reader([&] {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    char byte;
    io::read(pipe.out, &byte, 1);
  });
  ASSERT_TRUE(inject::wait_until_blocked(reader.token()));
  EXPECT_EQ(throw_to_for(reader.token(), ping{1}, 1500ms), throw_result::timed_out);
  pipe.put("x");
  reader.join();
  EXPECT_THAT(::testing::internal::GetCapturedStderr(),
              ::testing::HasSubstr("blocks signal " + std::to_string(interrupt_signal())));
}

using reserved_signal_death = ::testing::Test;

// CMake runs it in a process of its own, before the runtime has reserved anything.
TEST(reserved_signal, DISABLED_with_a_handler_already_is_refused_by_an_exception_and_another_can_be_reserved) {
  tests::disposition handler(interrupt_signal(), [](int) {});
  try {
    this_thread::token();
    FAIL() << "it must be refused";
  } catch (const std::system_error& e) {
    EXPECT_EQ(e.code(), std::errc::device_or_resource_busy);
    EXPECT_THAT(e.what(), ::testing::HasSubstr("already has a handler"));
  }
  EXPECT_THROW(reserve_interrupt_signal(SIGUSR1), std::system_error);
  reserve_interrupt_signal(SIGRTMIN + 3);
  EXPECT_EQ(interrupt_signal(), SIGRTMIN + 3);
  EXPECT_THROW(reserve_interrupt_signal(SIGRTMIN + 4), std::system_error);
  a_pipe pipe;
  thread reader([&] {
    char byte;
    EXPECT_THROW(io::read(pipe.out, &byte, 1), ping);
  });
  ASSERT_TRUE(inject::wait_until_blocked(reader.token()));
  EXPECT_EQ(throw_to_for(reader.token(), ping{1}, 5s), throw_result::delivered);
}

TEST(reserved_signal_death, whose_handler_was_replaced_terminates_with_one_line) {
  EXPECT_DEATH(
      {
        a_pipe pipe;
        thread reader([&] {
          char byte;
          io::read(pipe.out, &byte, 1);
        });
        inject::wait_until_blocked(reader.token());
        tests::disposition stolen(interrupt_signal(), [](int) {}, SA_RESTART);
        throw_to_for(reader.token(), ping{1}, 5s);
      },
      "somebody replaced the handler of signal");
}

}  // namespace
