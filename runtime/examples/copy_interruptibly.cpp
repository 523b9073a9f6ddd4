// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Copies standard input to standard output. Ctrl-C ends it between two blocks, with every byte it has read written,
// and it dies by SIGINT as a shell expects.
#include <asyncsafe/io.hpp>
#include <asyncsafe/mask.hpp>
#include <asyncsafe/signal.hpp>

int main() {
  return asyncsafe::run_main([] {
    char block[4096];
    for (;;) {
      // Masked, a read that blocks can still be interrupted, and then has read nothing; the write cannot be separated
      // from what was read.
      const bool more = asyncsafe::mask([&] {
        const std::size_t bytes = asyncsafe::io::read(0, block, sizeof block);
        asyncsafe::uninterruptible_mask([&] { asyncsafe::io::write_all(1, block, bytes); });
        return bytes != 0;
      });
      if (!more) return 0;
    }
  });
}
