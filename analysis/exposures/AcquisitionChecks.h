//===- AcquisitionChecks.h - Throws that report a failed acquisition -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Decides whether a call that may throw is only the check of the acquisition itself: it is given the status
// that this returned (`verify(sqlite3_prepare_v2(…, &stmt, 0))`), or the object in which it reports its
// failure (`c = dbus_bus_get(type, &error); error.check();`), and does nothing but throw; or it is part of a
// macro that compares the untested result (`REQUIRE(fd >= 0)`). If it throws, nothing was acquired.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_ACQUISITIONCHECKS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_ACQUISITIONCHECKS_H

#include "analysis/exposures/Held.h"

#include <memory>

namespace asyncsafe {

/// Those of one function.
class AcquisitionChecks {
public:
  explicit AcquisitionChecks(Steps &S);
  ~AcquisitionChecks();

  /// \p At: an interruption point of a call, at which \p R is held as in \p H.
  bool contains(const TrackedResource &R, const Hold &H, Position At);

  struct MacroUses;

private:
  Steps &S;
  std::unique_ptr<MacroUses> Uses; ///< once something asks
};

} // namespace asyncsafe

#endif
