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
#include <map>
#include <optional>
#include <utility>

namespace asyncsafe {

/// Whose answers an answer depends on.
enum class From : uint8_t { Callees, Callers };
/// Answers that may shrink can oscillate.
enum class Answers : uint8_t { Grow, MayShrink };

template <class Value> class FixedPoint {
public:
  using Equation = std::function<Value(FunctionId)>;

  /// \p Of computes one answer, and asks this object for the answers of other functions.
  FixedPoint(const Callees &Calls, const Value &Least, Equation Of, From Where = From::Callees,
             Answers How = Answers::Grow)
      : FixedPoint(Calls.components(), Least, std::move(Of), Where, How) {}

  /// For answers that depend on more than the call graph says. \p Order has every function that an equation
  /// asks for; of two that ask for each other without its knowledge, neither would ever be answered.
  FixedPoint(const Components &Order, const Value &Least, Equation Of, From Where = From::Callees,
             Answers How = Answers::Grow)
      : Order(Order), Of(std::move(Of)), Where(Where), How(How), Least(Least), Done(Order.size()),
        Moving(Order.functions()), Values(Order.functions(), Least) {}

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

  /// The answer of \p F, which is being solved, does not settle: of answers that may shrink, an equation may
  /// only use what grows.
  bool oscillates(FunctionId F) const { return Moving[F] && Order.of(F) == Current; }

  /// False if the answer of \p F did not settle, or was computed from one of the same component that did
  /// not.
  bool settled(FunctionId F) const {
    const std::vector<FunctionId> &On = dependencies(F);
    return !Moving[F] && std::none_of(On.begin(), On.end(), [&](FunctionId Each) {
      return Moving[Each] && Order.of(Each) == Order.of(F);
    });
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
    if (How == Answers::Grow) {
      if (!iterate(C, Budgets::Rounds, Budgets::Rounds * Members.size()))
        move(Members);
      return;
    }
    // A few functions make a large recursion oscillate: with caution about these, the others settle.
    size_t Most = Budgets::Evaluations + Members.size() * Budgets::EvaluationsEach;
    for (unsigned Attempt = 0; !iterate(C, Budgets::OpenRounds, Most); ++Attempt) {
      bool All = Attempt == Budgets::Attempts;
      move(All ? Members : ChangeEachOther);
      for (FunctionId F : Members)
        Values[F] = Least;
      if (All) {
        iterate(C, Budgets::OpenRounds, Budgets::OpenRounds * Members.size());
        return;
      }
    }
  }

  void move(const std::vector<FunctionId> &Some) {
    for (FunctionId F : Some)
      Moving[F] = true;
  }

  /// The members that satisfy \p Is and depend on each other. What only depends on them settles with them.
  template <class Filter>
  std::vector<FunctionId> inCircles(Filter Is, const std::vector<FunctionId> &Members) const {
    std::map<FunctionId, FunctionId> Index;
    std::vector<FunctionId> Names, Out;
    for (FunctionId F : Members)
      if (Is(F)) {
        Index.emplace(F, static_cast<FunctionId>(Names.size()));
        Names.push_back(F);
      }
    std::vector<std::vector<FunctionId>> On(Names.size());
    for (FunctionId I = 0; I < Names.size(); ++I)
      for (FunctionId F : dependencies(Names[I]))
        if (auto It = Index.find(F); It != Index.end())
          On[I].push_back(It->second);
    for (const Component &Each : Components(std::move(On)))
      if (Each.Recursive)
        for (FunctionId I : Each.Members)
          Out.push_back(Names[I]);
    return Out;
  }

  /// What the members of a component have answered so far, and to what: answers that oscillate come back,
  /// and are not computed again.
  class Memory {
  public:
    Memory(const FixedPoint &All, unsigned C) : All(All), C(C) {
      for (FunctionId F : All.Order[C].Members)
        Of[F].Given.push_back(All.Values[F]);
    }

    /// Computes the answer of \p F, if it was not computed from the same answers before.
    template <class Equation> unsigned ask(FunctionId F, const Equation &Compute) {
      Answered &Own = Of[F];
      std::vector<unsigned> From;
      for (FunctionId On : All.dependencies(F))
        if (All.Order.of(On) == C)
          From.push_back(Of[On].Now);
      auto [It, New] = Own.By.try_emplace(std::move(From));
      if (New) {
        Value Answer = Compute(F);
        auto Old = std::find(Own.Given.begin(), Own.Given.end(), Answer);
        It->second = static_cast<unsigned>(Old - Own.Given.begin());
        if (Old == Own.Given.end())
          Own.Given.push_back(std::move(Answer));
      }
      return It->second;
    }
    /// True if that is another answer than before.
    bool set(FunctionId F, unsigned Answer) { return std::exchange(Of[F].Now, Answer) != Answer; }
    const Value &operator()(FunctionId F) { return Of[F].Given[Of[F].Now]; }

  private:
    struct Answered {
      std::vector<Value> Given;
      std::map<std::vector<unsigned>, unsigned> By;
      unsigned Now = 0;
    };
    const FixedPoint &All;
    const unsigned C;
    std::map<FunctionId, Answered> Of;
  };

  /// Iterates until nothing changes; false if that takes too many rounds.
  bool iterate(unsigned C, unsigned MaxRounds, size_t MaxEvaluations) {
    const std::vector<FunctionId> &Members = Order[C].Members;
    std::vector<FunctionId> Work = Members;
    std::map<FunctionId, unsigned> LastChange;
    size_t Evaluated = 0;
    std::optional<Memory> Answered;
    if (How == Answers::MayShrink)
      Answered.emplace(*this, C);
    for (unsigned Round = 0; !Work.empty(); ++Round) {
      Evaluated += Work.size();
      if (Round == MaxRounds || Evaluated > MaxEvaluations) {
        ChangeEachOther = inCircles(
            [&](FunctionId F) {
              auto It = LastChange.find(F);
              return It != LastChange.end() && It->second >= Round - Round / 4;
            },
            Members);
        return false;
      }
      std::vector<Value> New;
      std::vector<unsigned> Known;
      for (FunctionId F : Work)
        if (Answered)
          Known.push_back(Answered->ask(F, Of));
        else
          New.push_back(Of(F));
      std::vector<FunctionId> Next;
      for (size_t I = 0; I < Work.size(); ++I) {
        bool Changes = Answered ? Answered->set(Work[I], Known[I]) : !(New[I] == Values[Work[I]]);
        // values that compare equal need not be identical
        if (!Answered)
          Values[Work[I]] = std::move(New[I]);
        else if (Changes)
          Values[Work[I]] = (*Answered)(Work[I]);
        if (!Changes)
          continue;
        LastChange[Work[I]] = Round;
        for (FunctionId F : dependants(Work[I]))
          if (Order.of(F) == C)
            Next.push_back(F);
      }
      std::sort(Next.begin(), Next.end());
      Next.erase(std::unique(Next.begin(), Next.end()), Next.end());
      Work = std::move(Next);
    }
    return true;
  }

  const Components &Order;
  Equation Of;
  From Where;
  Answers How;
  const Value Least;
  std::vector<bool> Done;   ///< by component
  std::vector<bool> Moving; ///< by function: it oscillates
  std::vector<Value> Values;
  std::vector<FunctionId> ChangeEachOther; ///< in the last of the rounds that did not suffice
  unsigned Current = None;
};

} // namespace asyncsafe

#endif
