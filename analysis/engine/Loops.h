//===- Loops.h - The loops of a function ------------------------*- C++ -*-===//
//
// Computes the natural loops of a function, from its dominators, and an order of its
// blocks in which only loops go back.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_LOOPS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_LOOPS_H

#include "analysis/engine/Paths.h"

namespace asyncsafe {

/// The blocks of a loop, ascending; empty if there is none.
using LoopBlocks = std::vector<BlockId>;

/// Each natural loop of \p F, inner ones first.
std::vector<LoopBlocks> loopsOf(const Function &F);

/// Each natural loop around \p Inside, innermost first.
std::vector<LoopBlocks> loopsAround(const Function &F, BlockId Inside);

/// By block: a path leads from it back to it.
std::vector<bool> inLoops(const Function &F);

/// By block: where it comes in reverse postorder; what only a handler leads to before what the entry does.
std::vector<unsigned> forwardOrder(const Function &F);

} // namespace asyncsafe

#endif
