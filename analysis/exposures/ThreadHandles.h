//===- ThreadHandles.h - Which threads somebody can cancel --------*- C++ -*-===//
//
// Decides which of the threads that a unit starts are cancelled there, and which of them
// nobody can cancel: by the objects that hold their handles.
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

  /// Threads that the unit starts, also by a function of another unit that is given a body
  /// and the handle by which it is cancelled here.
  const std::vector<ThreadStart> &threads() const { return Threads; }
  /// Who cancels what goes by this thread's handle, or null.
  const Event *cancelled(const ThreadStart &T) const;
  /// Its handle is not cancelled here, and nobody else can know it.
  bool isPrivate(const ThreadStart &T) const;
  /// Who cancels a thread by a handle that others hand in, or null.
  const Event *unnamed() const { return Unnamed; }
  /// The unit cancels something, and not only as the program ends.
  bool cancels() const { return Unnamed || !Cancelled.empty(); }

private:
  /// A declared variable or field, or a local; what neither is has no key.
  struct Key {
    ObjectId Object = NoId;
    unsigned Local = NoId;
    bool operator<(const Key &O) const { return std::tie(Object, Local) < std::tie(O.Object, O.Local); }
    bool isNone() const { return Object == NoId && Local == NoId; }
  };
  static Key keyOf(const Place &P);
  /// What \p P of \p In can be, a parameter being what callers hand in; with a key that is
  /// none where that is not known.
  std::set<Key> keysOf(FunctionId In, const Place &P, unsigned Depth = 0) const;
  void findRequests(const std::vector<bool> &HandlesFault);
  void findEscapes();
  void findStartsElsewhere();
  void leaks(const Place &P);
  void findCopies();
  /// What the handle of \p T is kept in, copies included.
  std::set<Key> keysOf(const ThreadStart &T) const;

  const Unit &U;
  const Callees &Calls;
  const bool Whole;
  std::vector<ThreadStart> Threads;
  std::map<Key, const Event *> Cancelled; ///< by whom; of several, the first in the source
  std::set<Key> Leaked;
  std::map<Key, std::set<Key>> Copies; ///< by what is copied
  const Event *Unnamed = nullptr;
};

} // namespace asyncsafe

#endif
