//===- FixedPoint.h - One answer a function, recursion included -*- C++ -*-===//
//
// Computes an answer for each function that depends on the answers for what it calls,
// or for what calls it.  Components of the call graph are solved in order, each to its
// fixed point from the least answer.  In a round, every member is computed from the
// answers of the round before: what comes out depends neither on who asks first nor on
// the order of functions.  Answers of a component that is not solved yet are seen by
// its own equations and by nothing else.
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

/// Where the answers come from on which one depends.
enum class From : uint8_t { Callees, Callers };

template <class Value> class FixedPoint {
public:
  using Equation = std::function<Value(FunctionId)>;

  /// \p Of computes one answer; what it asks for of others, it asks of this object.
  /// \p Cautious, if there is one, takes over from the least answer for a component whose answers do
  /// not come to rest: answers that do not only grow can go round in circles.
  FixedPoint(const Callees &Calls, Value Least, Equation Of, From Where = From::Callees,
             Equation Cautious = nullptr)
      : Order(Calls.components()), Of(std::move(Of)), Cautious(std::move(Cautious)), Where(Where),
        Least(Least), Done(Order.size()), Values(Calls.unit().Functions.size(), std::move(Least)) {}

  FixedPoint(const FixedPoint &) = delete; // equations hold on to what it is a part of
  FixedPoint &operator=(const FixedPoint &) = delete;

  /// Solves no more than what the answer depends on.
  const Value &operator()(FunctionId F) {
    unsigned Component = Order.of(F);
    if (!Done[Component] && Component != Current)
      solve(Component);
    return Values[F];
  }

  /// The answer, once all are solved; to equations, what is known of it so far.
  const Value &solved(FunctionId F) const { return Values[F]; }

  void solveAll() {
    for (unsigned I = 0; I < Order.size(); ++I)
      settleOnce(Where == From::Callees ? I : static_cast<unsigned>(Order.size()) - 1 - I);
  }

  /// False: the component of \p F was given up before it was stable, or solved with caution.
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

  /// \p Wanted comes last of what it depends on.
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

  /// In rounds, until nothing changes; false if that takes too many.
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
        Values[Work[I]] = std::move(New[I]); // what is equal to others need not be the same
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
