// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// The newer parts beside what people use for the same elsewhere. bench.cpp has the table.
#include <asyncsafe/channel.hpp>
#include <asyncsafe/deadline.hpp>
#include <asyncsafe/shared_mutex.hpp>
#include <asyncsafe/watch.hpp>
#include <asyncsafe/worker_pool.hpp>

#include <benchmark/benchmark.h>

#include <shared_mutex>
#include <thread>

#if defined(ASYNCSAFE_BENCH_BOOST)
#define BOOST_THREAD_VERSION 4
#include <boost/thread/shared_mutex.hpp>
#include <boost/thread/sync_bounded_queue.hpp>
#endif
#if defined(ASYNCSAFE_BENCH_ASIO)
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/thread_pool.hpp>
#include <future>
#endif

namespace {

using namespace asyncsafe;
using namespace std::chrono_literals;

// --- a deadline that does not come

void deadline_ours(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(move_on_after(1h, [] { benchmark::ClobberMemory(); }));
}
BENCHMARK(deadline_ours)->Iterations(1000);

// --- a value through a queue that nobody waits at

void queue_ours(benchmark::State& state) {
  channel<int> queue(4);
  for (auto _ : state) {
    queue.send(1);
    benchmark::DoNotOptimize(queue.receive());
  }
}
BENCHMARK(queue_ours)->Iterations(20000);

// --- a reader's lock that nobody contends for

template <class Mutex>
void shared_lock(benchmark::State& state) {
  Mutex mutex;
  for (auto _ : state) {
    mutex.lock_shared();
    benchmark::ClobberMemory();
    mutex.unlock_shared();
  }
}
void shared_ours(benchmark::State& state) { shared_lock<interruptible_shared_mutex>(state); }
BENCHMARK(shared_ours)->Iterations(20000);
void shared_std(benchmark::State& state) { shared_lock<std::shared_mutex>(state); }
BENCHMARK(shared_std)->Iterations(20000);

// --- a task that a pool's thread runs, and its result

void pool_ours(benchmark::State& state) {
  worker_pool pool(1);
  for (auto _ : state) benchmark::DoNotOptimize(pool.submit([] { return 1; }).get());
}
BENCHMARK(pool_ours)->Iterations(100)->UseRealTime();

#if defined(ASYNCSAFE_BENCH_BOOST)
void queue_boost(benchmark::State& state) {
  boost::sync_bounded_queue<int> queue(4);
  for (auto _ : state) {
    queue.push_back(1);
    benchmark::DoNotOptimize(queue.pull_front());
  }
}
BENCHMARK(queue_boost)->Iterations(20000);

void shared_boost(benchmark::State& state) { shared_lock<boost::shared_mutex>(state); }
BENCHMARK(shared_boost)->Iterations(20000);
#endif

#if defined(ASYNCSAFE_BENCH_ASIO)
// Setting it, and taking it back when the work is done.
void deadline_asio(benchmark::State& state) {
  asio::io_context context;
  asio::steady_timer timer(context);
  for (auto _ : state) {
    timer.expires_after(1h);
    timer.async_wait([](std::error_code) {});
    benchmark::ClobberMemory();
    timer.cancel();
    context.restart();
    context.poll();
  }
}
BENCHMARK(deadline_asio)->Iterations(1000);

void pool_asio(benchmark::State& state) {
  asio::thread_pool pool(1);
  for (auto _ : state) {
    std::promise<int> result;
    asio::post(pool, [&] { result.set_value(1); });
    benchmark::DoNotOptimize(result.get_future().get());
  }
  pool.join();
}
BENCHMARK(pool_asio)->Iterations(100)->UseRealTime();
#endif

}  // namespace
