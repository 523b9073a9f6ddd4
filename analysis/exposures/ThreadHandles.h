//===- ThreadHandles.h - Threads and the handles that cancel them -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which of the threads that a unit starts are cancelled there, and which of them cannot be
// cancelled at all, from the objects that hold their handles.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_THREADHANDLES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_THREADHANDLES_H

#include "analysis/engine/Callees.h"

#include <map>
#include <set>
#include <tuple>

namespace asyncsafe {

class ThreadHandles {
public:
  ThreadHandles(const Callees &Calls, const std::vector<bool> &HandlesFault);

  /// Threads that the unit starts, also through a function of another unit that takes a body and the
  /// handle that is cancelled here.
  const std::vector<ThreadStart> &threads() const { return Threads; }
  /// The event that cancels this thread's handle, or null.
  const Event *cancelled(const ThreadStart &T) const;
  /// Its handle is not cancelled here, and no other code can know it.
  bool isPrivate(const ThreadStart &T) const;
  /// The event that cancels a handle passed in by callers, or null.
  const Event *unnamed() const { return Unnamed; }
  /// The unit cancels a thread, and not only as the program ends.
  bool cancels() const { return Unnamed || !Cancelled.empty(); }

private:
  /// A declared variable or field, a local, or an object without a name; other places have no key.
  struct Key {
    ObjectId Object = NoId;
    unsigned Local = NoId, Temporary = NoId;
    bool operator<(const Key &O) const {
      return std::tie(Object, Local, Temporary) < std::tie(O.Object, O.Local, O.Temporary);
    }
    bool isNone() const { return Object == NoId && Local == NoId && Temporary == NoId; }
  };
  static Key keyOf(const Place &P);
  bool isUnknown(const Key &K, const Place &Named) const;
  /// The keys that \p P of \p In can stand for (for a parameter, those that callers pass), with an empty
  /// key where one is unknown.
  std::set<Key> keysOf(FunctionId In, const Place &P, unsigned Depth = 0) const;
  void findRequests(const std::vector<bool> &HandlesFault);
  void findEscapes();
  void findStartsElsewhere();
  void leaks(const Place &P);
  void findCopies();
  /// The places that hold the handle of \p T, including copies.
  std::set<Key> keysOf(const ThreadStart &T) const;

  const Unit &U;
  const Callees &Calls;
  const bool Whole;
  std::vector<ThreadStart> Threads;
  std::map<Key, const Event *> Cancelled; ///< the cancelling call; of several, the first in the source
  std::set<Key> Leaked;
  std::map<Key, std::set<Key>> Copies; ///< by the copied key
  const Event *Unnamed = nullptr;
};

} // namespace asyncsafe

#endif
