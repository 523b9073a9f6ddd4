// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What threads meet at may end as soon as the one that waited knows that it was served: whoever served it must not touch the
// object any more.
#include <asyncsafe/channel.hpp>
#include <asyncsafe/shared_mutex.hpp>
#include <asyncsafe/sync.hpp>

#include "support.hpp"

#include <algorithm>
#include <cstring>
#include <gtest/gtest.h>
#include <new>

namespace {

using namespace asyncsafe;

// For loops that poll: who sleeps now and then gets the processor back at once when it wakes, on a busy machine, too.
void now_and_then_sleep(int turn) {
  if (turn % 64 == 63) std::this_thread::sleep_for(std::chrono::microseconds(10));
}

// Makes a T again and again in one place. Another thread serves it, this one waits and ends it at once. \return how often
// the place was written to after that.
template <class T, class... Arguments>
int written_after_the_end(void (*serve)(T&), void (*wait)(T&), Arguments... arguments) {
  alignas(T) unsigned char room[sizeof(T)];
  std::atomic<T*> handed{nullptr};
  std::atomic<bool> end{false};
  std::thread server([&] {
    for (int turn = 0; !end; now_and_then_sleep(turn++))
      if (T* object = handed.exchange(nullptr)) serve(*object);
  });
  int written = 0;
  for (int round = 0; round < 2000; ++round) {
    T* object = new (room) T(arguments...);
    handed = object;
    if (round % 2 == 0)  // now and then the server comes first
      for (int i = 0; i < round % 200; ++i) tests::use(i);
    wait(*object);
    object->~T();
    std::memset(room, 0x55, sizeof room);
    for (int i = 0; i < 1000; ++i) tests::use(i);
    if (!std::all_of(room, room + sizeof room, [](unsigned char byte) { return byte == 0x55; })) ++written;
  }
  end = true;
  server.join();
  return written;
}

TEST(lifetime, a_semaphore_may_end_once_it_was_acquired) {
  EXPECT_EQ(written_after_the_end<semaphore>([](semaphore& s) { s.release(); }, [](semaphore& s) { s.acquire(); }, 0),
            0);
}
TEST(lifetime, a_semaphore_may_end_once_all_that_was_released_was_acquired) {
  const auto acquire_both = [](semaphore& s) {
    s.acquire();
    for (int turn = 0; !s.try_acquire(); ++turn) now_and_then_sleep(turn);
  };
  EXPECT_EQ(written_after_the_end<semaphore>([](semaphore& s) { s.release(2); }, acquire_both, 0), 0);
}
TEST(lifetime, a_latch_may_end_once_it_was_waited_for) {
  EXPECT_EQ(written_after_the_end<latch>([](latch& l) { l.count_down(); }, [](latch& l) { l.wait(); }, 1), 0);
}
TEST(lifetime, a_latch_may_end_once_it_was_found_open) {
  const auto poll = [](latch& l) {
    for (int turn = 0; !l.try_wait(); ++turn) now_and_then_sleep(turn);
  };
  EXPECT_EQ(written_after_the_end<latch>([](latch& l) { l.count_down(); }, poll, 1), 0);
}
// Somebody has waited for it, and has given up: so the holder has to look whether others wait.
TEST(lifetime, a_mutex_may_end_once_it_was_locked_after_its_last_holder) {
  struct guarded {
    interruptible_mutex mutex;
    std::atomic<bool> held{false};
    std::atomic<bool> waited{false};
  };
  const auto serve = [](guarded& g) {
    std::lock_guard hold(g.mutex);
    g.held = true;
    for (int turn = 0; !g.waited; ++turn) now_and_then_sleep(turn);
  };
  const auto wait = [](guarded& g) {
    for (int turn = 0; !g.held; ++turn) now_and_then_sleep(turn);
    EXPECT_FALSE(g.mutex.try_lock_for(std::chrono::seconds(0)));
    g.waited = true;
    for (int turn = 0; !g.mutex.try_lock(); ++turn) now_and_then_sleep(turn);
    g.mutex.unlock();
  };
  EXPECT_EQ(written_after_the_end<guarded>(serve, wait), 0);
}
TEST(lifetime, a_condition_variable_may_end_once_all_who_waited_were_notified) {
  struct meeting {
    interruptible_mutex mutex;
    interruptible_condition_variable changed;
    bool waits = false;
  };
  const auto serve = [](meeting& m) {
    const auto waits = [&] {
      std::lock_guard hold(m.mutex);
      return m.waits;
    };
    for (int turn = 0; !waits(); ++turn) now_and_then_sleep(turn);
    m.changed.notify_all();
  };
  const auto wait = [](meeting& m) {
    std::unique_lock hold(m.mutex);
    m.waits = true;
    m.changed.wait(hold);
  };
  EXPECT_EQ(written_after_the_end<meeting>(serve, wait), 0);
}
TEST(lifetime, a_flag_of_what_was_done_once_may_end) {
  struct done_elsewhere {
    std::atomic<bool> begun{false};
    once_flag flag;
  };
  const auto serve = [](done_elsewhere& d) { call_once(d.flag, [&] { d.begun = true; }); };
  const auto wait = [](done_elsewhere& d) {
    for (int turn = 0; !d.begun; ++turn) now_and_then_sleep(turn);
    call_once(d.flag, [] { ADD_FAILURE(); });
  };
  EXPECT_EQ(written_after_the_end<done_elsewhere>(serve, wait), 0);
}
TEST(lifetime, a_channel_may_end_once_its_value_was_received) {
  const auto receive = [](channel<int>& c) { EXPECT_EQ(c.receive(), 1); };
  EXPECT_EQ(written_after_the_end<channel<int>>([](channel<int>& c) { c.send(1); }, receive, std::size_t{1}), 0);
}

}  // namespace
