// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Leaving a scope, ending a thread and delivering need no memory: a bad_alloc there would end the process.
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/signal.hpp>
#include <asyncsafe/stop.hpp>
#include <asyncsafe/testing.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

namespace {
thread_local bool no_memory = false;
thread_local int refused = 0;
}  // namespace

[[gnu::noinline]] void* operator new(std::size_t bytes) {
  if (no_memory) {
    ++refused;
    throw std::bad_alloc();
  }
  if (void* made = std::malloc(bytes != 0 ? bytes : 1)) return made;
  throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* p) noexcept { std::free(p); }
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { std::free(p); }

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using tests::ping;

struct without_memory {
  without_memory() { no_memory = true, refused = 0; }
  ~without_memory() { no_memory = false; }
};

TEST(without_memory, scopes_end_and_revoke) {
  auto scope = std::make_unique<interrupt_scope>();
  uninterruptible_mask([&] {
    std::vector<ticket> sent;
    for (int i = 0; i < 100; ++i) sent.push_back(post_to(scope->token(), ping{i}));
    {
      without_memory here;
      scope.reset();
    }
    EXPECT_EQ(refused, 0);
    for (ticket& t : sent) EXPECT_EQ(t.wait(), throw_result::target_gone);
  });
  EXPECT_FALSE(interrupt_pending());
}

TEST(without_memory, stop_scopes_end) {
  std::stop_source stop;
  auto scope = std::make_unique<stop_scope>(stop.get_token());
  stop.request_stop();
  {
    without_memory here;
    scope.reset();
  }
  EXPECT_EQ(refused, 0);
  checkpoint();
}

// The runtime's own end of a thread comes after the destructors of its thread_locals.
struct takes_memory_away {
  ~takes_memory_away() { no_memory = true; }
};

TEST(without_memory, threads_end_with_interrupts_pending) {
  std::atomic<bool> sent{false}, ready{false};
  scope_token token;
  std::thread target([&] {
    static thread_local takes_memory_away last;
    tests::use(last);
    token = this_thread::token();
    ready = true;
    while (!sent) std::this_thread::yield();  // no delivery point
  });
  while (!ready) std::this_thread::yield();
  std::vector<ticket> pending;
  for (int i = 0; i < 50; ++i) pending.push_back(post_to(token, ping{i}));
  sent = true;
  target.join();
  for (ticket& t : pending) EXPECT_EQ(t.wait(), throw_result::target_gone);
}

TEST(without_memory, an_interrupt_is_delivered) {
  interrupt_scope scope;
  const auto sent = std::make_exception_ptr(ping{1});
  post_to(scope.token(), sent);
  bool arrived = false;
  {
    without_memory here;
    try {
      checkpoint();
    } catch (const ping&) {
      arrived = true;
    }
  }
  EXPECT_TRUE(arrived);
  EXPECT_EQ(refused, 0);
}

}  // namespace
