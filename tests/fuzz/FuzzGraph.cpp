// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// A captured unit, as an index keeps it: read, and analysed.
#include "checks/Check.h"
#include "effects/Print.h"
#include "effects/Serialize.h"
#include "tests/fuzz/Fuzz.h"
#include "tests/unit/SampleUnit.h"

#include <cstring>

/// A stored unit in which the input changes bytes: each three say where (twice) and what.
/// A corpus of stored units would be of no use after the next version of their form.
static std::string damaged(const uint8_t *Data, size_t Size) {
  static const std::string Whole = asyncsafe::serialize(asyncsafe::sample());
  std::string Bytes = Whole;
  for (; Size >= 3; Data += 3, Size -= 3)
    Bytes[(Data[0] << 8 | Data[1]) % Bytes.size()] = static_cast<char>(Data[2]);
  return Bytes;
}

int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  std::string Input = Size && Data[0] & 1 ? damaged(Data + 1, Size - 1) : std::string(textOf(Data, Size));
  std::string Error;
  std::optional<asyncsafe::Unit> U = asyncsafe::deserialize(Input, Error);
  REQUIRE(U.has_value() == Error.empty());
  if (!U)
    return 0;
  static_cast<void>(asyncsafe::print(*U));
  // What an index says is analysed, whatever it says.
  static_cast<void>(asyncsafe::runChecks(*U, {}));
  // What was read can be written, and read again as the same.
  std::string Bytes = asyncsafe::serialize(*U);
  std::optional<asyncsafe::Unit> Again = asyncsafe::deserialize(Bytes, Error);
  REQUIRE(Again && asyncsafe::serialize(*Again) == Bytes);
  return 0;
}
