//===- ShortEnds.h - Calls that soon end the program ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decides which calls come to the end of the program by the shortest way: they wait for nothing, and repeat
// nothing.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_SHORTENDS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_SHORTENDS_H

#include "effects/Graph.h"

namespace asyncsafe {

class ShortEnds {
public:
  explicit ShortEnds(const Unit &U);

  /// \p C has a body, and that comes to such an end.
  bool contains(CalleeId C) const { return C != NoId && Soon[C]; }

private:
  std::vector<bool> Soon; ///< by callee
};

} // namespace asyncsafe

#endif
