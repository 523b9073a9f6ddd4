//===- FlagTests.h - Flags tested before a wait -----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which flags are tested on the way to a wait, directly or by a function that only returns them
// (`while (!should_stop())`), and whether their values matter to the wait.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_FLAGTESTS_H
#define ASYNCSAFE_ANALYSIS_WAITS_FLAGTESTS_H

#include "analysis/engine/FixedPoint.h"
#include "analysis/waits/WaitFacts.h"

#include <map>
#include <memory>

namespace asyncsafe {

class FlagTests {
public:
  ~FlagTests();
  /// \p Flags: by ObjectId, the flags to look for.
  FlagTests(const Callees &Calls, const std::vector<Wait> &Waits, std::vector<bool> Flags);

  /// One test for each flag; those that matter first. Fastest if the waits of one function are asked for
  /// together.
  std::vector<FlagTest> before(const Wait &W);

private:
  std::vector<FlagTest> before(FunctionId In, BlockId Block, bool WaitsEarlier);
  ObjectId answeredBy(const Function &F) const;
  bool tellsValue(const Event &Read, ObjectId Flag) const;
  bool worksOff(FunctionId F, ObjectId Flag, unsigned Depth) const;

  const Unit &U;
  std::vector<bool> Flags;
  std::vector<std::vector<const Wait *>> ByFunction;
  FixedPoint<ObjectId> Accessor; ///< by function: the flag that it returns
  std::map<std::pair<FunctionId, ObjectId>, bool> WorkedOff;
  struct OfFunction;
  std::unique_ptr<OfFunction> Last;
};

} // namespace asyncsafe

#endif
