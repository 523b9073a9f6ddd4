//===- ReadyFirst.h - Calls made only when ready ----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes whether every path to a call that could block passes `poll` or a similar call: the function
// waits there, and this call is made only for what is ready.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_READYFIRST_H
#define ASYNCSAFE_ANALYSIS_WAITS_READYFIRST_H

#include "analysis/engine/Callees.h"

#include <map>

namespace asyncsafe {

class ReadyFirst {
public:
  explicit ReadyFirst(const Callees &Calls) : Calls(Calls), U(Calls.unit()) {}

  /// True for \p At in function \p In.
  bool tells(FunctionId In, BlockId B, unsigned Index, const Event &At);
  /// The same for a call whose block is not known.
  bool tells(FunctionId In, const Event &At);

private:
  bool told(FunctionId In, BlockId At, unsigned Index, const Place &Subject, unsigned Depth);
  /// Each of its callers was told so before the call.
  bool toldToCallers(FunctionId In, BlockId At, const Place &Subject, unsigned Depth);
  bool asks(const Event &E) const;
  /// The blocks of a function that tell what is ready.
  struct Blocks {
    std::vector<bool> Tells, Entered;
    bool Any = false;
  };

  const Callees &Calls;
  const Unit &U;
  std::vector<bool> InSight; ///< by function: all its callers are known; asked for on demand
  std::map<FunctionId, Blocks> Known;
};

} // namespace asyncsafe

#endif
