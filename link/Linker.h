//===- Linker.h - Several units become one ----------------------*- C++ -*-===//
//
// Decides what of several units is the same: functions and variables by their names
// as a linker has them, inline functions and types by where they are declared too.
// What only one unit can name stays its own.  The result is a unit: the analysis
// answers of a program what it would answer if all of it stood in one file.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_LINK_LINKER_H
#define ASYNCSAFE_LINK_LINKER_H

#include "effects/Graph.h"

namespace asyncsafe {

/// \p Parts in the order that decides where it must: of several equal functions the
/// first is kept.  One alone is left as it is.
Unit link(std::vector<Unit> Parts);

} // namespace asyncsafe

#endif
