// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <asyncsafe/testing.hpp>

#include "clock.hpp"
#include "helper_thread.hpp"
#include "thread_record.hpp"
#include "wake.hpp"

#include <cstdio>
#include <stdexcept>
#include <thread>

namespace asyncsafe::inline v0::testing {

void detail_::count_points(bool on) {
  detail::thread_record& self = detail::this_record();
  self.points = 0;
  self.planned.clear();
  if (on)
    asyncsafe_this_block.pending.fetch_or(detail::pending_bit::counting);
  else
    asyncsafe_this_block.pending.fetch_and(~detail::pending_bit::counting);
}

void detail_::plan(std::uint64_t point, std::exception_ptr e) {
  detail::this_record().planned.emplace_back(point, std::move(e));
}

std::uint64_t detail_::points_passed() noexcept { return detail::this_record().points; }

namespace {

// The state letter of /proc/…/stat: 'S' and 'D' sleep.
bool sleeps_in_kernel(int tid) noexcept {
  char path[64];
  std::snprintf(path, sizeof path, "/proc/self/task/%d/stat", tid);
  std::FILE* file = std::fopen(path, "re");
  if (file == nullptr) return false;
  char state = '?';
  const int found = std::fscanf(file, "%*d (%*[^)]) %c", &state);
  std::fclose(file);
  return found == 1 && (state == 'S' || state == 'D');
}

}  // namespace

bool wait_until_blocked(const scope_token& thread, std::chrono::milliseconds limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  do {
    if (thread.record() == nullptr) return false;
    detail::thread_record& record = *thread.record();
    record.lock.lock();
    const bool here = record.generation == thread.generation() && record.block != nullptr;
    const bool blocked = here && record.block->blocked.load() != detail::blocked_in::nothing;
    const int tid = record.tid;
    record.lock.unlock();
    if (blocked && sleeps_in_kernel(tid)) return true;
    std::this_thread::sleep_for(std::chrono::microseconds(50));
  } while (std::chrono::steady_clock::now() < end);
  return false;
}

without_stub::without_stub() { detail::force_fallback(true); }
without_stub::~without_stub() { detail::force_fallback(false); }

namespace {
std::atomic<const std::function<void()>*> injected{nullptr};
void run_injected() {
  if (const auto* f = injected.load()) (*f)();
}
}  // namespace

wake_injection::wake_injection(std::function<void()> f) {
  const auto* made = new std::function<void()>(std::move(f));
  const std::function<void()>* none = nullptr;
  if (!injected.compare_exchange_strong(none, made)) {
    delete made;
    throw std::logic_error("asyncsafe::testing::wake_injection: there is one already");
  }
  detail::before_signalling.store(&run_injected);
}
wake_injection::~wake_injection() {
  detail::before_signalling.store(nullptr);
  delete injected.exchange(nullptr);
}

std::uint64_t looks_of_helper_thread() noexcept { return detail::looks_of_helper_thread(); }

bool stub_in_use() {
  detail::ensure_wakeable();
  return detail::use_stub();
}

fake_clock::fake_clock() {
  if (!detail::start_fake_clock(std::chrono::steady_clock::now()))
    throw std::logic_error("asyncsafe::testing::fake_clock: there is one already");
}
fake_clock::~fake_clock() { detail::stop_fake_clock(); }
void fake_clock::advance(std::chrono::nanoseconds by) {
  if (by.count() < 0) throw std::invalid_argument("asyncsafe::testing::fake_clock: time does not run backwards");
  detail::move_fake_clock(by);
}
std::chrono::steady_clock::time_point fake_clock::now() const noexcept { return detail::now(); }

}  // namespace asyncsafe::inline v0::testing
