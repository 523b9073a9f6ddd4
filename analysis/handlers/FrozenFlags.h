//===- FrozenFlags.h - Variables that nobody changes -------------*- C++ -*-===//
//
// Decides which variables still hold what they held when the program began, since nobody
// who can name them stores to them: a flag whose user is gone.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_FROZENFLAGS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_FROZENFLAGS_H

#include "effects/Graph.h"

namespace asyncsafe {

class FrozenFlags {
public:
  explicit FrozenFlags(const Unit &U) : U(U) {}

  /// What \p P holds all the time, if that is known.
  std::optional<int64_t> valueOf(const Place &P);

private:
  bool isStoredTo(ObjectId O) const;
  std::optional<int64_t> initially(const Place &P) const;

  const Unit &U;
  std::map<ObjectId, std::optional<int64_t>> Values;
};

} // namespace asyncsafe

#endif
