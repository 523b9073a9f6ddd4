//===- Concurrency.cpp - Functions that may run concurrently --------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/wakeups/Concurrency.h"

namespace asyncsafe {

Concurrency::Concurrency(const Callees &Calls) : Calls(Calls) {
  for (const ThreadStart &T : Calls.threads())
    Threads.push_back(Calls.reachedFrom(T.Body));
}

/// Each wakeup is compared with each loop that waits: the same functions are asked for again and again.
const std::vector<bool> &Concurrency::reachedFrom(FunctionId F) const {
  auto [It, New] = Reached.try_emplace(F);
  if (New)
    It->second = Calls.reachedFrom(F);
  return It->second;
}

std::optional<Certainty> Concurrency::mayRunConcurrently(FunctionId A, FunctionId B) const {
  bool OnThreadA = false, OnThreadB = false;
  for (const std::vector<bool> &Here : Threads) {
    if (Here[A] && Here[B])
      return std::nullopt;
    OnThreadA |= Here[A];
    OnThreadB |= Here[B];
  }
  if (OnThreadA || OnThreadB)
    return Certainty::Likely;
  if (reachedFrom(A)[B] || reachedFrom(B)[A])
    return std::nullopt;
  return Certainty::Unknown;
}

} // namespace asyncsafe
