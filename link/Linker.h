//===- Linker.h - Several units become one ----------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Merges several units into one: functions and variables are identified by their linker names, inline
// functions and types also by where they are declared. Entities of internal linkage stay separate. The
// result is a unit: the analysis gives for a program the answers that it would give for a single file.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_LINK_LINKER_H
#define ASYNCSAFE_LINK_LINKER_H

#include "effects/Graph.h"

namespace asyncsafe {

/// The order of \p Parts matters for duplicates: of equal functions the first is kept. A single part is
/// returned unchanged.
Unit link(std::vector<Unit> Parts);

} // namespace asyncsafe

#endif
