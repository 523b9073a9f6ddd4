// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A model file of a project's.
#include "models/Loader.h"
#include "tests/fuzz/Fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  asyncsafe::ModelLoader Loader;
  Loader.add("input.json", textOf(Data, Size), /*User=*/true);
  std::vector<asyncsafe::ModelError> Errors;
  bool Loaded = Loader.finish(Errors) != nullptr;
  REQUIRE(Loaded == Errors.empty());
  for (const asyncsafe::ModelError &E : Errors)
    REQUIRE(!E.message().empty());
  return 0;
}
