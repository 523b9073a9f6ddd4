//===- Catchers.h - Which functions' exceptions are caught -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes for a whole program which functions run below a `try` whose handler takes an
// exception of a type.  One that leaves any other function ends the program.  What is
// not known (a pointer, a library that calls back) counts as called there.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_CATCHERS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_CATCHERS_H

#include "analysis/exposures/ExposureFacts.h"
#include "analysis/exposures/RunsBelow.h"

#include <map>
#include <string_view>
#include <vector>

namespace asyncsafe {

class Catchers {
public:
  explicit Catchers(const RunsBelow &Below);

  /// A handler may take the C++ exception that strikes at \p P in \p F: one of \p F or of a frame further
  /// out.
  bool mayCatch(FunctionId F, const ExposedPoint &P);

private:
  /// By number of a handler: it takes the exception.
  using Takers = std::vector<bool>;
  const Takers &takersOf(const ExposedPoint &P);
  bool isCaughtAround(FunctionId F, ScopeId Innermost, const Takers &Take) const;
  /// By function: something below a `try` of \p Take calls it.
  std::vector<bool> calledBelow(const Takers &Take) const;

  const RunsBelow &Below;
  const Unit &U;
  std::vector<const Handler *> Handlers;                         ///< one of each type
  std::map<std::pair<bool, std::string_view>, unsigned> Numbers; ///< of handlers, by (all, type)
  std::map<std::string, Takers> ByType;
  std::map<Takers, std::vector<bool>> Caught;
};

} // namespace asyncsafe

#endif
