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

#include "analysis/engine/Callees.h"
#include "analysis/exposures/ExposureFacts.h"

#include <map>
#include <optional>
#include <string_view>
#include <vector>

namespace asyncsafe {

class Catchers {
public:
  explicit Catchers(const Callees &Calls);

  /// A handler may take the C++ exception that strikes at \p P in \p F: one of \p F or of a frame further
  /// out.
  bool mayCatch(FunctionId F, const ExposedPoint &P);

private:
  /// By number of a handler: it takes the exception.
  using Takers = std::vector<bool>;
  const Takers &takersOf(const ExposedPoint &P);
  bool isCaughtAround(FunctionId F, ScopeId Innermost, const Takers &Take) const;
  /// By function: main or a thread may come to it.
  std::vector<bool> live() const;
  /// By function: something below a `try` of \p Take calls it.
  std::vector<bool> calledBelow(const Takers &Take) const;

  /// What a function, or a call below a `try`, may run that no edge of the call graph leads to.
  struct Unknown {
    bool Pointers = false, Overriders = false; ///< each function that a pointer may mean; each overrider
    std::vector<FunctionId> Bodies;
    std::vector<CalleeId> Methods; ///< whatever overrides them
    void add(const Unknown &Other);
  };
  Unknown unknownIn(const Event &E) const;
  /// \p Roots, what \p Besides calls, and all that they call.
  std::vector<bool> spread(std::vector<FunctionId> Roots, const Unknown &Besides) const;

  const Callees &Calls;
  const Unit &U;
  std::vector<const Handler *> Handlers;                         ///< one of each type
  std::map<std::pair<bool, std::string_view>, unsigned> Numbers; ///< of handlers, by (all, type)
  std::multimap<std::string_view, FunctionId> Overriders;        ///< by the key of what they override
  std::vector<bool> AddressTaken, StartsThread, Live;
  std::vector<Unknown> Below; ///< by function
  std::map<std::string, Takers> ByType;
  std::map<Takers, std::vector<bool>> Caught;
};

} // namespace asyncsafe

#endif
