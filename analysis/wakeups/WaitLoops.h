//===- WaitLoops.h - Loops that wait and test flags -------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the wait loops of a unit: code that waits repeatedly for one thing and tests flags in
// between. These are loops around a wait, waits on a condition variable, and functions that a library
// calls when something is ready.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_WAITLOOPS_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_WAITLOOPS_H

#include "analysis/engine/Callees.h"
#include "analysis/engine/Loops.h"
#include "analysis/threads/ConditionWaits.h"
#include "analysis/wakeups/Wakes.h"

#include <map>
#include <optional>
#include <set>
#include <unordered_map>

namespace asyncsafe {

struct WaitLoop {
  FunctionId In = NoId;
  const Event *Wait = nullptr; ///< or the call that registers In as a callback
  Position At;                 ///< of Wait, unless Wait is in another function
  SharedKey On;                ///< what it waits for
  std::vector<BlockId> Blocks; ///< the blocks in which it waits and tests
  const ConditionWait *Condition = nullptr;
  bool IsCallback = false;
  bool TestsMore = false; ///< its condition also tests something without a name (`queue.empty()`)
  WaitTests Tests;        ///< what it tests
  Certainty Sure = Certainty::Definite;

  bool contains(BlockId B) const;
};

class WaitLoops {
public:
  WaitLoops(const Unit &U, const std::vector<Wait> &Waits, const std::vector<ConditionWait> &Conditions,
            const Callees &Calls, const Wakes &Waking);

  bool empty() const { return All.empty(); }
  /// The wait loops that a wakeup of \p Woken wakes.
  std::vector<const WaitLoop *> wokenBy(const SharedKey &Woken) const;
  /// Both keys name the same thing, or two ends of it.
  bool areLinked(const SharedKey &A, const SharedKey &B) const;
  /// After \p Store, the wait loop does something other than wait again.
  bool isNews(const WaitLoop &R, const SharedKey &Flag, const Event &Store) const;

private:
  void link(const SharedKey &A, const SharedKey &B);
  void wait(const Wait &W, const SharedKey &On);
  void condition(const ConditionWait &C);
  void thread(const ThreadStart &T);
  void callbacks(FunctionId In, const Event &E);
  const WaitTests &testsOf(FunctionId F, const SharedLoop &Loop);
  WaitLength limitBeside(const Wait &W, const LoopBlocks &Loop);
  bool givesBack(const Wait &W, const SharedKey &On) const;
  bool waitsForAnything(const Wait &W, const LoopBlocks &Loop) const;
  bool goesByWhatCame(const Wait &W, const LoopBlocks &Loop) const;
  bool clears(const WaitLoop &R, const SharedKey &Flag, int64_t Stored) const;

  const Unit &U;
  const std::vector<Wait> &Waits;
  const Callees &Calls;
  const Wakes &Waking;
  mutable std::vector<std::optional<SharedSet>> Woken; ///< by function: what each of its events wakes
  std::vector<std::vector<const Wait *>> WaitsIn;      ///< by function
  std::unordered_map<const LoopBlocks *, WaitTests> TestsOfLoop; ///< of testsOf()
  /// The longest limit of the calls of a loop, other than sleeps, and the longest of all others than that.
  struct Limits {
    const Event *At = nullptr;
    WaitLength Longest = WaitLength::Unbounded, BesideIt = WaitLength::Unbounded;
  };
  std::unordered_map<const LoopBlocks *, Limits> LimitsOfLoop; ///< of limitBeside()
  /// By index in All: what the loop and its callees store to a flag.
  mutable std::map<std::pair<size_t, SharedKey>, std::vector<std::optional<int64_t>>> StoredIn;
  std::vector<WaitLoop> All;
  std::map<SharedKey, std::vector<size_t>> AllOn; ///< by what they wait for: indices
  /// By variable: others that hold the same thing, or the ends of one pair of descriptors.
  std::map<SharedKey, std::set<SharedKey>> Links;
};

} // namespace asyncsafe

#endif
