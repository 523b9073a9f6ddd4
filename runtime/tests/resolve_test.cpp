// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Name resolution. The C library's is replaced here: no test asks a name server, and the slow name is as slow as it should be.
#include <asyncsafe/deadline.hpp>
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/resolve.hpp>
#include <asyncsafe/testing.hpp>

#include "support.hpp"

#include <gtest/gtest.h>

#include <arpa/inet.h>
#include <cstring>
#include <string_view>

namespace {
std::atomic<bool> slow_may_end{false};
std::atomic<int> lists_alive{0};
}  // namespace

extern "C" int getaddrinfo(const char* node, const char*, const addrinfo* hints, addrinfo** list) {
  const std::string_view name = node;
  if (name == "nowhere.test") return EAI_NONAME;
  if (name == "broken.test") {
    errno = ENETDOWN;
    return EAI_SYSTEM;
  }
  if (name == "slow.test")
    while (!slow_may_end) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  auto* found = new addrinfo{};
  auto* address = new sockaddr_in{};
  address->sin_family = AF_INET;
  address->sin_port = htons(hints != nullptr ? 80 : 0);
  found->ai_family = AF_INET;
  found->ai_addr = reinterpret_cast<sockaddr*>(address);
  found->ai_addrlen = sizeof *address;
  ++lists_alive;
  *list = found;
  return 0;
}

extern "C" void freeaddrinfo(addrinfo* list) {
  delete reinterpret_cast<sockaddr_in*>(list->ai_addr);
  delete list;
  --lists_alive;
}

namespace {

using namespace asyncsafe;
namespace inject = asyncsafe::testing;
using namespace std::chrono_literals;
using tests::ping;

TEST(resolve, gives_addresses_and_passes_service_and_hints_on) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  {
    const io::addresses found = io::resolve("fast.test", "http", &hints);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(reinterpret_cast<const sockaddr_in*>(found->ai_addr)->sin_port, htons(80));
    std::error_code error = std::make_error_code(std::errc::io_error);
    EXPECT_NE(io::resolve("fast.test", nullptr, nullptr, error), nullptr);
    EXPECT_FALSE(error);
  }
  EXPECT_EQ(lists_alive, 0);
}

TEST(resolve, says_what_failed) {
  std::error_code error;
  EXPECT_EQ(io::resolve("nowhere.test", nullptr, nullptr, error), nullptr);
  EXPECT_EQ(error, std::error_code(EAI_NONAME, io::resolver_category()));
  EXPECT_EQ(error.message(), ::gai_strerror(EAI_NONAME));
  EXPECT_EQ(io::resolve("broken.test", nullptr, nullptr, error), nullptr);
  EXPECT_EQ(error, std::errc::network_down);
  EXPECT_THROW(static_cast<void>(io::resolve("nowhere.test", nullptr)), std::system_error);
}

#if defined(__GLIBC__)
// The lookup has a thread of its own; one with such a stack cannot be made.
TEST(resolve, says_by_its_code_that_no_thread_can_be_made) {
  pthread_attr_t before, wanted;
  ASSERT_EQ(::pthread_getattr_default_np(&before), 0);
  ::pthread_attr_init(&wanted);
  ASSERT_EQ(::pthread_attr_setstacksize(&wanted, std::size_t{1} << 50), 0);
  ASSERT_EQ(::pthread_setattr_default_np(&wanted), 0);
  std::error_code error;
  EXPECT_EQ(io::resolve("fast.test", nullptr, nullptr, error), nullptr);
  EXPECT_EQ(error, std::errc::resource_unavailable_try_again);
  EXPECT_THROW(static_cast<void>(io::resolve("fast.test", nullptr)), std::system_error);
  ::pthread_setattr_default_np(&before);
  EXPECT_NE(io::resolve("fast.test", nullptr, nullptr, error), nullptr);
  EXPECT_FALSE(error);
}
#endif

TEST(resolve, is_ended_by_an_interrupt_and_what_it_finds_later_is_thrown_away) {
  slow_may_end = false;
  for (const bool by_error : {false, true}) {
    bool arrived = false;
    thread asker([&] {
      if (by_error) {
        std::error_code error;
        arrived = io::resolve("slow.test", "http", nullptr, error) == nullptr && error == std::errc::operation_canceled;
        return;
      }
      try {
        static_cast<void>(io::resolve("slow.test", "http"));
      } catch (const ping&) {
        arrived = true;
      }
    });
    ASSERT_TRUE(inject::wait_until_blocked(asker.token()));
    EXPECT_EQ(throw_to(asker.token(), ping{1}), throw_result::delivered);
    asker.join();
    EXPECT_TRUE(arrived);
  }
  EXPECT_FALSE(move_on_after(5ms, [] { static_cast<void>(io::resolve("slow.test", "http")); }));
  EXPECT_EQ(lists_alive, 0);
  slow_may_end = true;
  static_cast<void>(io::resolve("slow.test", "http"));
  EXPECT_TRUE(tests::comes_true([] { return lists_alive == 0; }));
  std::this_thread::sleep_for(10ms);  // the threads of those that were interrupted
}

}  // namespace
