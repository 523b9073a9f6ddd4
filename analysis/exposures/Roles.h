//===- Roles.h - Which functions can be cancelled ---------------*- C++ -*-===//
//
// Decides whose thread a cancellation can hit.  Who is cancelled follows from the handles:
// what is cancelled, and what is started under that name.
//  1. What runs on a thread whose handle the unit cancels is a target; so is what runs on
//     one whose handle others may know, if the unit cancels somebody whom it does not name,
//     or if code on that thread says that it is cancelled.
//  2. What only runs on threads that nobody can cancel is none: their handle never leaves
//     the function, or the file, and is not cancelled there.
//  3. Else a function is a target if it says so itself: it pushes cleanup handlers, sets
//     its cancel state, tests for cancellation.  That says nothing about other functions.
// A request that is made only as the program ends does not count (EndOfProgram).  In a whole program that
// names all whom it cancels, nothing else is a target.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_ROLES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_ROLES_H

#include "analysis/exposures/CancelRoutes.h"

namespace asyncsafe {

class Roles {
public:
  Roles(const Callees &Calls, const std::vector<bool> &HandlesFault);
  bool canBeCancelled(FunctionId F) const { return Targets[F]; }
  /// Of those that run on a thread which is cancelled.
  const std::shared_ptr<const CancelRoutes> &routes() const { return Routes; }

private:
  std::vector<bool> Targets;
  std::shared_ptr<const CancelRoutes> Routes;
};

} // namespace asyncsafe

#endif
