//===- SlowDescriptors.h - Descriptors that reading waits for ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the descriptors that may be of slow devices (signal(7)): those that the program opens as a
// socket, pipe or event, and the variables, fields, parameters and results that they come to.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_SLOWDESCRIPTORS_H
#define ASYNCSAFE_ANALYSIS_WAITS_SLOWDESCRIPTORS_H

#include "analysis/engine/Callees.h"
#include "analysis/waits/DescriptorSet.h"

namespace asyncsafe {

class SlowDescriptors {
public:
  SlowDescriptors(const Unit &U, const Callees &Calls);
  bool isSlow(FunctionId In, const Place &Descriptor) const;

private:
  void learn(FunctionId In, const Place &P);
  void spread(FunctionId In, const Event &E);

  const Unit &U;
  const Callees &Calls;
  DescriptorSet Known;
  std::vector<FunctionId> Work; ///< functions where more is known
  bool Shared = false;          ///< more is known in every function
};

} // namespace asyncsafe

#endif
