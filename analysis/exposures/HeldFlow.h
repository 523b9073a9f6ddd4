//===- HeldFlow.h - Where each resource is held -----------------*- C++ -*-===//
//
// Computes the holds of all resources of a function before each of its steps, the fixed
// point over its normal edges.  A resource is followed only where it is held: the cost is
// the sum of what each of them is held over, not the product of resources and blocks.
// Handlers are entered as the function is: what an interruption brings into them is the
// unwinder's business.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_HELDFLOW_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_HELDFLOW_H

#include "analysis/exposures/Held.h"

#include <algorithm>

namespace asyncsafe {

class HeldFlow {
public:
  /// A resource that may be held; all others are not.
  struct Entry {
    unsigned Resource;
    Hold H;
  };
  using State = std::vector<Entry>; ///< by resource

  /// Gives up after so many visits to blocks.
  HeldFlow(const HeldPass &Pass, size_t MaxVisits);

  bool complete() const { return Complete; }
  bool reached(BlockId B) const { return Reached[B]; }

  /// Calls \p Visit(block, index, state before the step) for every reached step.
  template <class F> void forEachStep(F Visit) const {
    const Steps &S = Pass.steps();
    for (BlockId B = 0; B < S.Blocks.size(); ++B) {
      if (!Reached[B])
        continue;
      State Current = Before[B];
      const Start *Next = Starts[B].data(), *End = Next + Starts[B].size();
      for (unsigned I = 0; I < S.Blocks[B].size(); ++I) {
        Visit(B, I, static_cast<const State &>(Current));
        transfer(Current, S.Blocks[B][I], Next, End, I);
      }
    }
  }

private:
  /// Where a resource is acquired.
  struct Start {
    unsigned Index, Resource;
  };
  class Region;

  void transfer(State &Current, const Step &Each, const Start *&Next, const Start *End, unsigned I) const;

  const HeldPass &Pass;
  std::vector<State> Before;              ///< by block
  std::vector<std::vector<Start>> Starts; ///< by block, in its order
  std::vector<bool> Reached;              ///< by block
  bool Complete = true;
};

} // namespace asyncsafe

#endif
