//===- Counters.h - Numbers that are counted up and down ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which variables and fields count something that is taken and given back: what is
// running, permits, references.  One that an interruption leaves counted is a
// resource that is held; which of both directions takes, each function says by what it
// does first.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STEPS_COUNTERS_H
#define ASYNCSAFE_ANALYSIS_STEPS_COUNTERS_H

#include "effects/Graph.h"

#include <vector>

namespace asyncsafe {

class Counters {
public:
  explicit Counters(const Unit &U);

  /// Steps up and down are all that changes it, besides constants that reset it.
  bool contains(ObjectId O) const { return O != NoId && Known[O].Counts; }
  /// A flag that keeps others waiting: a function sets it, resets it and wakes those who wait until it is
  /// reset.
  bool isLatch(ObjectId O) const { return O != NoId && Known[O].IsLatch; }
  /// Code asks how many there are.
  bool isAskedFor(ObjectId O) const { return contains(O) && Known[O].IsRead; }
  /// Code asks how many there are, and more than one thread can, or the last one, or code that does not
  /// count asks whether there is any: it outlives calls that an interruption ends.
  bool matters(ObjectId O) const {
    return isLatch(O) || (contains(O) && Known[O].IsRead && Known[O].IsShared);
  }

  /// It is atomic, awaited, or changed by a function that takes a lock: other threads use its object.
  bool isOfThreads(ObjectId O) const { return isLatch(O) || (O != NoId && Known[O].IsOfThreads); }

  /// Code that does not count asks whether there is any: it runs on the same object, between calls that
  /// count.
  bool isAskedByOthers(ObjectId O) const { return O != NoId && Known[O].IsAskedByOthers; }

private:
  struct Use {
    bool IsOfThreads = false, IsAskedByOthers = false;
    bool Counts = false, Up = false, Down = false, Other = false, IsRead = false, IsShared = false;
    bool IsLatch = false, IsSetAndReset = false, IsWaitedFor = false;
  };
  void latches(const Unit &U, const Function &F);
  void assign(const Function &F, const Event &E, bool Locks);
  std::vector<Use> Known; ///< by object
};

} // namespace asyncsafe

#endif
