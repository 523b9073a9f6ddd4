//===- Components.h - Strongly connected components -------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the strongly connected components of the unit's call graph, callees first (Tarjan 1972,
// without recursion). Members of a component depend on each other. For the blocks of a function it
// computes those that lie on a cycle.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_COMPONENTS_H
#define ASYNCSAFE_ANALYSIS_ENGINE_COMPONENTS_H

#include "effects/Graph.h"

namespace asyncsafe {

struct Component {
  std::vector<FunctionId> Members; ///< ascending
  bool Recursive = false;          ///< more than one member, or one that depends on itself
};

class Components {
public:
  /// \p Below: for each function, those that it depends on, each once.
  explicit Components(std::vector<std::vector<FunctionId>> Below);

  std::vector<Component>::const_iterator begin() const { return All.begin(); }
  std::vector<Component>::const_iterator end() const { return All.end(); }
  const Component &operator[](unsigned I) const { return All[I]; }
  size_t size() const { return All.size(); }
  size_t functions() const { return Of.size(); }
  unsigned of(FunctionId F) const { return Of[F]; }

  /// What \p F depends on directly, and what depends directly on it.
  const std::vector<FunctionId> &below(FunctionId F) const { return Below[F]; }
  const std::vector<FunctionId> &above(FunctionId F) const { return Above[F]; }

private:
  std::vector<std::vector<FunctionId>> Below, Above;
  std::vector<Component> All;
  std::vector<unsigned> Of;
};

} // namespace asyncsafe

#endif
