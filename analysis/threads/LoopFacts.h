//===- LoopFacts.h - Loops that nobody can stop ------------------*- C++ -*-===//
//
// Decides what may be asked about loops without an end in which a thread, or a coroutine, that is
// stopped elsewhere never looks whether it should.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_LOOPFACTS_H
#define ASYNCSAFE_ANALYSIS_THREADS_LOOPFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

struct DeafLoop {
  enum class Asks : uint8_t {
    Point,   ///< another loop has a point at which it can be cancelled or interrupted
    Flag,    ///< … tests a flag
    Suspend, ///< another coroutine's loop is suspended
  };
  FunctionId In = NoId;
  SourceRange Where; ///< the first thing in the loop
  Asks Habit = Asks::Point;
  Source By = Source::Cancel;       ///< Point
  const Event *Elsewhere = nullptr; ///< where the other loop asks
  ObjectId Flag = NoId;
};

} // namespace asyncsafe

#endif
