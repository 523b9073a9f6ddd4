//===- Receivers.h - Who waits to be woken, and looks at what ----*- C++ -*-===//
//
// Decides which code of a unit waits again and again for one thing and looks at flags
// in between: loops around a wait, waits for a condition variable, functions that a
// library calls when something is there.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAKEUPS_RECEIVERS_H
#define ASYNCSAFE_ANALYSIS_WAKEUPS_RECEIVERS_H

#include "analysis/engine/Callees.h"
#include "analysis/engine/Loops.h"
#include "analysis/threads/ConditionWaits.h"
#include "analysis/wakeups/Wakes.h"

#include <optional>

namespace asyncsafe {

struct Receiver {
  FunctionId In = NoId;
  const Event *Wait = nullptr; ///< or the call that hands In over to be called
  Position At;                 ///< of Wait, unless that stands in another function
  SharedKey On;                ///< what it waits for
  std::vector<BlockId> Blocks; ///< in which it waits and looks
  const ConditionWait *Condition = nullptr;
  bool IsCallback = false;
  bool TestsMore = false; ///< a condition waits for what has no name, too (`queue.empty()`)
  WaitTests Tests;        ///< what it looks at
  Certainty Sure = Certainty::Definite;

  bool contains(BlockId B) const;
};

class Receivers {
public:
  Receivers(const Unit &U, const std::vector<Wait> &Waits, const std::vector<ConditionWait> &Conditions,
            const Callees &Calls, const Wakes &Waking);

  bool empty() const { return All.empty(); }
  /// Of a wake of \p Woken.
  std::vector<const Receiver *> wokenBy(const SharedKey &Woken) const;
  /// Both name the same thing, or two ends of it.
  bool areLinked(const SharedKey &A, const SharedKey &B) const;
  /// Because of what \p Store stores, the receiver does something else than to wait again.
  bool isNews(const Receiver &R, const SharedKey &Flag, const Event &Store) const;

private:
  void wait(const Wait &W, const SharedKey &On);
  void condition(const ConditionWait &C);
  void thread(const ThreadStart &T);
  void callbacks(FunctionId In, const Event &E);
  WaitLength limitBeside(const Wait &W, const LoopBlocks &Loop) const;
  bool givesBack(const Wait &W, const SharedKey &On) const;
  bool waitsForAnything(const Wait &W, const LoopBlocks &Loop) const;
  bool goesByWhatCame(const Wait &W, const LoopBlocks &Loop) const;
  bool clears(const Receiver &R, const SharedKey &Flag, int64_t Stored) const;

  const Unit &U;
  const std::vector<Wait> &Waits;
  const Callees &Calls;
  const Wakes &Waking;
  mutable std::vector<std::optional<SharedSet>> Woken; ///< by function, what its events wake
  std::vector<Receiver> All;
  /// Variables that hold one thing, or the ends of one pair of descriptors.
  std::set<std::pair<SharedKey, SharedKey>> Links;
};

} // namespace asyncsafe

#endif
