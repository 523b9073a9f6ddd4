//===- Print.h - The effects graph as text ----------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The text form of a graph for `asyncsafe dump --stage=effects`; tests read it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_EFFECTS_PRINT_H
#define ASYNCSAFE_EFFECTS_PRINT_H

#include "effects/Graph.h"

namespace asyncsafe {

/// One effect on a line: `acquire lock m when ret==0`.
std::string print(const Effect &E);
/// One event: line:column, content, scope.
std::string print(const Event &E, const Unit &U);
/// The whole function: blocks, edges with conditions, unwind scopes.
std::string print(const Function &F, const Unit &U);
std::string print(const Unit &U);

} // namespace asyncsafe

#endif
