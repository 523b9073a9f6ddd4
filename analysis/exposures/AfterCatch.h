//===- AfterCatch.h - What is lost once rather than each time ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes for a whole program whether what an exception or a jump leaves behind is lost once at most:
// wherever it is caught, the program then comes to its end without a further call of the function that
// lost it. For a lock, nothing on the way there may wait, take a lock or be unknown either.
// All frames further out have to be known: a function that is called through a pointer, overrides another,
// or starts a thread may be called again by code that is not seen here.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_AFTERCATCH_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_AFTERCATCH_H

#include "analysis/engine/Callees.h"
#include "analysis/exposures/ExposureFacts.h"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace asyncsafe {

class AfterCatch {
public:
  explicit AfterCatch(const Callees &Calls);

  /// What \p X holds when it is struck at \p P is lost at most once.
  bool isLostOnce(const Exposure &X, const ExposedPoint &P);

private:
  class Search;

  const Callees &Calls;
  const Unit &U;
  const std::vector<bool> InSight; ///< by function: every call names it
  std::vector<bool> Lasts;  ///< by function: it waits, takes a lock, starts a thread, or calls unknown code
  std::vector<bool> Throws; ///< by function: it, or what it calls, throws or jumps by itself
  /// By acquisition, innermost scope and landing of the point, source, type of the exception, and whether
  /// it is a lock.
  std::map<std::tuple<const Event *, ScopeId, BlockId, Source, std::string, bool>, bool> Known;
};

} // namespace asyncsafe

#endif
