// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// 20,000 interrupts at a thread that moves bytes through pipes: no byte, no interrupt is lost, no signal stays blocked.
// Injection is the evidence for the races that are known; this looks for those that are not.
#include <asyncsafe/io.hpp>
#include <asyncsafe/testing.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <pthread.h>

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;

constexpr int interrupts = 20'000;

struct numbered : interrupted {
  explicit numbered(int n) : number(n) {}
  int number;
};

// Bytes count up modulo 251, so that a lost or doubled one shows at once.
struct sequence {
  unsigned char next = 0;
  unsigned char take() {
    const unsigned char value = next;
    next = static_cast<unsigned char>((next + 1) % 251);
    return value;
  }
};

void soak(bool coded) {
  tests::a_pipe pipe;
  std::atomic<bool> end{false};
  std::atomic<long> bytes_read{0};
  std::vector<int> arrived;
  arrived.reserve(interrupts);
  long wrong_bytes = 0;
  bool signal_blocked = false;

  thread reader([&] {
    sequence expected;
    while (!end) {
      try {
        unsigned char byte;
        if (coded) {
          std::error_code error;
          const std::size_t n = io::read(pipe.out, &byte, 1, error);
          if (error == std::errc::operation_canceled) {
            try {
              std::rethrow_exception(last_interrupt());
            } catch (const numbered& i) {
              arrived.push_back(i.number);
            }
            continue;
          }
          if (n != 1) break;
        } else if (io::read(pipe.out, &byte, 1) != 1) {
          break;
        }
        if (byte != expected.take()) ++wrong_bytes;
        ++bytes_read;
      } catch (const numbered& i) {
        arrived.push_back(i.number);
      }
    }
    sigset_t blocked;
    pthread_sigmask(SIG_SETMASK, nullptr, &blocked);
    signal_blocked = sigismember(&blocked, interrupt_signal()) == 1;
  });

  std::atomic<bool> stop_writing{false};
  long bytes_written = 0;
  std::thread writer([&] {
    sequence source;
    while (!stop_writing) {
      const unsigned char byte = source.take();
      if (::write(pipe.in, &byte, 1) != 1) break;
      ++bytes_written;
      if (bytes_written % 3 == 0) std::this_thread::sleep_for(20us);  // so that the reader also blocks
    }
  });

  int acknowledged = 0;
  for (int i = 0; i < interrupts; ++i) {
    const throw_result result = throw_to_for(reader.token(), numbered(i), 20s);
    if (result == throw_result::delivered) ++acknowledged;
    if (result == throw_result::timed_out) break;
  }
  stop_writing = true;
  writer.join();
  EXPECT_TRUE(tests::comes_true([&] { return bytes_read == bytes_written; }))
      << bytes_read << " of " << bytes_written << " bytes read";
  end = true;
  pipe.close_in();
  reader.join();

  EXPECT_EQ(acknowledged, interrupts);
  ASSERT_EQ(arrived.size(), static_cast<std::size_t>(interrupts));
  for (int i = 0; i < interrupts; ++i) ASSERT_EQ(arrived[static_cast<std::size_t>(i)], i);
  EXPECT_EQ(wrong_bytes, 0);
  EXPECT_GT(bytes_written, 1000);
  EXPECT_FALSE(signal_blocked);
}

TEST(soak, of_twenty_thousand_interrupts_loses_no_byte_and_no_interrupt) { soak(false); }
TEST(soak, in_the_error_code_form_loses_no_byte_and_no_interrupt) { soak(true); }

}  // namespace
