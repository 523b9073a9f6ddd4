//===- Roles.h - Which functions can be cancelled ---------------*- C++ -*-===//
//
// Decides whose thread a cancellation can hit.  Somebody cancels somewhere in
// the unit; that does not make every function a target.  In order:
//  1. a function is a target if it says so itself (it pushes cleanup handlers,
//     sets its cancel state, tests for cancellation), or if it runs on a thread
//     that this unit starts;
//  2. where a unit starts threads, nothing else is a target;
//  3. what runs under main, or under the function that requests the
//     cancellation, is none: those threads cancel others;
//  4. everything else is, if the evidence stands in the unit's own file; that a
//     header knows of cancellation says nothing about who includes it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_ROLES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_ROLES_H

#include "analysis/engine/Callees.h"

namespace asyncsafe {

class Roles {
public:
  explicit Roles(const Callees &Calls);
  bool canBeCancelled(FunctionId F) const { return Targets[F]; }

private:
  std::vector<bool> Targets;
};

} // namespace asyncsafe

#endif
