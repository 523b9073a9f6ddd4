//===- Budgets.h - How much work the engine puts into an answer -*- C++ -*-===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_BUDGETS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_BUDGETS_H

namespace asyncsafe {

struct Budgets {
  /// Of a component of functions that call each other.  Answers that only grow need at most as many
  /// rounds as the component has members times the steps that one answer can take.
  static constexpr unsigned Rounds = 1000;
};

} // namespace asyncsafe

#endif
