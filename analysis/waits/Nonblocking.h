//===- Nonblocking.h - Descriptors that do not block ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the descriptors that the unit makes non-blocking, directly or through a function. The place
// does not matter: it happens once, when the descriptor is created.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_NONBLOCKING_H
#define ASYNCSAFE_ANALYSIS_WAITS_NONBLOCKING_H

#include "analysis/engine/Callees.h"
#include "analysis/waits/DescriptorSet.h"

namespace asyncsafe {

class NonblockingDescriptors {
public:
  explicit NonblockingDescriptors(const Callees &Calls);
  bool isNonblocking(FunctionId In, const Place &P) const { return Known.contains(In, P); }

private:
  bool learnParameters(const Callees &Calls, FunctionId F);
  bool returnsNonblocking(const Function &F, FunctionId Id) const;

  DescriptorSet Known;
};

} // namespace asyncsafe

#endif
