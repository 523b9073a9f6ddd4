//===- ReadyFirst.h - Calls that are made of what is ready -------*- C++ -*-===//
//
// Decides whether a call that could wait comes behind `poll` or the like on every path: that is where its
// function waits, and only what is ready is asked for.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_READYFIRST_H
#define ASYNCSAFE_ANALYSIS_WAITS_READYFIRST_H

#include "effects/Graph.h"

#include <map>

namespace asyncsafe {

class ReadyFirst {
public:
  explicit ReadyFirst(const Unit &U) : U(U) {}

  /// \p At, in function \p In, is such a call.
  bool tells(FunctionId In, BlockId B, unsigned Index, const Event &At);
  /// The same of a call that is only known by itself.
  bool tells(FunctionId In, const Event &At);

private:
  /// Which blocks of a function say what is ready.
  struct Blocks {
    std::vector<bool> Tells, Entered;
    bool Any = false;
  };

  const Unit &U;
  std::map<FunctionId, Blocks> Known;
};

} // namespace asyncsafe

#endif
