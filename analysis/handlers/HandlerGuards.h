//===- HandlerGuards.h - Guards around a handler's work ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which parts of the code in handlers are guarded: they run only behind a flag that other code
// sets around the calls that may be interrupted, or on the way to abort().
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERGUARDS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERGUARDS_H

#include "analysis/engine/FixedPoint.h"
#include "analysis/handlers/HandlerFacts.h"

#include <map>
#include <set>

namespace asyncsafe {

class HandlerGuards {
public:
  explicit HandlerGuards(const UnitHandlers &Facts);

  /// Everything in block \p B of \p R runs only behind a guard.
  bool excuses(const HandlerRun &R, BlockId B) const {
    return !Open[R.Install][R.Function] || !openBlocks(R)[B];
  }
  /// \p E, in block \p B, is reached only after a signal that ends the program.
  bool isBehindEnd(const HandlerRun &R, BlockId B, const Event &E);

private:
  void open(unsigned Install);
  const std::vector<bool> &openBlocks(const HandlerRun &R) const { return Blocks.at(&R); }
  std::vector<bool> findOpenBlocks(const HandlerRun &R);
  bool isGuard(const Condition &C);
  bool isRegion(ObjectId Flag, const Predicate &Test) const;
  std::vector<bool> findCrashing(FunctionId F);
  bool crashes(const Event &E);

  const UnitHandlers &Facts;
  const Unit &U;
  std::vector<bool> Inside;
  std::map<ObjectId, std::set<FunctionId>> Storing; ///< by flag: functions outside handlers that store to it
  std::vector<std::vector<bool>> Open;              ///< by install: functions that run without a guard
  std::map<const HandlerRun *, std::vector<bool>> Blocks;
  std::map<FunctionId, std::vector<size_t>> Until; ///< beforeOwnEnd()
  FixedPoint<std::vector<bool>> Crashing;          ///< blocks that lead only to abort()
  std::map<std::pair<ObjectId, std::pair<int, int64_t>>, bool> Guards;
};

} // namespace asyncsafe

#endif
