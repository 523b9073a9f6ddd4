//===- Deeds.h - What a function does to what others see ---------*- C++ -*-===//
//
// Decides, for each function and all that it calls: what it wakes and closes, which
// locks it takes, which shared objects it stores to or hands on, and whether it calls
// what nobody knows.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_THREADS_DEEDS_H
#define ASYNCSAFE_ANALYSIS_THREADS_DEEDS_H

#include "analysis/engine/Callees.h"
#include "analysis/engine/SharedSet.h"

namespace asyncsafe {

struct Deed {
  SharedSet Wakes, Locks;
  /// Descriptors.  That wakes the waiter at the other end of a pipe or a connection, but on
  /// Linux nobody who waits for the same descriptor (close(2), "Multithreaded processes and close()").
  SharedSet Closes;
  /// Wakes, closings and locks of what the caller hands over, in formal places: each call names them.
  std::vector<Effect> Formal;
  /// Stored to, the object of a call, or an argument of one.
  SharedSet Touches;
  /// The latter two alone.
  SharedSet Given;
  /// Wakes or closes what has no name of its own.
  bool WakesNameless = false;
  /// Calls a body that is not in sight and that no model speaks of, with something to act on.
  bool CallsUnknown = false;

  bool merge(const Deed &O); ///< true if it grew; the formal places are those of one function
  /// Something is woken that this unit does not name.
  bool mayWakeAnything() const;
};

class Deeds {
public:
  Deeds(const Unit &U, const Callees &Calls);

  /// Of \p F and all that it calls.
  const Deed &of(FunctionId F) const { return All[F]; }
  /// Every lock that the unit takes and names.
  SharedSet locks() const;
  /// Of one event, and of what it calls.
  Deed of(const Event &E) const;

private:
  void add(const Event &E, Deed &Into) const;
  Deed called(FunctionId Callee, const Event &By) const;
  const Unit &U;
  std::vector<Deed> All;
};

} // namespace asyncsafe

#endif
