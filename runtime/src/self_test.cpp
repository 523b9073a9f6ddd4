// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "self_test.hpp"

#include "futex.hpp"
#include "kernel_signal.hpp"
#include "raw_io.hpp"
#include "stub.hpp"

#include <asyncsafe/detail/thread_block.hpp>

#include <fcntl.h>
#include <pthread.h>
#include <sched.h>

namespace asyncsafe::inline v0::detail {
namespace {

constexpr int rounds_of_patience = 4000;  // of 50 µs: one fifth of a second

struct experiment {
  int in = -1;
  std::atomic<thread_block*> block{nullptr};
  std::atomic<int> tid{0};
  std::atomic<int> finished{0};
  long restarted_result = 0;
  char restarted_byte = 0;
  long cancelled_result = 0;
};

void* blocked_reader(void* raw) {
  auto& test = *static_cast<experiment*>(raw);
  test.tid.store(static_cast<int>(::syscall(SYS_gettid)));
  test.block.store(&asyncsafe_this_block, std::memory_order_release);
  test.restarted_result =
      asyncsafe_stub(SYS_read, test.in, reinterpret_cast<long>(&test.restarted_byte), 1, 0, 0, 0);
  test.finished.store(1, std::memory_order_release);
  char unused = 0;
  test.cancelled_result = asyncsafe_stub(SYS_read, test.in, reinterpret_cast<long>(&unused), 1, 0, 0, 0);
  asyncsafe_this_block.pending.store(0, std::memory_order_relaxed);
  test.finished.store(2, std::memory_order_release);
  return nullptr;
}

void doze() noexcept {
  const timespec fifty_microseconds{0, 50'000};
  ::nanosleep(&fifty_microseconds, nullptr);
}

template <class Condition>
bool comes_true(Condition&& condition) noexcept {
  for (int round = 0; round < rounds_of_patience; ++round) {
    if (condition()) return true;
    doze();
  }
  return condition();
}

bool conduct(experiment& test, int out, int signal_number) noexcept {
  const auto in_stub = [&] {
    thread_block* block = test.block.load(std::memory_order_acquire);
    return block != nullptr && block->blocked.load() == blocked_in::system_call;
  };
  bool good = comes_true(in_stub);
  // Nothing pending: the read must be restarted, silently.
  doze();
  signal_thread(test.tid.load(), signal_number);
  doze();
  good = good && test.finished.load(std::memory_order_acquire) == 0;
  const char byte = 'x';
  good = ::write(out, &byte, 1) == 1 && good;
  good = comes_true([&] { return test.finished.load(std::memory_order_acquire) >= 1; }) && good;
  good = good && test.restarted_result == 1 && test.restarted_byte == byte;
  // Pending: it must come back without having read.
  good = comes_true(in_stub) && good;
  thread_block* block = test.block.load(std::memory_order_acquire);
  if (good) {
    doze();
    block->pending.fetch_or(pending_bit::fresh);
    good = comes_true([&] {
      if (test.finished.load(std::memory_order_acquire) == 2) return true;
      signal_thread(test.tid.load(), signal_number);
      return false;
    });
  }
  if (test.finished.load(std::memory_order_acquire) != 2) good = false;
  return good;
}

}  // namespace

bool stub_keeps_its_contract(int signal_number) noexcept {
  const no_cancellation whole;
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return false;
  experiment test;
  test.in = ends[0];
  // The reader must be able to take the signal, and no other: handlers of the program must not run on it.
  const kernel_sigset all_but_ours = ~(sigset_bit(signal_number) | sigset_bit(SIGSEGV) | sigset_bit(SIGTRAP));
  const kernel_sigset before = change_mask(SIG_SETMASK, all_but_ours);
  pthread_t reader;
  const bool started = ::pthread_create(&reader, nullptr, blocked_reader, &test) == 0;
  change_mask(SIG_SETMASK, before);
  bool good = started && conduct(test, ends[1], signal_number);
  ::close(ends[1]);  // end of file frees a reader that no signal freed
  if (started) ::pthread_join(reader, nullptr);
  ::close(ends[0]);
  return good && test.cancelled_result == stub_cancelled;
}

}  // namespace asyncsafe::detail
