//===- CachedObjects.h - Objects kept in registers --------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes what a compiler that sees all code may do with an object that is neither volatile nor atomic:
// between two calls of unknown code, only the last store has to happen, and one load serves all reads
// (C17 5.1.2.3, as-if rule).
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_CACHEDOBJECTS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_CACHEDOBJECTS_H

#include "analysis/engine/FixedPoint.h"
#include "analysis/engine/Paths.h"
#include "analysis/handlers/HandlerFacts.h"

namespace asyncsafe {

class CachedObjects {
public:
  explicit CachedObjects(const UnitHandlers &Facts);
  /// Some loop outside handlers reads \p O, and calls no unknown code.
  bool mayBeReadOnce(ObjectId O);
  /// Another store to \p O follows a store outside handlers, and no call of unknown code lies between.
  bool mayLeaveOutAStore(ObjectId O) const;

private:
  using Accesses = std::map<ObjectId, std::vector<std::pair<FunctionId, Position>>>;

  bool callsUnknown(const Event &E) const;
  /// By block of \p Id: it lies on a cycle, and nothing on it calls unknown code.
  const std::vector<bool> &closedCycles(FunctionId Id);
  template <class Test> bool some(const Accesses &Known, ObjectId O, Test Is) const;

  const Unit &U;
  Accesses Reads, Stores;                         ///< outside handlers
  FixedPoint<char> Open;                          ///< by function: it calls unknown code
  std::map<FunctionId, std::vector<bool>> Closed; ///< closedCycles(), of the functions asked for
};

} // namespace asyncsafe

#endif
