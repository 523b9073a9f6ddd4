// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What the runtime costs, beside its peers, in one run and as ratios: the table of docs/runtime/costs.md.
//
// Of several repetitions the fastest counts, of wake-ups the lowest decile: what disturbs a measurement only ever makes it slower.
// The counts are fixed: on a busy machine the library's own estimate ends at one call, whose time is mostly the clock's.
// There, --benchmark_enable_random_interleaving=true --benchmark_repetitions=100 lets each find a quiet moment.
// --tolerance=N makes the exit status 1 if a target is missed by more than that factor.
#include <asyncsafe/checkpoint.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/mask.hpp>
#include <asyncsafe/testing.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <linux/futex.h>
#include <map>
#include <poll.h>
#include <pthread.h>
#include <stop_token>
#include <string>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>
#include <vector>

#if defined(ASYNCSAFE_BENCH_BOOST)
#define BOOST_THREAD_PROVIDES_INTERRUPTIONS
#include <boost/thread.hpp>
#endif

namespace {

using namespace asyncsafe;

// --- mask and unmask, nothing pending

void mask_ours(benchmark::State& state) {
  for (auto _ : state) {
    mask_guard guard;
    benchmark::ClobberMemory();
  }
}
BENCHMARK(mask_ours)->Iterations(100000);

void mask_setcancelstate(benchmark::State& state) {
  for (auto _ : state) {
    int found;
    pthread_setcancelstate(PTHREAD_CANCEL_DISABLE, &found);
    benchmark::ClobberMemory();
    pthread_setcancelstate(found, nullptr);
  }
}
BENCHMARK(mask_setcancelstate)->Iterations(100000);

void mask_sigmask(benchmark::State& state) {
  sigset_t all, found;
  sigfillset(&all);
  for (auto _ : state) {
    pthread_sigmask(SIG_BLOCK, &all, &found);
    benchmark::ClobberMemory();
    pthread_sigmask(SIG_SETMASK, &found, nullptr);
  }
}
BENCHMARK(mask_sigmask)->Iterations(2000);

#if defined(ASYNCSAFE_BENCH_BOOST)
// Boost interrupts only its own threads.
template <class F>
void in_boost_thread(F&& f) {
  boost::thread(std::forward<F>(f)).join();
}

void mask_boost(benchmark::State& state) {
  in_boost_thread([&] {
    for (auto _ : state) {
      boost::this_thread::disable_interruption guard;
      benchmark::ClobberMemory();
    }
  });
}
BENCHMARK(mask_boost)->Iterations(100000);

void checkpoint_boost(benchmark::State& state) {
  in_boost_thread([&] {
    for (auto _ : state) boost::this_thread::interruption_point();
  });
}
BENCHMARK(checkpoint_boost)->Iterations(100000);
#endif

// --- a checkpoint, nothing pending

void checkpoint_ours(benchmark::State& state) {
  for (auto _ : state) {
    checkpoint();
    benchmark::ClobberMemory();
  }
}
BENCHMARK(checkpoint_ours)->Iterations(100000);

void checkpoint_testcancel(benchmark::State& state) {
  for (auto _ : state) pthread_testcancel();
}
BENCHMARK(checkpoint_testcancel)->Iterations(100000);

void checkpoint_stop_requested(benchmark::State& state) {
  std::stop_source source;
  const std::stop_token token = source.get_token();
  for (auto _ : state) benchmark::DoNotOptimize(token.stop_requested());
}
BENCHMARK(checkpoint_stop_requested)->Iterations(100000);

// The loop itself, to be subtracted from what costs about as little.
void empty_loop(benchmark::State& state) {
  for (auto _ : state) benchmark::ClobberMemory();
}
BENCHMARK(empty_loop)->Iterations(100000);

// --- reading a ready descriptor

struct ready_file {
  int fd = ::open("/dev/zero", O_RDONLY | O_CLOEXEC);
  ~ready_file() { ::close(fd); }
};

void read_raw(benchmark::State& state) {
  ready_file file;
  char byte;
  for (auto _ : state) benchmark::DoNotOptimize(::read(file.fd, &byte, 1));
}
BENCHMARK(read_raw)->Iterations(2000);

void read_ours(benchmark::State& state) {
  ready_file file;
  char byte;
  for (auto _ : state) benchmark::DoNotOptimize(io::read(file.fd, &byte, 1));
}
BENCHMARK(read_ours)->Iterations(2000);

void read_after_ppoll_with_eventfd(benchmark::State& state) {
  ready_file file;
  const int wake = ::eventfd(0, EFD_CLOEXEC);
  char byte;
  for (auto _ : state) {
    pollfd fds[2] = {{file.fd, POLLIN, 0}, {wake, POLLIN, 0}};
    ::ppoll(fds, 2, nullptr, nullptr);
    benchmark::DoNotOptimize(::read(file.fd, &byte, 1));
  }
  ::close(wake);
}
BENCHMARK(read_after_ppoll_with_eventfd)->Iterations(2000);

// --- waking a blocked thread: from the wake to the first instruction of the woken one

// Waits until the thread sleeps in the kernel.
void until_asleep(int tid) {
  char path[64];
  std::snprintf(path, sizeof path, "/proc/self/task/%d/stat", tid);
  for (;;) {
    std::FILE* file = std::fopen(path, "re");
    char state = '?';
    const int found = file != nullptr ? std::fscanf(file, "%*d (%*[^)]) %c", &state) : 0;
    if (file != nullptr) std::fclose(file);
    if (found == 1 && state == 'S') return;
    std::this_thread::yield();
  }
}

// `block(end)` blocks once; `wake()` wakes it.
template <class Block, class Wake>
void measure_wake(benchmark::State& state, Block&& block, Wake&& wake) {
  std::atomic<int> tid{0}, woken{0};
  std::atomic<bool> end{false};
  scope_token token;
  std::thread sleeper([&] {
    token = this_thread::token();
    tid = static_cast<int>(::syscall(SYS_gettid));
    while (!end) {
      block();
      woken.fetch_add(1, std::memory_order_release);
    }
  });
  while (tid == 0) std::this_thread::yield();
  std::vector<double> samples;
  for (auto _ : state) {
    until_asleep(tid);
    const int before = woken.load(std::memory_order_acquire);
    const auto start = std::chrono::steady_clock::now();
    wake(tid.load(), token);
    while (woken.load(std::memory_order_acquire) == before) {
    }
    samples.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    state.SetIterationTime(samples.back());
  }
  // The scheduler of a busy machine makes the mean say nothing.
  std::sort(samples.begin(), samples.end());
  state.counters["decile_ns"] = samples[samples.size() / 10] * 1e9;
  until_asleep(tid);
  end = true;
  wake(tid.load(), token);
  sleeper.join();
}

void wake_futex(benchmark::State& state) {
  std::atomic<std::uint32_t> word{0};
  measure_wake(
      state,
      [&] {
        while (word.load() == 0)
          ::syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 0, nullptr, nullptr, 0);
        word = 0;
      },
      [&](int, const scope_token&) {
        word = 1;
        ::syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
      });
}
BENCHMARK(wake_futex)->UseManualTime();

void wake_tgkill_EINTR(benchmark::State& state) {
  struct sigaction action {}, before {};
  action.sa_handler = [](int) {};
  sigaction(SIGUSR1, &action, &before);
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return;
  measure_wake(
      state,
      [&] {
        char byte;
        benchmark::DoNotOptimize(::read(ends[0], &byte, 1));
      },
      [&](int tid, const scope_token&) { ::syscall(SYS_tgkill, ::getpid(), tid, SIGUSR1); });
  ::close(ends[0]);
  ::close(ends[1]);
  sigaction(SIGUSR1, &before, nullptr);
}
BENCHMARK(wake_tgkill_EINTR)->UseManualTime();

const std::exception_ptr& an_interrupt() {
  static const std::exception_ptr made = std::make_exception_ptr(interrupted());
  return made;
}

void wake_ours_parked(benchmark::State& state) {
  measure_wake(
      state,
      [&] {
        std::error_code error;
        io::sleep_for(std::chrono::hours(1), error);
      },
      [&](int, const scope_token& token) { post_to(token, an_interrupt()); });
}
BENCHMARK(wake_ours_parked)->UseManualTime();

void wake_ours_in_read(benchmark::State& state) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return;
  measure_wake(
      state,
      [&] {
        std::error_code error;
        char byte;
        io::read(ends[0], &byte, 1, error);
      },
      [&](int, const scope_token& token) { post_to(token, an_interrupt()); });
  ::close(ends[0]);
  ::close(ends[1]);
}
BENCHMARK(wake_ours_in_read)->UseManualTime();

// --- the table

class fastest : public benchmark::ConsoleReporter {
 public:
  fastest() : ConsoleReporter(OO_Tabular) {}
  void ReportRuns(const std::vector<Run>& runs) override {
    for (const Run& run : runs) {
      if (run.run_type != Run::RT_Iteration) continue;
      const std::string name = run.benchmark_name().substr(0, run.benchmark_name().find('/'));
      const auto decile = run.counters.find("decile_ns");
      const double ns = decile != run.counters.end() ? decile->second.value : run.GetAdjustedRealTime();
      auto [at, added] = best.emplace(name, ns);
      if (!added) at->second = std::min(at->second, ns);
    }
  }
  std::map<std::string, double> best;
};

struct row {
  const char* ours;
  const char* peer;
  double target;  // ours / peer at most; 0: none was set
};

// ≥ 5, 20 and 300 times cheaper; ≤ 1.05 of raw; ≤ 1.3 of a futex.
const row rows[] = {
    {"mask_ours", "mask_setcancelstate", 1.0 / 5},
    {"mask_ours", "mask_boost", 1.0 / 20},
    {"mask_ours", "mask_sigmask", 1.0 / 300},
    {"checkpoint_ours", "checkpoint_testcancel", 0.5 / 2.5},
    {"checkpoint_ours", "checkpoint_boost", 0.5 / 11},
    {"checkpoint_ours", "checkpoint_stop_requested", 1.0},
    {"read_ours", "read_raw", 1.05},
    {"read_ours", "read_after_ppoll_with_eventfd", 1.05 / 2.4},
    {"wake_ours_parked", "wake_futex", 1.3},
    {"wake_ours_in_read", "wake_futex", 1.3},
    {"wake_ours_in_read", "wake_tgkill_EINTR", 1.3 / 1.2},
    {"deadline_ours", "deadline_asio", 0},
    {"queue_ours", "queue_boost", 0},
    {"shared_ours", "shared_std", 0},
    {"shared_ours", "shared_boost", 0},
    {"pool_ours", "pool_asio", 0},
};

// \return the largest factor by which a target is missed.
double print_table(std::map<std::string, double> best) {
  const double loop = best["empty_loop"];
  std::printf("\n%-18s %10s   %-30s %10s %8s %8s\n", "ours", "ns", "peer", "ns", "ratio", "target");
  double worst = 0;
  for (const row& r : rows) {
    if (!best.count(r.ours) || !best.count(r.peer)) continue;
    const auto net = [&](const char* name) {
      const bool tiny = std::strncmp(name, "mask_", 5) == 0 || std::strncmp(name, "checkpoint_", 11) == 0;
      return std::max(tiny ? best[name] - loop : best[name], 0.1);
    };
    const double ratio = net(r.ours) / net(r.peer);
    if (r.target > 0) worst = std::max(worst, ratio / r.target);
    std::printf("%-18s %10.2f   %-30s %10.2f %8.3f ", r.ours, net(r.ours), r.peer, net(r.peer), ratio);
    if (r.target > 0)
      std::printf("%8.3f %s\n", r.target, ratio <= r.target ? "met" : "missed");
    else
      std::printf("%8s\n", "-");
  }
  return worst;
}

}  // namespace

int main(int argc, char** argv) {
  double tolerance = 0;
  std::vector<char*> rest;
  for (int i = 0; i < argc; ++i) {
    if (std::strncmp(argv[i], "--tolerance=", 12) == 0)
      tolerance = std::atof(argv[i] + 12);
    else
      rest.push_back(argv[i]);
  }
  int count = static_cast<int>(rest.size());
  benchmark::Initialize(&count, rest.data());
  if (benchmark::ReportUnrecognizedArguments(count, rest.data())) return 2;
  fastest reporter;
  benchmark::RunSpecifiedBenchmarks(&reporter);
  const double worst = print_table(reporter.best);
  return tolerance > 0 && worst > tolerance ? 1 : 0;
}
