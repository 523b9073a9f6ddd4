// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a stranger's project does with the runtime: enough to need its headers, its library and its threads.
#include <asyncsafe/bracket.hpp>
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/io.hpp>

#include <chrono>

int main() {
  bool released = false;
  asyncsafe::thread sleeper([&] {
    asyncsafe::finally([] { asyncsafe::io::sleep_for(std::chrono::hours(1)); }, [&] { released = true; });
  });
  const auto result =
      asyncsafe::throw_to_for(sleeper.token(), asyncsafe::interrupted(), std::chrono::seconds(20));
  sleeper.join();
  return released && result == asyncsafe::throw_result::delivered ? 0 : 1;
}
