//===- LoopFacts.h - Loops that a request to stop does not end --*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts about loops that run forever in a thread or coroutine that other code asks to stop, and that
// never test the request.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_LOOPFACTS_H
#define ASYNCSAFE_ANALYSIS_THREADS_LOOPFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

struct UnstoppableLoop {
  enum class Asks : uint8_t {
    Point,   ///< another loop has a cancellation or interruption point
    Flag,    ///< … tests a flag
    Suspend, ///< another coroutine's loop is suspended
  };
  FunctionId In = NoId;
  SourceRange Where; ///< the first event of the loop
  Asks How = Asks::Point;
  Source By = Source::Cancel;       ///< Point
  const Event *Elsewhere = nullptr; ///< where the other loop checks
  ObjectId Flag = NoId;
};

} // namespace asyncsafe

#endif
