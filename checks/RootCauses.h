//===- RootCauses.h - One finding for what is mended at one place *- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Many places can have one cause far away: a request to cancel a thread, an exception or
// jump from the bottom of a logging function.  Where they are more than a few, the worst
// of them speaks for all and says how many there are; the others become notes.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CHECKS_ROOTCAUSES_H
#define ASYNCSAFE_CHECKS_ROOTCAUSES_H

#include "checks/Finding.h"
#include "effects/Graph.h"

#include <vector>

namespace asyncsafe {

class Reporter;

/// A finding, and where its cause stands if that is far away.
struct CausedFinding {
  Finding F;
  SourceRange Root;
};

/// Lowers all but one finding of each far cause to notes.  \p Found: in the order of the report.
void groupByRootCause(std::vector<CausedFinding> &Found, const Unit &U, const Reporter &Names);

} // namespace asyncsafe

#endif
