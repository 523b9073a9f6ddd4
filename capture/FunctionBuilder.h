//===- FunctionBuilder.h - The graph of one function, as it grows -*- C++ -*-===//
//
// Decides how blocks, edges and unwind scopes of a function are put together:
// where code is emitted now, which scopes are live there, and what leaving a
// scope runs on the normal path.  Knows nothing of Clang.
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
  /// What the graph itself does not say about a scope.
  struct ScopeNote {
    /// Runs when control leaves the scope normally, not on unwinding alone.
    bool Normal;
    /// Identity of the variable destroyed, to find the one that `return` hands over.
    const void *Variable;
    /// Declaration of the destructor that runs.
    const void *Destructor;
    /// A handler that the thread's list names until a macro takes it out: who leaves otherwise leaves it
    /// there.
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
  /// The code that follows cannot be reached from here.
  void stop() { Current = NoId; }
  /// Adds an edge from the current block.
  void edge(BlockId To, std::optional<Condition> When = std::nullopt, bool IsIdle = false);
  /// Adds an edge to \p To and goes on there.
  void flowInto(BlockId To);

  /// Appends an event that happens here.  Null where nothing is reachable.
  Event *append(Event E);

  ScopeId push(UnwindScope S, ScopeNote Note);
  const UnwindScope &scope(ScopeId S) const { return F.Scopes[S]; }
  const ScopeNote &note(ScopeId S) const { return Notes[S]; }
  ScopeId parent(ScopeId S) const { return F.Scopes[S].Parent; }
  unsigned depth(ScopeId S) const;
  ScopeId commonAncestor(ScopeId A, ScopeId B) const;
  /// The scopes inside \p Outer up to \p Inner, outermost first.
  std::vector<ScopeId> between(ScopeId Outer, ScopeId Inner) const;
  /// Pushes copies of \p Scopes on the current one, as conditional if \p Conditional.
  void repush(const std::vector<ScopeId> &Scopes, bool Conditional);
  /// Takes \p Gone, which lie inside \p Base, out of the live scopes without running them.
  void deactivate(ScopeId Base, const std::vector<ScopeId> &Gone);

  /// Drops unreachable blocks and unused scopes, joins straight lines, and
  /// hands the function over, whose events name \p Callees.
  Function finish(const std::vector<Callee> &Callees);

private:
  void joinStraightLines();
  void dropUnreachable(const std::vector<Callee> &Callees);
  void dropUnusedScopes();
  std::vector<ScopeNote> Notes;
};

} // namespace asyncsafe

#endif
