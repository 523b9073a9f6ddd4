//===- ThreadFacts.h - Threads that wait and are to stop ---------*- C++ -*-===//
//
// Decides what may be asked about threads: notifications that can be lost, and
// waits that a request to stop does not end.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_THREADFACTS_H
#define ASYNCSAFE_ANALYSIS_THREADS_THREADFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// What a waiter tests is stored without the lock that it tests it under, and then
/// the waiter is notified: in between it can have tested, and not yet wait.
struct LostWakeup {
  FunctionId In = NoId;
  const Event *Store = nullptr, *Wake = nullptr;
  FunctionId WaitsIn = NoId;
  const Event *Wait = nullptr;
  const Event *Test = nullptr; ///< null: not a single place
  Place Flag, Condition;       ///< as the waiter names them
  Place Lock;                  ///< as the waiter names it
  bool IsAtomic = false;       ///< which does not help
  Certainty Sure = Certainty::Likely;
};

/// A thread waits for a condition variable and looks at nothing before: a notification that came
/// earlier has come for nothing.
struct BlindWait {
  FunctionId In = NoId;
  const Event *Wait = nullptr;
  FunctionId WakesIn = NoId;
  const Event *Wake = nullptr;
  Place Condition; ///< as the waiter names it
};

/// A wait of a thread that a request to stop does not end.
struct DeafWait {
  FunctionId In = NoId;
  const Event *Wait = nullptr;
  std::vector<Effect::ChainLink> Chain; ///< from the callee down, if it is a call that leads to it
  Place Flag;                           ///< as the thread names it; a stop token, or what is stored
  const Event *Test = nullptr;          ///< where the thread looks at it; null: it never does
  FunctionId StopsIn = NoId;
  const Event *Store = nullptr; ///< the request; null: the owner of the token
  const Event *Join = nullptr;  ///< who stops it waits for it here; null: not in sight
  const Event *Wake = nullptr;  ///< wakes the wait, which goes on waiting
  const Event *Close = nullptr; ///< closes the descriptor that is waited for, which ends nothing
  std::optional<int64_t> Limit; ///< in nanoseconds: it ends after that by itself
  bool IsToken = false;
  bool IsReliedOn = false;  ///< IsToken: once it is over, the code goes on without a look at the token
  bool IsCondition = false; ///< it waits for a condition variable
  bool IsAtomic = false;    ///< it waits for the value of an atomic to change
  bool IsSleep = false;     ///< it waits for time to pass, or for what has no name
  bool HasPredicate = false;
  bool TestsOther = false; ///< woken, it tests something else than Flag, and waits again
  Certainty Sure = Certainty::Likely;
};

/// A wait without bound while what could end it is masked.
struct MaskedWait {
  std::optional<int64_t> Limit; ///< how long, in nanoseconds; none: without end
  FunctionId In = NoId;
  const Event *Wait = nullptr;
  std::vector<Effect::ChainLink> Chain;
  Source What = Source::Cancel;                 ///< which is masked
  const Event *Begin = nullptr, *End = nullptr; ///< of the mask; no End: Begin runs the code masked
  bool IsPlain = false;                         ///< the mask leaves interruptible operations open
  bool IsWhole = false;                         ///< … does not, where others do
  bool HasOperation = false;                    ///< it is one of them
  Certainty Sure = Certainty::Likely;
};

/// A thread with a stop event waits for another handle alone.
struct HandleWait {
  FunctionId In = NoId;
  const Event *Wait = nullptr;
  const Event *Set = nullptr;  ///< of the stop event
  const Event *Join = nullptr; ///< waits for the thread
  Place On, Stop;
};

} // namespace asyncsafe

#endif
