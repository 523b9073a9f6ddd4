//===- FixedPoint.h - One answer per function -------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes for each function an answer that depends on the answers of its callees, or of its callers.
// Components of the call graph are solved in order, each to its fixed point from the least answer. In
// each round, every member is computed from the answers of the round before, so the result depends
// neither on the order of the questions nor on the order of the functions. Only the equations of a
// component see its provisional answers.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_FIXEDPOINT_H
#define ASYNCSAFE_ANALYSIS_ENGINE_FIXEDPOINT_H

#include "analysis/engine/Budgets.h"
#include "analysis/engine/Callees.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace asyncsafe {

/// Whose answers an answer depends on.
enum class From : uint8_t { Callees, Callers };

template <class Value> class FixedPoint {
public:
  using Equation = std::function<Value(FunctionId)>;

  /// \p Of computes one answer, and asks this object for the answers of other functions. \p Cautious, if
  /// given, replaces the least answer for a component whose answers do not settle: answers that may
  /// shrink can oscillate.
  FixedPoint(const Callees &Calls, Value Least, Equation Of, From Where = From::Callees,
             Equation Cautious = nullptr)
      : Order(Calls.components()), Of(std::move(Of)), Cautious(std::move(Cautious)), Where(Where),
        Least(Least), Done(Order.size()), Values(Calls.unit().Functions.size(), std::move(Least)) {}

  FixedPoint(const FixedPoint &) = delete; // equations refer to the object that contains this one
  FixedPoint &operator=(const FixedPoint &) = delete;

  /// Solves only what the answer depends on.
  const Value &operator()(FunctionId F) {
    unsigned Component = Order.of(F);
    if (!Done[Component] && Component != Current)
      solve(Component);
    return Values[F];
  }

  /// The final answer once all are solved; inside an equation, the answer so far.
  const Value &solved(FunctionId F) const { return Values[F]; }

  void solveAll() {
    for (unsigned I = 0; I < Order.size(); ++I)
      settleOnce(Where == From::Callees ? I : static_cast<unsigned>(Order.size()) - 1 - I);
  }

  /// False if the component of \p F was given up before it was stable, or solved with \p Cautious.
  bool settled(FunctionId F) const {
    return std::find(Unsettled.begin(), Unsettled.end(), Order.of(F)) == Unsettled.end();
  }

private:
  static constexpr unsigned None = NoId;

  const std::vector<FunctionId> &dependencies(FunctionId F) const {
    return Where == From::Callees ? Order.below(F) : Order.above(F);
  }
  const std::vector<FunctionId> &dependants(FunctionId F) const {
    return Where == From::Callees ? Order.above(F) : Order.below(F);
  }

  /// Solves what \p Wanted depends on, then \p Wanted.
  void solve(unsigned Wanted) {
    std::vector<unsigned> Needed{Wanted};
    std::vector<bool> Seen(Order.size());
    Seen[Wanted] = true;
    for (size_t I = 0; I < Needed.size(); ++I)
      for (FunctionId F : Order[Needed[I]].Members)
        for (FunctionId On : dependencies(F))
          if (unsigned C = Order.of(On); !Seen[C] && !Done[C]) {
            Seen[C] = true;
            Needed.push_back(C);
          }
    std::sort(Needed.begin(), Needed.end());
    if (Where == From::Callers)
      std::reverse(Needed.begin(), Needed.end());
    for (unsigned C : Needed)
      settleOnce(C);
  }

  void settleOnce(unsigned C) {
    if (Done[C])
      return;
    unsigned Outer = std::exchange(Current, C);
    settle(C);
    Done[C] = true;
    Current = Outer;
  }

  void settle(unsigned C) {
    const std::vector<FunctionId> &Members = Order[C].Members;
    if (!Order[C].Recursive) {
      Values[Members.front()] = Of(Members.front());
      return;
    }
    if (!Cautious) {
      if (!iterate(C, Of, Budgets::Rounds, Budgets::Rounds * Members.size()))
        Unsettled.push_back(C);
      return;
    }
    if (iterate(C, Of, Budgets::OpenRounds, Budgets::Evaluations + Members.size() * Budgets::EvaluationsEach))
      return;
    Unsettled.push_back(C);
    for (FunctionId F : Members)
      Values[F] = Least;
    iterate(C, Cautious, Budgets::OpenRounds, Budgets::OpenRounds * Members.size());
  }

  /// Iterates until nothing changes; false if that takes too many rounds.
  bool iterate(unsigned C, const Equation &Of, unsigned MaxRounds, size_t MaxEvaluations) {
    const std::vector<FunctionId> &Members = Order[C].Members;
    std::vector<FunctionId> Work = Members;
    size_t Evaluated = 0;
    for (unsigned Round = 0; !Work.empty(); ++Round) {
      Evaluated += Work.size();
      if (Round == MaxRounds || Evaluated > MaxEvaluations)
        return false;
      std::vector<Value> New;
      for (FunctionId F : Work)
        New.push_back(Of(F));
      std::vector<FunctionId> Next;
      for (size_t I = 0; I < Work.size(); ++I) {
        bool Changes = !(New[I] == Values[Work[I]]);
        Values[Work[I]] = std::move(New[I]); // values that compare equal need not be identical
        for (FunctionId F : dependants(Work[I]))
          if (Changes && Order.of(F) == C)
            Next.push_back(F);
      }
      std::sort(Next.begin(), Next.end());
      Next.erase(std::unique(Next.begin(), Next.end()), Next.end());
      Work = std::move(Next);
    }
    return true;
  }

  const Components &Order;
  Equation Of, Cautious;
  From Where;
  const Value Least;
  std::vector<bool> Done; ///< by component
  std::vector<Value> Values;
  std::vector<unsigned> Unsettled;
  unsigned Current = None;
};

} // namespace asyncsafe

#endif
