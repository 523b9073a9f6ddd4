//===- Roles.h - Which functions can be cancelled ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which functions can run on a cancelled thread, from the thread handles: those that are
// cancelled, and those that threads are started under.
//  1. A function on a thread whose handle the unit cancels is a target. So is a function on a thread
//     whose handle other code may know, if the unit cancels a handle that it cannot name, or if code on
//     that thread expects cancellation.
//  2. A function that runs only on threads that cannot be cancelled is not a target: their handles never
//     leave the function, or the file, and are not cancelled there.
//  3. Any other function is a target if it expects cancellation itself: it pushes cleanup handlers, sets
//     its cancel state, or tests for cancellation. That says nothing about other functions.
// A request that is made only as the program ends does not count (EndOfProgram). A whole program that
// names every handle it cancels has no other targets.
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
  /// Routes for the functions that run on a cancelled thread.
  const std::shared_ptr<const CancelRoutes> &routes() const { return Routes; }

private:
  std::vector<bool> Targets;
  std::shared_ptr<const CancelRoutes> Routes;
};

} // namespace asyncsafe

#endif
