// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Workers take jobs from a queue; the pool ends when the jobs are done, by cancelling the workers where they wait.
#include <asyncsafe/sync.hpp>
#include <asyncsafe/task_group.hpp>

#include <cstdio>
#include <deque>

int main() {
  asyncsafe::interruptible_mutex mutex;
  asyncsafe::interruptible_condition_variable changed;
  std::deque<int> jobs;
  long sum = 0;
  int left = 100;

  asyncsafe::task_group pool;
  for (int worker = 0; worker < 3; ++worker)
    pool.spawn([&] {
      for (;;) {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return !jobs.empty(); });  // here the pool's end finds it
        sum += jobs.front();
        jobs.pop_front();
        if (--left == 0) changed.notify_all();
      }
    });
  for (int job = 1; job <= 100; ++job) {
    std::unique_lock lock(mutex);
    jobs.push_back(job);
    changed.notify_one();
  }
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return left == 0; });
  }
  pool.cancel();
  pool.join();
  std::printf("%ld\n", sum);
  return sum == 5050 ? 0 : 1;
}
