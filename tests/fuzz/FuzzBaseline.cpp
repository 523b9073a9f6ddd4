// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A baseline.
#include "tests/fuzz/Fuzz.h"
#include "tool/baseline/Baseline.h"

int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  InputAsFile File(Data, Size);
  auto Read = asyncsafe::readBaseline(File.name());
  if (!Read)
    REQUIRE(!llvm::toString(Read.takeError()).empty());
  return 0;
}
