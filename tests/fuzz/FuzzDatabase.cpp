// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A compile_commands.json.
#include "tests/fuzz/Fuzz.h"
#include "tool/cli/Database.h"

int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  InputAsFile File(Data, Size);
  auto Jobs = asyncsafe::jobsOfDatabase(File.name(), {}, /*SkipUnlisted=*/false);
  if (!Jobs)
    REQUIRE(!llvm::toString(Jobs.takeError()).empty());
  return 0;
}
