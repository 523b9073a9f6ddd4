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
#include "analysis/waits/WaitFacts.h"

#include <map>

namespace asyncsafe {

/// It waits for several things at once, with a limit if asked to, and tells which of them are ready: `poll`.
bool tellsWhatIsReady(const Event &E);

class ReadyFirst {
public:
  explicit ReadyFirst(const Unit &U) : U(U) {}

  /// True for \p At in function \p In.
  bool tells(FunctionId In, BlockId B, unsigned Index, const Event &At);
  /// The same for a call whose block is not known.
  bool tells(FunctionId In, const Event &At);
  /// \p W comes behind such a call, in its function or in all callers of that.
  bool isReady(const Callees &Calls, const Wait &W);

private:
  /// Callers of callers that are followed.
  static constexpr unsigned MaxCallers = 3;
  /// The callers of \p F call it for what is ready, as far as is known: a callback may be called so by an
  /// event loop.
  bool isCalledForReady(const Callees &Calls, FunctionId F, unsigned Depth);
  /// Every path to the event passes such a call; with \p Each, also every path from the event back to it.
  bool comesBehind(FunctionId In, BlockId At, unsigned Index, bool Each);
  bool asks(const Event &E) const;
  /// The blocks of a function that tell what is ready.
  struct Blocks {
    std::vector<bool> Tells, Entered;
    bool Any = false;
  };

  const Unit &U;
  std::map<FunctionId, Blocks> Known;
  std::vector<bool> Taken;                                  ///< addressesTaken(), when first asked
  std::map<std::pair<FunctionId, unsigned>, bool> ForReady; ///< of isCalledForReady()
};

} // namespace asyncsafe

#endif
