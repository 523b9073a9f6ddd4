//===- FeasiblePaths.h - Paths that no condition contradicts -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Follows the paths through one function together with what is known on each: the
// outcome of every test that another branch may ask for again, and constants that were
// stored.  A path that takes `if (masked)` once takes it again.  What is told apart
// besides is the caller's: a small state that travels along.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STEPS_FEASIBLEPATHS_H
#define ASYNCSAFE_ANALYSIS_STEPS_FEASIBLEPATHS_H

#include "analysis/engine/Budgets.h"
#include "analysis/engine/Loops.h"
#include "analysis/engine/Paths.h"
#include "analysis/steps/Steps.h"

#include <algorithm>

namespace asyncsafe {

class FeasiblePaths {
public:
  explicit FeasiblePaths(Steps &S);

  /// From the entry of the function.  Calls \p V(block, index, step, state&, enter) -> Visit for each step,
  /// and \p T(block, edge, state&) -> bool for each edge that can be taken; enter(block, state) follows
  /// another way, such as into a handler.  Paths that know the same, in equal states, are followed once.
  /// False if there are more than the budget allows.
  template <class State, class AtStep, class AtEdge> bool follow(State Start, AtStep V, AtEdge T) {
    struct Item {
      BlockId B;
      Facts Known;
      State Own;
    };
    std::vector<Item> Work{{0, {}, std::move(Start)}};
    std::vector<std::vector<std::pair<Facts, State>>> Seen(S.Blocks.size());
    for (unsigned Visits = 0; !Work.empty(); ++Visits) {
      if (Visits == Budgets::FeasiblePaths)
        return false;
      Item Now = std::move(Work.back());
      Work.pop_back();
      forget(Now.Known, Now.B);
      auto &Before = Seen[Now.B];
      bool Known = std::any_of(Before.begin(), Before.end(), [&](const auto &Old) {
        return Old.second == Now.Own &&
               std::includes(Now.Known.begin(), Now.Known.end(), Old.first.begin(), Old.first.end());
      });
      if (Known)
        continue;
      Before.emplace_back(Now.Known, Now.Own);
      auto Enter = [&](BlockId To, State Own) { Work.push_back({To, Now.Known, std::move(Own)}); };
      unsigned Next = 0;
      Visit Then = Visit::GoOn;
      auto VisitSteps = [&](const Event *Of) {
        for (;
             Then == Visit::GoOn && Next < S.Blocks[Now.B].size() && (!Of || S.Blocks[Now.B][Next].At == Of);
             ++Next)
          Then = V(Now.B, Next, S.Blocks[Now.B][Next], Now.Own, Enter);
      };
      for (const Event &E : S.F->Blocks[Now.B].Events) {
        VisitSteps(&E);
        if (Then != Visit::GoOn)
          break;
        pass(Now.Known, E);
      }
      if (Then == Visit::GoOn)
        VisitSteps(nullptr);
      if (Then == Visit::Stop)
        return true;
      if (Then == Visit::EndPath)
        continue;
      for (const Edge &E : S.F->Blocks[Now.B].Successors) {
        Item To{E.To, Now.Known, Now.Own};
        if (take(To.Known, Now.B, E) && T(Now.B, E, To.Own))
          Work.push_back(std::move(To));
      }
    }
    return true;
  }

private:
  /// Ordered by place; several of one place hold together.
  struct Fact {
    PlaceId Of;
    Predicate::Op O;
    int64_t Constant;
    bool operator<(const Fact &B) const {
      return std::tie(Of, O, Constant) < std::tie(B.Of, B.O, B.Constant);
    }
    bool operator==(const Fact &B) const { return Of == B.Of && O == B.O && Constant == B.Constant; }
  };
  using Facts = std::vector<Fact>;

  static void add(Facts &Known, PlaceId Of, Predicate P);
  /// False: what is known contradicts the edge's condition.
  bool take(Facts &Known, BlockId From, const Edge &E) const;
  /// What the event stores.
  void pass(Facts &Known, const Event &E) const;
  /// Drops what no test from \p B on asks for.
  void forget(Facts &Known, BlockId B) const;
  /// \p Changed, and what is reached through it, has another value.
  void invalidate(Facts &Known, const Place &Changed) const;
  PlaceId tested(const Place &P) const;
  void findRepeatedCalls();
  void findWaysAside();
  /// The blocks from which a path leads to one of \p Asking, also through a handler or a landing.
  std::vector<bool> leadingTo(std::vector<BlockId> Asking) const;
  /// A test of \p Of ends a loop around \p Head, or the loop stores to it.  What is tested in a loop only
  /// to choose between two ways of doing the same (`if (session->use_ipc)`) stays what it was.
  bool mayEnd(BlockId Head, PlaceId Of) const;

  Steps &S;
  std::map<PlaceId, PlaceId> SameCall;            ///< results of calls that ask the same
  std::map<PlaceId, std::vector<bool>> AskedFrom; ///< by tested place: blocks that lead to a test
  std::vector<std::pair<BlockId, std::vector<BlockId>>> Aside; ///< where interruptions in a block may lead
  std::vector<unsigned> Order;
  std::vector<LoopBlocks> Loops;
  mutable std::map<std::pair<BlockId, PlaceId>, bool> Ending; ///< of mayEnd()
};

} // namespace asyncsafe

#endif
