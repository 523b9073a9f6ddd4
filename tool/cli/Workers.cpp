//===- Workers.cpp - Worker threads ---------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/Workers.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Threading.h"
#include <atomic>
#include <cerrno>
#include <pthread.h>
#include <semaphore.h>
#include <system_error>
#include <unistd.h>
#include <vector>

using namespace asyncsafe;
using Work = llvm::function_ref<void()>;

static void *start(void *Argument) {
  (*static_cast<Work *>(Argument))();
  return nullptr;
}

/// \p Do must live until the thread is joined. Returns errno, or 0.
static int startThread(pthread_t &Thread, size_t StackSize, Work &Do) {
  pthread_attr_t Attributes;
  pthread_attr_init(&Attributes);
  if (StackSize)
    pthread_attr_setstacksize(&Attributes, StackSize);
  int Error = pthread_create(&Thread, &Attributes, start, &Do);
  pthread_attr_destroy(&Attributes);
  return Error;
}

std::string asyncsafe::runOnThread(size_t StackSize, llvm::function_ref<bool()> Do) {
  sem_t Over;
  sem_init(&Over, /*pshared=*/0, 0);
  bool Ends = false;
  auto Run = [&] {
    const bool Usable = Do();
    Ends = Usable;
    sem_post(&Over); // nothing of the caller's is used from here on
    if (Usable)
      return;
    for (;;)
      pause();
  };
  Work OnThread(Run);
  pthread_t Thread;
  int Error = startThread(Thread, StackSize, OnThread);
  // Other threads may end and free resources.
  constexpr unsigned Attempts = 20;
  for (unsigned I = 0; I < Attempts && Error == EAGAIN; ++I) {
    usleep(50000);
    Error = startThread(Thread, StackSize, OnThread);
  }
  if (Error) {
    sem_destroy(&Over);
    return llvm::formatv(
        "cannot start a thread: {0}; raise the limit (ulimit -u, ulimit -v), or analyse fewer "
        "units at once (-j1)",
        std::error_code(Error, std::generic_category()).message());
  }
  while (sem_wait(&Over) != 0) { // a signal of the terminal
  }
  sem_destroy(&Over);
  if (Ends)
    pthread_join(Thread, nullptr);
  else
    pthread_detach(Thread);
  return {};
}

void asyncsafe::forEachOnThreads(size_t Count, unsigned Threads, llvm::function_ref<void(size_t)> Do) {
  std::atomic<size_t> Next{0};
  auto TakeAll = [&] {
    for (size_t I; (I = Next++) < Count;)
      Do(I);
  };
  Work Each(TakeAll);
  std::vector<pthread_t> Started;
  size_t Wanted = std::min<size_t>(llvm::hardware_concurrency(Threads).compute_thread_count(), Count);
  for (pthread_t Thread; Started.size() < Wanted && startThread(Thread, 0, Each) == 0;)
    Started.push_back(Thread);
  if (Started.empty())
    TakeAll();
  for (pthread_t Thread : Started)
    pthread_join(Thread, nullptr);
}
