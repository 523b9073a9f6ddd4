//===- Apart.h - Do two functions run on different threads? ------*- C++ -*-===//
//
// Decides whether one function can run while another waits.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_APART_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_APART_H

#include "analysis/engine/Callees.h"

namespace asyncsafe {

class Apart {
public:
  explicit Apart(const Callees &Calls);

  /// None: they may well run on one thread.  Unknown: nothing says on which they run.
  std::optional<Certainty> of(FunctionId A, FunctionId B) const;

private:
  const Callees &Calls;
  std::vector<std::vector<bool>> Threads; ///< what each of them reaches
};

} // namespace asyncsafe

#endif
