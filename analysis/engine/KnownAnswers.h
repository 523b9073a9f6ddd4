//===- KnownAnswers.h - Results of calls with known arguments ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the result of a call whose arguments allow only one (Callee::Outcomes), where the arguments
// are the constants that the callers of the function pass: a sigaction() in a wrapper does not fail if
// every caller passes SIGTERM.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_KNOWNANSWERS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_KNOWNANSWERS_H

#include "effects/Graph.h"

#include <functional>
#include <set>
#include <unordered_map>

namespace asyncsafe {

class KnownAnswers {
public:
  using Constants = std::set<int64_t>;
  /// By index of a parameter: the constants that it can be; empty if not all are known.
  using Passed = std::function<Constants(unsigned)>;

  explicit KnownAnswers(const Unit &U) : U(U) {}

  /// The value of \p Tested, a call's result or a variable that holds nothing else, in \p F.
  std::optional<int64_t> valueOf(FunctionId F, const Place &Tested, const Passed &Of);
  /// No result of the call that \p When tests is such.
  bool excludes(FunctionId F, const Condition &When, const Passed &Of);
  /// No result in \p F is known, whatever the function's arguments are.
  bool isNone(FunctionId F) { return answersIn(F).empty(); }

private:
  /// By what holds the answer: the call that gave it.
  using Answers = std::unordered_map<Place, const CallSite *, PlaceHash>;
  const Answers &answersIn(FunctionId F);
  const KnownOutcome *outcomeOf(FunctionId F, const Place &Tested, const Passed &Of);

  const Unit &U;
  std::unordered_map<FunctionId, Answers> Known;
};

/// Drops the paths of \p U on which such a call fails, where all callers of its function are known.
void dropImpossibleFailures(Unit &U);

} // namespace asyncsafe

#endif
