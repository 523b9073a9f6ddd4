//===- StateWording.h - Wording of findings about changed state -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The wording that checks of masks and other saved state share.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CHECKS_STATEWORDING_H
#define ASYNCSAFE_CHECKS_STATEWORDING_H

#include "checks/Wording.h"

namespace asyncsafe {

/// The cause of a finding about this state.
Cause causeOf(StateKind K);

/// As a main clause: "cancellation is disabled here", "lock 'm' is acquired here".
std::string changeClause(StateKind K, const Place &Kept);

/// "cancellation stays disabled", "the lock stays held".
std::string_view staysClause(StateKind K);

} // namespace asyncsafe

#endif
