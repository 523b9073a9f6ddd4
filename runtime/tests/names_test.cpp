// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Every name of RUNTIME.md §4, used as code elsewhere uses it. That it compiles and links is the test; nothing here is
// meant to run.
#include <asyncsafe/bracket.hpp>
#include <asyncsafe/c_api.h>
#include <asyncsafe/checkpoint.hpp>
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/mask.hpp>
#include <asyncsafe/posix_cancel.hpp>
#include <asyncsafe/signal.hpp>
#include <asyncsafe/stats.hpp>
#include <asyncsafe/stop.hpp>
#include <asyncsafe/sync.hpp>
#include <asyncsafe/task_group.hpp>
#include <asyncsafe/testing.hpp>

#include <gtest/gtest.h>

#include <list>

namespace {

using namespace std::chrono_literals;

// Not through `using namespace`: the names must be where §4 says they are.
using asyncsafe::masking_state;
static_assert(std::is_enum_v<masking_state>);
static_assert(masking_state::unmasked != masking_state::masked &&
              masking_state::masked != masking_state::uninterruptible);
static_assert(std::is_same_v<decltype(asyncsafe::current_masking_state()), masking_state>);
static_assert(!std::is_base_of_v<std::exception, asyncsafe::interrupted>);
static_assert(std::is_base_of_v<asyncsafe::interrupted, asyncsafe::keyboard_interrupt>);
static_assert(std::is_base_of_v<asyncsafe::interrupted, asyncsafe::stop_requested>);
static_assert(std::is_default_constructible_v<asyncsafe::interrupted> &&
              std::is_default_constructible_v<asyncsafe::keyboard_interrupt> &&
              std::is_default_constructible_v<asyncsafe::stop_requested>);
static_assert(asyncsafe::throw_result::delivered != asyncsafe::throw_result::target_gone &&
              asyncsafe::throw_result::target_gone != asyncsafe::throw_result::timed_out);
static_assert(std::is_copy_constructible_v<asyncsafe::scope_token> && std::is_move_constructible_v<asyncsafe::ticket>);
static_assert(std::is_nothrow_move_constructible_v<asyncsafe::thread> && !std::is_copy_constructible_v<asyncsafe::thread>);
static_assert(std::is_base_of_v<std::exception, asyncsafe::exception_group>);
static_assert(std::is_same_v<decltype(std::declval<asyncsafe::ticket&>().revoke()), bool>);
static_assert(std::is_same_v<decltype(asyncsafe::throw_to(asyncsafe::scope_token(), asyncsafe::interrupted())),
                             asyncsafe::throw_result>);
static_assert(std::is_same_v<decltype(asyncsafe_checkpoint()), int>);

[[maybe_unused]] void masks() {
  asyncsafe::mask([](auto restore) { return restore([] { return 1; }); });
  asyncsafe::mask([] {});
  asyncsafe::uninterruptible_mask([](auto restore) { restore([] {}); });
  asyncsafe::uninterruptible_mask([] {});
  asyncsafe::interruptible([] { return 1; });
  asyncsafe::allow_interrupt();
  asyncsafe::checkpoint();
  [[maybe_unused]] const bool waits = asyncsafe::interrupt_pending();
  asyncsafe::mask_guard guard;
  guard.restore([] {});
  auto restore = guard.restore();
  restore([] {});
  asyncsafe::uninterruptible_mask_guard stronger;
  stronger.restore([] {});
}

[[maybe_unused]] void brackets() {
  const auto acquire = [] { return 1; };
  const auto release = [](int) {};
  const auto use = [](int n) { return n; };
  [[maybe_unused]] int used = asyncsafe::bracket(acquire, release, use);
  for (const asyncsafe::release_policy policy :
       {asyncsafe::release_policy::interruptible, asyncsafe::release_policy::uninterruptible,
        asyncsafe::release_policy::grace(1s)})
    used = asyncsafe::bracket(acquire, release, use, policy);
  used = asyncsafe::bracket_on_error(acquire, release, use);
  asyncsafe::finally([] {}, [] {});
  asyncsafe::on_exception([] {}, [] {});
}

[[maybe_unused]] void interrupts() {
  asyncsafe::interrupt_scope scope;
  const asyncsafe::scope_token token = scope.token();
  const std::exception_ptr e = std::make_exception_ptr(1);
  asyncsafe::throw_to(token, e);
  asyncsafe::throw_to(token, asyncsafe::interrupted());
  asyncsafe::throw_to(token, std::runtime_error("anything"));
  [[maybe_unused]] asyncsafe::throw_result result = asyncsafe::throw_to_for(token, e, 1ms);
  result = asyncsafe::throw_to_for(token, asyncsafe::stop_requested(), 1s);
  asyncsafe::ticket sent = asyncsafe::post_to(token, e);
  sent = asyncsafe::post_to(token, 5);
  [[maybe_unused]] const bool revoked = sent.revoke();
  result = sent.wait();
  asyncsafe::thread one([](std::stop_token) {});
  asyncsafe::thread two = asyncsafe::thread::spawn([](int) {}, 1);
  asyncsafe::thread three = asyncsafe::thread::spawn_with_unmask([](auto unmask) { unmask([] {}); });
  asyncsafe::post_to(one.token(), e);
  one.join();
  asyncsafe::post_to(asyncsafe::this_thread::token(), e);
}

[[maybe_unused]] void io(std::error_code& error) {
  namespace io = asyncsafe::io;
  char b[8];
  iovec parts{b, sizeof b};
  msghdr message{};
  sockaddr address{};
  pollfd polled{};
  epoll_event event{};
  fd_set set{};
  timeval time{};
  siginfo_t info{};
  timespec duration{};
  sigset_t signals{};
  [[maybe_unused]] std::size_t n = io::read(0, b, 1);
  n = io::read(0, b, 1, error);
  n = io::write(1, b, 1);
  n = io::write(1, b, 1, error);
  n = io::read_full(0, b, 1);
  n = io::read_full(0, b, 1, error);
  n = io::write_all(1, b, 1);
  n = io::write_all(1, b, 1, error);
  n = io::readv(0, &parts, 1);
  n = io::readv(0, &parts, 1, error);
  n = io::writev(1, &parts, 1);
  n = io::writev(1, &parts, 1, error);
  [[maybe_unused]] int fd = io::open("/", O_RDONLY);
  fd = io::open("/", O_RDONLY, 0600);
  fd = io::open("/", O_RDONLY, error);
  fd = io::open("/", O_RDONLY, 0600, error);
  fd = io::accept(0);
  fd = io::accept(0, nullptr, nullptr);
  fd = io::accept(0, error);
  io::connect(0, &address, sizeof address);
  io::connect(0, &address, sizeof address, error);
  n = io::recv(0, b, 1);
  n = io::recv(0, b, 1, 0, error);
  n = io::send(0, b, 1);
  n = io::send(0, b, 1, 0, error);
  n = io::recvmsg(0, &message);
  n = io::recvmsg(0, &message, 0, error);
  n = io::sendmsg(0, &message);
  n = io::sendmsg(0, &message, 0, error);
  [[maybe_unused]] int ready = io::poll(&polled, 1, 0);
  ready = io::poll(&polled, 1, 0, error);
  ready = io::epoll_wait(0, &event, 1, 0);
  ready = io::epoll_wait(0, &event, 1, 0, error);
  ready = io::select(0, &set, nullptr, nullptr, &time);
  ready = io::select(0, &set, nullptr, nullptr, &time, error);
  io::flock(0, 0);
  io::flock(0, 0, error);
  io::lock_file(0);
  io::lock_file(0, error);
  io::waitid(P_ALL, 0, &info, WEXITED);
  io::waitid(P_ALL, 0, &info, WEXITED, error);
  io::nanosleep(duration);
  io::nanosleep(duration, error);
  io::sleep_for(1ms);
  io::sleep_for(1ms, error);
  io::sleep_until(std::chrono::steady_clock::now());
  io::sleep_until(std::chrono::system_clock::now(), error);
  ready = io::sigwait(signals);
  ready = io::sigwait(signals, error);
  io::close(0);
  io::close(0, error);
  [[maybe_unused]] long any = io::syscall(0, 0, nullptr, 1);
  any = io::syscall(error, 0, 0, nullptr, 1);
}

[[maybe_unused]] void sync() {
  asyncsafe::interruptible_mutex mutex;
  std::unique_lock lock(mutex);
  asyncsafe::interruptible_condition_variable changed;
  changed.wait(lock);
  changed.wait(lock, [] { return true; });
  [[maybe_unused]] bool done = changed.wait_for(lock, 1ms, [] { return true; });
  done = changed.wait_for(lock, 1ms) == std::cv_status::timeout;
  done = changed.wait_until(lock, std::chrono::steady_clock::now(), [] { return true; });
  done = changed.wait_until(lock, std::chrono::system_clock::now()) == std::cv_status::timeout;
  changed.notify_one();
  changed.notify_all();
  asyncsafe::semaphore semaphore(1);
  semaphore.acquire();
  semaphore.release();
  asyncsafe::latch latch(1);
  latch.count_down();
  latch.wait();
  std::thread thread([] {});
  asyncsafe::join(thread);
}

[[maybe_unused]] void signals() {
  {
    asyncsafe::deferred_signals held{SIGUSR1, SIGUSR2};
  }
  {
    asyncsafe::signal_receiver receiver{SIGUSR1};
    [[maybe_unused]] int number = receiver.next();
    [[maybe_unused]] auto perhaps = receiver.try_next();
    for (int each : receiver) number = each;
    [[maybe_unused]] auto first = receiver.begin();
    [[maybe_unused]] auto last = receiver.end();
  }
  asyncsafe::keyboard_interrupt_scope scope;
  scope.protect([] {});
}

[[maybe_unused]] void the_rest() {
  asyncsafe::task_group group;
  group.spawn([] {});
  group.cancel();
  group.join();
  try {
    std::stop_source source;
    asyncsafe::stop_scope stop(source.get_token());
    asyncsafe::cancel_guard cancel;
  } catch (const asyncsafe::exception_group& errors) {
    [[maybe_unused]] const auto count = errors.exceptions().size();
  }
  const asyncsafe::statistics s = asyncsafe::stats();
  [[maybe_unused]] const auto figures = std::tuple(s.deferred_deliveries, s.longest_pending, s.longest_mask);
  asyncsafe::set_watchdog(1s, [](const asyncsafe::late_interrupt&) {});
  asyncsafe_mask mask;
  asyncsafe_mask_enter(&mask);
  asyncsafe_mask_leave(&mask);
  char byte;
  [[maybe_unused]] const ssize_t n = asyncsafe_read(0, &byte, 1);
  asyncsafe::testing::checkpoint_injection at(1, asyncsafe::interrupted());
  asyncsafe::testing::fake_clock clock;
  clock.advance(1s);
  if (asyncsafe::testing::can_single_step())
    asyncsafe::testing::interrupt_at_instruction(0, asyncsafe::testing::strike::directly, std::make_exception_ptr(1),
                                                 [] {});
}

TEST(names, of_the_specification_compile_and_link) {
  // Addresses, so that the linker must find what they use.
  const std::list<const void*> used{
      reinterpret_cast<const void*>(&masks), reinterpret_cast<const void*>(&brackets),
      reinterpret_cast<const void*>(&interrupts), reinterpret_cast<const void*>(&io),
      reinterpret_cast<const void*>(&sync), reinterpret_cast<const void*>(&signals),
      reinterpret_cast<const void*>(&the_rest)};
  for (const void* each : used) EXPECT_NE(each, nullptr);
}

}  // namespace
