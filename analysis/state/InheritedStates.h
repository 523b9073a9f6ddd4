//===- InheritedStates.h - State that a new program goes on with -*- C++ -*-===//
//
// Where a function blocks or ignores signals for a time, and starts another program meanwhile
// (`exec` in a child): the mask and what is ignored stay, and the new program knows nothing of it.
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

  /// Appends what programs inherit that \p S, the function \p Id, starts.
  void find(Steps &S, FunctionId Id, std::vector<LeftState> &Out) const;

private:
  const Unit &U;
  /// By function: it starts a program, or changes what that inherits, by itself or by what it calls.
  std::vector<bool> Starting, Changing;
};

} // namespace asyncsafe

#endif
