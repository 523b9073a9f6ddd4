//===- FrozenFlags.h - Variables that are never stored to -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which variables keep their initial value because no code that can name them stores to them: a
// flag whose setter has been removed.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_FROZENFLAGS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_FROZENFLAGS_H

#include "effects/Graph.h"

namespace asyncsafe {

class FrozenFlags {
public:
  explicit FrozenFlags(const Unit &U) : U(U) {}

  /// The constant value of \p P throughout the program, if known.
  std::optional<int64_t> valueOf(const Place &P);

private:
  bool isStoredTo(ObjectId O) const;
  std::optional<int64_t> initially(const Place &P) const;

  const Unit &U;
  std::map<ObjectId, std::optional<int64_t>> Values;
};

} // namespace asyncsafe

#endif
