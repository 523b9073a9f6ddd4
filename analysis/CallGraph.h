//===- CallGraph.h - Callees before callers ---------------------*- C++ -*-===//
//
// Decides the order in which functions are summarised: the strongly connected
// components of the unit's call graph, callees first (Tarjan 1972, without
// recursion).
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_CALLGRAPH_H
#define ASYNCSAFE_ANALYSIS_CALLGRAPH_H

#include "effects/Graph.h"

namespace asyncsafe {

struct Component {
  std::vector<FunctionId> Members;
  bool Recursive = false; ///< more than one member, or one that calls itself
};

std::vector<Component> bottomUp(const Unit &U);

} // namespace asyncsafe

#endif
