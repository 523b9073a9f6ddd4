//===- InheritedStates.h - State inherited by new programs ------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Finds functions that block or ignore signals temporarily and start another program meanwhile (`exec`
// in a child): the mask and the ignored signals are inherited, and the new program does not expect them.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STATE_INHERITEDSTATES_H
#define ASYNCSAFE_ANALYSIS_STATE_INHERITEDSTATES_H

#include "analysis/engine/Callees.h"
#include "analysis/state/SavedStates.h"

namespace asyncsafe {

class InheritedStates {
public:
  explicit InheritedStates(const Callees &Calls);

  /// Appends the state inherited by programs that \p S, the function \p Id, starts.
  void find(Steps &S, FunctionId Id, std::vector<LeftState> &Out) const;

private:
  const Unit &U;
  /// By function: it starts a program, or changes the inherited state, itself or through its callees.
  std::vector<bool> Starting, Changing;
};

} // namespace asyncsafe

#endif
