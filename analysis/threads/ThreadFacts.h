//===- ThreadFacts.h - Threads: lost wakeups, waits that stops do not end -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts about threads: notifications that can be lost, and waits that a request to stop does not end.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_THREADFACTS_H
#define ASYNCSAFE_ANALYSIS_THREADS_THREADFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// What a waiter tests is stored without its lock, and then the waiter is notified: in between, the
/// waiter may have tested but not yet started to wait.
struct LostWakeup {
  FunctionId In = NoId;
  const Event *Store = nullptr, *Wake = nullptr;
  FunctionId WaitsIn = NoId;
  const Event *Wait = nullptr;
  const Event *Test = nullptr; ///< null: not a single place
  Place Flag, Condition;       ///< as the waiter names them
  Place Lock;                  ///< as the waiter names it
  bool IsAtomic = false;       ///< a lock that does not help
  Certainty Sure = Certainty::Likely;
};

/// A thread waits on a condition variable without testing anything first: an earlier notification is
/// lost.
struct UnconditionalWait {
  FunctionId In = NoId;
  const Event *Wait = nullptr;
  FunctionId WakesIn = NoId;
  const Event *Wake = nullptr;
  Place Condition; ///< as the waiter names it
};

/// A destructor waits for what only a thread sets; a method that starts that thread can throw before, and
/// leave the object to its destructor.
struct PreventedWait {
  FunctionId In = NoId;
  const Event *Wait = nullptr;
  Place Flag; ///< as the waiter names it
  const Event *Store = nullptr;
  FunctionId StartsIn = NoId;
  const Event *Start = nullptr, *Throw = nullptr;
  Shared<Provenance> Why;      ///< of the exception
  const Event *Call = nullptr; ///< of StartsIn, on an object that the exception destroys
};

/// A wait of a thread that a request to stop does not end.
struct UnstoppableWait {
  FunctionId In = NoId;
  const Event *Wait = nullptr;
  std::vector<Effect::ChainLink> Chain; ///< from the callee down, if At calls a function that waits
  Place Flag;                           ///< as the thread names it; a stop token, or the object stored to
  const Event *Test = nullptr;          ///< where the thread tests it; null: it never does
  FunctionId StopsIn = NoId;
  const Event *Store = nullptr; ///< the request; null: the owner of the token
  const Event *Join = nullptr;  ///< where the stopping code joins the thread; null: unknown
  const Event *Wake = nullptr;  ///< a wakeup after which the wait continues
  const Event *Close = nullptr; ///< a close of the awaited descriptor, which does not end the wait
  std::optional<int64_t> Limit; ///< in nanoseconds: the wait ends by itself after that
  bool IsToken = false;
  bool IsReliedOn = false;  ///< IsToken: after the wait, the code continues without testing the token
  bool IsCondition = false; ///< it waits on a condition variable
  bool IsAtomic = false;    ///< it waits for the value of an atomic to change
  bool IsSleep = false;     ///< it waits for time to pass, or for something without a name
  bool HasPredicate = false;
  bool TestsOther = false; ///< after a wakeup it tests something other than Flag, and waits again
  Certainty Sure = Certainty::Likely;
};

/// An unbounded wait while the source that could end it is masked.
struct MaskedWait {
  std::optional<int64_t> Limit; ///< duration in nanoseconds; empty: unbounded
  FunctionId In = NoId;
  const Event *Wait = nullptr;
  std::vector<Effect::ChainLink> Chain;
  Source What = Source::Cancel;                 ///< the masked source
  const Event *Begin = nullptr, *End = nullptr; ///< of the mask; without End: Begin runs the code masked
  bool IsPlain = false;                         ///< the mask leaves interruptible operations interruptible
  bool IsWhole = false;                         ///< … this one does not, others do
  bool HasOperation = false;                    ///< this wait is such an operation
  Certainty Sure = Certainty::Likely;
};

/// A thread with a stop event waits only for another handle.
struct HandleWait {
  FunctionId In = NoId;
  const Event *Wait = nullptr;
  const Event *Set = nullptr;  ///< of the stop event
  const Event *Join = nullptr; ///< waits for the thread
  Place On, Stop;
};

} // namespace asyncsafe

#endif
