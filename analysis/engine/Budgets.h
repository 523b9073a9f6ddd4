//===- Budgets.h - Limits on the engine's work ------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_BUDGETS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_BUDGETS_H

#include <cstddef>

namespace asyncsafe {

struct Budgets {
  /// Visits to blocks while following resources, for each unit of AnalysisOptions::Budget.
  static constexpr unsigned VisitsPerBudget = 4;
  /// Rounds for one component of mutually recursive functions. Answers that only grow need at most as
  /// many rounds as the component has members times the steps that one answer can take.
  static constexpr unsigned Rounds = 1000;
  /// The same for answers that may also shrink: a limit on rounds, and on evaluations for each member.
  /// An interpreter of a language can be one recursion of thousands of functions.
  static constexpr unsigned OpenRounds = 64;
  static constexpr std::size_t Evaluations = 2'000, EvaluationsEach = 16;
  /// How often a component is begun anew with caution about what did not settle, before there is caution
  /// about all of it.
  static constexpr unsigned Attempts = 2;
  /// Steps of a place in the summary of a recursive function: two hops along a list. Without a limit, a
  /// function that frees a list would release an unbounded chain `node->next->next->…`.
  static constexpr unsigned RecursivePath = 4;
  /// Resources in the summary of a recursive function. Each function of a recursion takes over the
  /// resources of all others and follows each of them: an interpreter of a language has thousands.
  static constexpr unsigned RecursiveResources = 8;
  /// Blocks entered while telling the paths of one function apart by what is known on them.
  static constexpr unsigned FeasiblePaths = 20000;
};

} // namespace asyncsafe

#endif
