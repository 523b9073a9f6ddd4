//===- HandlerGates.h - What a handler does on purpose -----------*- C++ -*-===//
//
// Decides which parts of the code in handlers run only where somebody reckoned with
// it: behind a flag that other code sets around the very calls that may be
// interrupted, or on the way to abort().
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERGATES_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERGATES_H

#include "analysis/engine/FixedPoint.h"
#include "analysis/handlers/HandlerFacts.h"

#include <map>
#include <set>

namespace asyncsafe {

class HandlerGates {
public:
  explicit HandlerGates(const UnitHandlers &Facts);

  /// Whatever block \p B does in \p R, it only does behind a gate.
  bool excuses(const HandlerRun &R, BlockId B) const {
    return !Open[R.Install][R.Function] || !openBlocks(R)[B];
  }
  /// \p E, of block \p B, stands behind a signal that ends the program before.
  bool isBehindEnd(const HandlerRun &R, BlockId B, const Event &E);

private:
  void open(unsigned Install);
  const std::vector<bool> &openBlocks(const HandlerRun &R) const { return Blocks.at(&R); }
  std::vector<bool> findOpenBlocks(const HandlerRun &R);
  bool isGate(const Condition &C);
  bool isRegion(ObjectId Flag, const Predicate &Test) const;
  std::vector<bool> findCrashing(FunctionId F);
  bool crashes(const Event &E);

  const UnitHandlers &Facts;
  const Unit &U;
  std::vector<bool> Inside;
  std::map<ObjectId, std::set<FunctionId>> Storing; ///< by flag: who outside handlers stores to it
  std::vector<std::vector<bool>> Open;              ///< by install: functions that run behind no gate
  std::map<const HandlerRun *, std::vector<bool>> Blocks;
  std::map<FunctionId, std::vector<size_t>> Until; ///< beforeOwnEnd()
  FixedPoint<std::vector<bool>> Crashing;          ///< blocks that lead to abort() alone
  std::map<std::pair<ObjectId, std::pair<int, int64_t>>, bool> Gates;
};

} // namespace asyncsafe

#endif
