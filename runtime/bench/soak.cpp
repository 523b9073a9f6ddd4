// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// 1,000,000 throw_to, 100,000 threads, 100,000 children of one task group: memory, descriptors and the cost of each
// must not grow. By hand, since it takes minutes; the exit status is 1 if something grew.
//
//   asyncsafe_soak [THROWS [THREADS [CHILDREN]]]
#include <asyncsafe/io.hpp>
#include <asyncsafe/task_group.hpp>

#include "../tests/growth.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <functional>
#include <malloc.h>
#include <unistd.h>

namespace {

using namespace asyncsafe;

constexpr int parts = 10;
bool grew = false;

// Threads that have ended may still be on their way out of the kernel, with their stacks: a loaded machine takes its time.
tests::usage settled(const tests::usage& before) {
  tests::usage now = tests::usage_now();
  for (int tries = 0; tries < 1000 && now.threads > std::max(before.threads, 3L); ++tries) {
    ::usleep(2000);
    now = tests::usage_now();
  }
  return now;
}

// Runs `part(n)` ten times and prints what the process has after each. The first warms up.
void measure(const char* what, long count, const std::function<void(long)>& part) {
  std::printf("%s: %ld\n%6s %12s %12s %6s %8s %12s\n", what, count, "part", "virtual KiB", "resident KiB", "fds",
              "threads", "us CPU each");
  tests::usage first, last;
  double cheapest_early = 0, cheapest_late = 0;
  for (int i = 0; i < parts; ++i) {
    const long n = count / parts;
    const double start = tests::processor_time();
    part(n);
    const double each = (tests::processor_time() - start) / static_cast<double>(n);
    last = settled(first);
    if (i == 1) first = last;
    double& cheapest = i < parts / 2 ? cheapest_early : cheapest_late;
    if (i > 0) cheapest = cheapest == 0 ? each : std::min(cheapest, each);
    std::printf("%6d %12ld %12ld %6ld %8ld %12.2f\n", i, last.virtual_kib, last.resident_kib, last.descriptors,
                last.threads, each);
    std::fflush(stdout);
  }
  // The C library keeps some stacks, 40 MiB at most; a byte for each of what was counted would be more than is left.
  const bool memory = last.resident_kib > first.resident_kib + 4096 || last.virtual_kib > first.virtual_kib + 64 * 1024;
  const bool others = last.descriptors > first.descriptors || last.threads > first.threads;
  const bool cost = cheapest_late > cheapest_early * 1.5;
  std::printf("  memory %s, descriptors and threads %s, cost %s (%.2f, then %.2f us)\n", memory ? "GREW" : "level",
              others ? "GREW" : "level", cost ? "GREW" : "level", cheapest_early, cheapest_late);
  grew = grew || memory || others || cost;
}

void throws(long count) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) std::abort();
  std::atomic<bool> end{false};
  thread reader([&] {
    while (!end) {
      try {
        char byte;
        io::read(ends[0], &byte, 1);
      } catch (const interrupted&) {
      }
    }
  });
  measure("throw_to", count, [&](long n) {
    for (long i = 0; i < n; ++i)
      if (throw_to(reader.token(), interrupted()) != throw_result::delivered) std::abort();
  });
  end = true;
  throw_to_for(reader.token(), interrupted(), std::chrono::seconds(1));
  reader.join();
  ::close(ends[0]);
  ::close(ends[1]);
}

void threads(long count) {
  measure("threads", count, [](long n) {
    for (long i = 0; i < n; ++i) {
      thread one([] { checkpoint(); });
      if (i % 2 == 0) post_to(one.token(), interrupted());
      one.join();
    }
  });
}

void children(long count) {
  task_group group;
  std::atomic<long> alive{0};
  measure("children of one group", count, [&](long n) {
    for (long i = 0; i < n; ++i) {
      while (alive > 50) ::usleep(50);
      ++alive;
      group.spawn([&] { --alive; });
    }
    while (alive != 0) ::usleep(50);
  });
  group.join();
}

}  // namespace

int main(int count, char** arguments) {
  ::mallopt(M_ARENA_MAX, 1);  // several, 64 MiB of addresses each, would hide what else grows
  const auto number = [&](int i, long otherwise) { return count > i ? std::atol(arguments[i]) : otherwise; };
  throws(number(1, 1'000'000));
  threads(number(2, 100'000));
  children(number(3, 100'000));
  return grew ? 1 : 0;
}
