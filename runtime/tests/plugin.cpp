// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A plugin that has the runtime linked into it. It is built twice, so that one process has two copies.
#include <asyncsafe/interrupt.hpp>
#include <asyncsafe/io.hpp>
#include <asyncsafe/testing.hpp>

#include <unistd.h>

using namespace asyncsafe;

extern "C" [[gnu::visibility("default")]] int plugin_signal() { return interrupt_signal(); }

// Interrupts a read of a thread of its own. The calling thread uses the runtime, too. Returns 0 if that went well.
extern "C" [[gnu::visibility("default")]] int plugin_interrupts_a_read() {
  int ends[2];
  if (pipe(ends) != 0) return 1;
  bool arrived = false;
  throw_result result = throw_result::target_gone;
  try {
    thread reader([&] {
      try {
        char byte;
        io::read(ends[0], &byte, 1);
      } catch (const interrupted&) {
        arrived = true;
      }
    });
    if (!testing::wait_until_blocked(reader.token())) return 2;
    result = throw_to_for(reader.token(), interrupted(), std::chrono::seconds(10));
    if (result != throw_result::delivered) close(ends[1]);
    reader.join();
  } catch (...) {
    return 3;
  }
  close(ends[0]);
  return arrived && result == throw_result::delivered ? 0 : 4;
}
