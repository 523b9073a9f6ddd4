//===- Budgets.h - How much work the engine puts into an answer -*- C++ -*-===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_BUDGETS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_BUDGETS_H

#include <cstddef>

namespace asyncsafe {

struct Budgets {
  /// Visits to blocks, where a resource is followed, for each unit of AnalysisOptions::Budget.
  static constexpr unsigned VisitsPerBudget = 4;
  /// Of a component of functions that call each other.  Answers that only grow need at most as many
  /// rounds as the component has members times the steps that one answer can take.
  static constexpr unsigned Rounds = 1000;
  /// The same where answers need not only grow: rounds, and evaluations, so many for each of its members.
  /// The interpreter of a language is one recursion of thousands.
  static constexpr unsigned OpenRounds = 32;
  static constexpr std::size_t Evaluations = 2'000, EvaluationsEach = 8;
  /// Steps of a place in the summary of a recursive function: two hops along a list.  Without a
  /// limit, a function that frees a list would release `node->next->next->…` without an end.
  static constexpr unsigned RecursivePath = 4;
  /// Resources that the summary of a recursive function speaks of.  All functions of a recursion end up with
  /// those of all others, and each is followed through each of them: the interpreter of a language has
  /// thousands.
  static constexpr unsigned RecursiveResources = 8;
  /// Blocks that are entered when the paths of one function are told apart by what is known on them.
  static constexpr unsigned FeasiblePaths = 20000;
};

} // namespace asyncsafe

#endif
