//===- Dataflow.h - A generic forward worklist ------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes how facts flow over the normal edges of a function.  A pass supplies
//   State entry() const;                       state where the function, or a handler, begins
//   void transfer(State &, const Step &) const;
//   bool follow(State &, const Edge &) const;  refine along an edge; false: not taken
//   bool join(State &Into, const State &) const; true if Into changed
// and asks for the state before any block.  Handlers are entered with entry():
// what an interruption brings into them is the unwinder's business.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STEPS_DATAFLOW_H
#define ASYNCSAFE_ANALYSIS_STEPS_DATAFLOW_H

#include "analysis/engine/Loops.h"
#include "analysis/steps/Steps.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <queue>
#include <vector>

namespace asyncsafe {

template <class Pass> class Dataflow {
public:
  using State = typename Pass::State;

  /// More visits to a block than any fixed point takes whose states are of reasonable size.
  static constexpr size_t VisitsABlock = 200;

  /// Runs to the fixed point, or gives up after \p MaxVisits blocks.
  Dataflow(const Steps &S, const Pass &P, size_t MaxVisits) : S(S), P(P) {
    Before.resize(S.F->Blocks.size());
    Queued.resize(Before.size());
    if (Before.size() > 1)
      Rank = forwardOrder(*S.F);
    else
      Rank.resize(Before.size());
    MaxVisits = std::min(MaxVisits, Before.size() * VisitsABlock);
    start(0);
    for (const UnwindScope &Scope : S.F->Scopes)
      for (const Handler &H : Scope.Handlers)
        start(H.Entry);
    while (!Work.empty()) {
      if (Visits++ > MaxVisits) {
        Complete = false;
        return;
      }
      BlockId B = Work.top().second;
      Work.pop();
      Queued[B] = false;
      State Current = *Before[B];
      Effort::add(S.Blocks[B].size() + 1);
      for (const Step &Each : S.Blocks[B])
        P.transfer(Current, Each);
      for (const Edge &E : S.F->Blocks[B].Successors)
        flow(E, Current);
    }
  }

  /// Null if the block is never reached.
  const State *before(BlockId B) const { return Before[B] ? &*Before[B] : nullptr; }
  bool complete() const { return Complete; }

  /// Calls \p Visit(block, index, state before the step) for every reached step.
  template <class F> void forEachStep(F Visit) const {
    for (BlockId B = 0; B < Before.size(); ++B) {
      if (!Before[B])
        continue;
      State Current = *Before[B];
      for (unsigned I = 0; I < S.Blocks[B].size(); ++I) {
        Visit(B, I, static_cast<const State &>(Current));
        P.transfer(Current, S.Blocks[B][I]);
      }
    }
  }

private:
  void start(BlockId B) {
    if (!Before[B]) {
      Before[B] = P.entry();
      push(B);
    }
  }

  void push(BlockId B) {
    if (!Queued[B]) {
      Queued[B] = true;
      Work.push({Rank[B], B});
    }
  }

  void flow(const Edge &E, const State &After) {
    if (!S.feasible(E))
      return;
    State Refined = After;
    if (!P.follow(Refined, E))
      return;
    if (!Before[E.To]) {
      Before[E.To] = std::move(Refined);
      push(E.To);
    } else if (P.join(*Before[E.To], Refined)) {
      push(E.To);
    }
  }

  const Steps &S;
  const Pass &P;
  std::vector<std::optional<State>> Before;
  std::vector<bool> Queued;
  std::vector<unsigned> Rank; ///< by block
  /// First what comes first: outside loops each block is then visited once.
  using Ranked = std::pair<unsigned, BlockId>;
  std::priority_queue<Ranked, std::vector<Ranked>, std::greater<>> Work;
  size_t Visits = 0;
  bool Complete = true;
};

} // namespace asyncsafe

#endif
