//===- FunctionBuilder.h - The graph of one function, as it grows -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Builds the blocks, edges and unwind scopes of a function: the current block, the scopes that are live
// there, and the actions of leaving a scope on the normal path. Independent of Clang.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_CAPTURE_FUNCTIONBUILDER_H
#define ASYNCSAFE_CAPTURE_FUNCTIONBUILDER_H

#include "effects/Graph.h"

namespace asyncsafe {

/// Where a jump goes: a block, and the scope that is live at its beginning.
struct Target {
  BlockId Block = NoId;
  ScopeId Scope = 0;
};

class FunctionBuilder {
public:
  /// Properties of a scope that the graph does not store.
  struct ScopeNote {
    /// Runs when control leaves the scope normally, not on unwinding alone.
    bool Normal;
    /// Identity of the destroyed variable, to find the one that `return` hands over.
    const void *Variable;
    /// Declaration of the destructor that runs.
    const void *Destructor;
    /// A handler in the thread's list until a macro removes it: leaving in another way leaves it there.
    bool IsRecord = false;
  };

  FunctionBuilder();

  Function F;
  BlockId Current = 0;    ///< NoId: the code here cannot be reached
  ScopeId Scope = 0;      ///< innermost live scope
  BlockId Landing = NoId; ///< where a jump raised here lands

  bool reachable() const { return Current != NoId; }
  BlockId newBlock();
  /// Continues in \p B, without an edge to it.
  void enter(BlockId B) { Current = B; }
  /// Code that follows is unreachable from here.
  void stop() { Current = NoId; }
  /// Adds an edge from the current block.
  void edge(BlockId To, std::optional<Condition> When = std::nullopt, bool IsIdle = false);
  /// Adds an edge to \p To and continues there.
  void flowInto(BlockId To);
  /// The same, into what is initialised only once.
  void flowOnceInto(BlockId To);

  /// Appends an event at the current place. Null if unreachable.
  Event *append(Event E);

  ScopeId push(UnwindScope S, ScopeNote Note);
  const UnwindScope &scope(ScopeId S) const { return F.Scopes[S]; }
  const ScopeNote &note(ScopeId S) const { return Notes[S]; }
  ScopeId parent(ScopeId S) const { return F.Scopes[S].Parent; }
  unsigned depth(ScopeId S) const;
  ScopeId commonAncestor(ScopeId A, ScopeId B) const;
  /// The scopes inside \p Outer up to \p Inner, outermost first.
  std::vector<ScopeId> between(ScopeId Outer, ScopeId Inner) const;
  /// Pushes copies of \p Scopes onto the current scope, conditional if \p Conditional.
  void repush(const std::vector<ScopeId> &Scopes, bool Conditional);
  /// Removes \p Gone, which lie inside \p Base, from the live scopes without running them.
  void deactivate(ScopeId Base, const std::vector<ScopeId> &Gone);

  /// Drops unreachable blocks and unused scopes, joins straight lines, and returns the function, whose
  /// events name \p Callees.
  Function finish(const std::vector<Callee> &Callees);

private:
  void joinStraightLines();
  void dropUnreachable(const std::vector<Callee> &Callees);
  void dropUnusedScopes();
  std::vector<ScopeNote> Notes;
};

} // namespace asyncsafe

#endif
