// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A pending pthread_cancel acts at POSIX cancellation points, and those must not be in noexcept code of ours.
#include <asyncsafe/io.hpp>
#include <asyncsafe/mask.hpp>
#include <asyncsafe/signal.hpp>
#include <asyncsafe/sync.hpp>
#include <asyncsafe/testing.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <pthread.h>
#include <thread>

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::ping;

// Runs `f` on a thread that was cancelled before; it is to act behind `f`. \return whether it did.
bool survives_a_pending_cancel(void (*f)()) {
  static std::atomic<bool> ran;
  ran = false;
  pthread_t t;
  pthread_create(
      &t, nullptr,
      [](void* raw) -> void* {
        this_thread::token();
        pthread_cancel(pthread_self());
        reinterpret_cast<void (*)()>(raw)();
        ran = true;
        pthread_testcancel();
        return nullptr;
      },
      reinterpret_cast<void*>(f));
  void* result = nullptr;
  pthread_join(t, &result);
  return ran && result == PTHREAD_CANCELED;
}

void ignore(int) {}

TEST(pending_cancel, does_not_act_in_a_receiver) {
  tests::disposition found(SIGUSR1, ignore);
  EXPECT_TRUE(survives_a_pending_cancel([] {
    signal_receiver receiver{SIGUSR1, SIGUSR2};
    if (receiver.try_next()) return;
    ::syscall(SYS_tgkill, ::getpid(), ::gettid(), SIGUSR1);  // the handler writes to an eventfd
    if (receiver.try_next() != SIGUSR1) std::abort();
    ::syscall(SYS_tgkill, ::getpid(), ::gettid(), SIGUSR1);
  }));
}

TEST(pending_cancel, does_not_act_in_the_look_whether_a_call_would_block) {
  EXPECT_TRUE(survives_a_pending_cancel([] {
    static tests::a_pipe pipe;  // its close is a point of cancellation, too
    mask([&] {
      post_to(this_thread::token(), ping{1});
      pollfd one{pipe.out, POLLIN, 0};
      []() noexcept {}();
      try {
        io::poll(&one, 1, 1000);
      } catch (const ping&) {
      }
      post_to(this_thread::token(), ping{2});
      std::error_code error;
      [&]() noexcept { io::accept(pipe.out, error); }();  // looks first whether there is anybody
    });
  }));
}

TEST(pending_cancel, does_not_act_in_the_look_whether_a_splice_would_block) {
  EXPECT_TRUE(survives_a_pending_cancel([] {
    static tests::a_pipe from;
    static tests::a_pipe to;
    mask([&] {
      post_to(this_thread::token(), ping{1});
      std::error_code error;
      [&]() noexcept { io::splice(from.out, nullptr, to.in, nullptr, 1, 0, error); }();
      if (error != std::errc::operation_canceled) std::abort();
    });
  }));
}

TEST(pending_cancel, does_not_act_in_joining) {
  EXPECT_TRUE(survives_a_pending_cancel([] {
    {
      thread joined_by_its_destructor([] { io::sleep_for(1h); });
    }
    thread joined([] {});
    joined.join();
    std::thread theirs([] {});
    join(theirs);
  }));
}

TEST(pending_cancel, does_not_act_in_waiting_without_the_stub) {
  EXPECT_TRUE(survives_a_pending_cancel([] {
    inject::without_stub fallback;
    static tests::a_pipe pipe;
    std::thread late([] {
      std::this_thread::sleep_for(20ms);
      pipe.put("x");
    });
    char byte;
    std::error_code error;
    [&]() noexcept {
      if (io::read(pipe.out, &byte, 1, error) != 1) std::abort();
    }();
    join(late);
  }));
}

}  // namespace
