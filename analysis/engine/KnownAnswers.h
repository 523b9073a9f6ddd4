//===- KnownAnswers.h - What calls answer, given what is passed --*- C++ -*-===//
//
// Decides the answer of a call that has but one for such arguments (Callee::Outcomes), where the
// arguments are what the callers of its function pass: a sigaction() for the signal that a wrapper
// is handed does not fail if that is SIGTERM.
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
  /// By index of a parameter: the constants that it can be; none where that is not known.
  using Passed = std::function<Constants(unsigned)>;

  explicit KnownAnswers(const Unit &U) : U(U) {}

  /// What \p Tested, a call's answer or a variable that holds nothing else, is in \p F.
  std::optional<int64_t> valueOf(FunctionId F, const Place &Tested, const Passed &Of);
  /// Nothing in \p F depends on what is passed to it.
  bool isNone(FunctionId F) { return answersIn(F).empty(); }

private:
  /// By what holds the answer: the call that gave it.
  using Answers = std::unordered_map<Place, const CallSite *, PlaceHash>;
  const Answers &answersIn(FunctionId F);

  const Unit &U;
  std::unordered_map<FunctionId, Answers> Known;
};

/// Drops the paths of \p U on which such a call fails, where all callers of its function are known.
void dropImpossibleFailures(Unit &U);

} // namespace asyncsafe

#endif
