// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What lasts must not grow: neither with the interrupts sent, nor with the threads and children that have lived. The
// large numbers are bench/soak.cpp's.
#include <asyncsafe/io.hpp>
#include <asyncsafe/task_group.hpp>
#include <asyncsafe/testing.hpp>

#include "../src/sanitizer_hooks.hpp"
#include "growth.hpp"
#include "support.hpp"

#include <gtest/gtest.h>

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::ping;
using tests::usage_now;

#if defined(ASYNCSAFE_TSAN) || defined(__SANITIZE_ADDRESS__)
constexpr bool sanitized = true;  // a sanitizer keeps what was freed, and something of each thread that ended
#elif defined(__has_feature)
constexpr bool sanitized = __has_feature(address_sanitizer) || __has_feature(thread_sanitizer);
#else
constexpr bool sanitized = false;
#endif

TEST(growth, a_task_group_keeps_nothing_of_children_that_have_ended) {
  constexpr int children = sanitized ? 100 : 400;
  task_group group;
  std::atomic<int> ran{0};
  const auto spawn_one = [&] {
    const int before = ran;
    group.spawn([&] { ++ran; });
    ASSERT_TRUE(tests::comes_true([&] { return ran == before + 1; }));
  };
  for (int i = 0; i < 50; ++i) spawn_one();
  const auto before = usage_now();
  for (int i = 0; i < children; ++i) spawn_one();
  // Those that have ended may still be on their way out of the kernel.
  EXPECT_TRUE(tests::comes_true([&] { return usage_now().threads < before.threads + 10; }));
  const auto after = usage_now();
  EXPECT_EQ(after.descriptors, before.descriptors);
  // 8 MiB of stack each, were they kept.
  if (!sanitized) {
    EXPECT_LT(after.virtual_kib - before.virtual_kib, 512 * 1024);
  }
  group.join();
  EXPECT_EQ(ran, children + 50);
}

TEST(growth, a_task_group_joins_children_that_end_all_at_once) {
  task_group group;
  std::atomic<bool> go{false};
  std::atomic<int> ran{0};
  for (int i = 0; i < 50; ++i)
    group.spawn([&] {
      while (!go) std::this_thread::yield();
      ++ran;
    });
  go = true;
  group.join();
  EXPECT_EQ(ran, 50);
  group.spawn([&] { ++ran; });  // and is usable after that
  group.join();
  EXPECT_EQ(ran, 51);
}

// Throws `count` interrupts at a thread that blocks in reads. \return the processor time of each, in microseconds.
double interrupt_reader(int count) {
  tests::a_pipe pipe;
  std::atomic<int> arrived{0};
  thread reader([&] {
    while (arrived < count) {
      try {
        char byte;
        io::read(pipe.out, &byte, 1);
      } catch (const ping&) {
        ++arrived;
      }
    }
  });
  const double start = tests::processor_time();
  for (int i = 0; i < count; ++i) EXPECT_EQ(throw_to(reader.token(), ping{i}), throw_result::delivered);
  const double each = (tests::processor_time() - start) / count;
  reader.join();
  return each;
}

TEST(growth, throw_to_leaves_nothing_behind) {
  constexpr int count = sanitized ? 500 : 2000;
  interrupt_reader(count);
  const auto before = usage_now();
  interrupt_reader(count);
  interrupt_reader(count);
  const auto after = usage_now();
  EXPECT_EQ(after.descriptors, before.descriptors);
  EXPECT_LE(after.threads, before.threads);
  if (!sanitized) {
    EXPECT_LT(after.resident_kib - before.resident_kib, 2048);
  }
}

TEST(growth, interrupts_cost_the_same_however_many_threads_there_were) {
  constexpr int count = 100;
  struct cost {
    double microseconds;
    std::uint64_t looks;
  };
  const auto spaced_out = [] {  // one by one, as a helper that looks at all threads each time finds them
    tests::a_pipe pipe;
    std::atomic<bool> end{false};
    thread reader([&] {
      while (!end) {
        try {
          char byte;
          io::read(pipe.out, &byte, 1);
        } catch (const ping&) {
        }
      }
    });
    const double start = tests::processor_time();
    const std::uint64_t looks_before = inject::looks_of_helper_thread();
    for (int i = 0; i < count; ++i) {
      throw_to(reader.token(), ping{i});
      std::this_thread::sleep_for(5ms);
    }
    const double spent = tests::processor_time() - start;
    const std::uint64_t looks = inject::looks_of_helper_thread() - looks_before;
    end = true;
    throw_to_for(reader.token(), ping{0}, 1s);
    reader.join();
    return cost{spent / count, looks};
  };
  const cost few = spaced_out();
  {
    constexpr int threads = sanitized ? 100 : 1000;
    std::atomic<bool> end{false};
    std::atomic<int> here{0};
    std::vector<std::thread> all;
    for (int i = 0; i < threads; ++i)
      all.emplace_back([&] {
        this_thread::token();
        ++here;
        while (!end) std::this_thread::sleep_for(10ms);
      });
    EXPECT_TRUE(tests::comes_true([&] { return here == threads; }));
    end = true;
    for (std::thread& t : all) t.join();
  }
  const cost many = spaced_out();
  RecordProperty("microseconds_with_few", std::to_string(few.microseconds));
  RecordProperty("microseconds_with_many", std::to_string(many.microseconds));
  EXPECT_LT(many.microseconds, few.microseconds * 3 + 100);
  // What a busy machine does not blur: it looks at the one thread that is interrupted, some times, and at no other.
  EXPECT_LT(many.looks, count * 20U) << few.looks << " looks before";
}

}  // namespace
