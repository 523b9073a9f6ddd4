//===-  ScopeGuards.h - Objects that own what they are given ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Which objects of classes without a model row release something when they end: what a
// constructor is given or takes and the destructor releases, and functions that are
// stored in an object to be called at its end.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STEPS_SCOPEGUARDS_H
#define ASYNCSAFE_ANALYSIS_STEPS_SCOPEGUARDS_H

#include "effects/Graph.h"

#include <optional>
#include <unordered_set>
#include <vector>

namespace asyncsafe {

class CalleeOracle;

/// \c Owner releases \c What when it ends.
struct Adoption {
  Place What, Owner;
  Certainty Sure = Certainty::Unknown;
  bool OfVariable = false; ///< whatever the variable holds in the end
};

class ScopeGuards {
public:
  /// In the calls of \p F.
  ScopeGuards(const Unit &U, const Function &F, CalleeOracle &Oracle) : U(U), F(F), Oracle(Oracle) {}

  /// What the object owns that call \p E makes, or that takes its result.  An acquisition among the call's
  /// \p Effects that the object's destructor releases gets the object as its owner.
  std::vector<Adoption> adoptions(const Event &E, std::vector<Effect> &Effects);

private:
  bool isReleasedHere(Place What);
  bool outlivesFunction(const Place &Object);
  void byFunction(const Event &E, const Place &Holder, std::vector<Adoption> &Out);
  void byConstruction(const Event &E, const Callee &C, std::vector<Effect> &Effects,
                      std::vector<Adoption> &Out);
  void byStoring(const Event &E, const Callee &C, const std::vector<Effect> &Effects,
                 std::vector<Adoption> &Out);

  const Unit &U;
  const Function &F;
  CalleeOracle &Oracle;
  std::optional<std::unordered_set<Place, PlaceHash>> ReleasedHere, Answers;
};

} // namespace asyncsafe

#endif
