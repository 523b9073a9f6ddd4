//===- Unwind.h - Where an interruption goes ---------------------*- C++ -*-===//
//
// Decides what an interruption meets between the point where it strikes and the
// function's boundary: which cleanups run, which handler takes it, whether it
// leaves, and whether a held resource is released on the way.
// The table is in docs/architecture.md, "What unwinding means".
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_UNWIND_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_UNWIND_H

#include "analysis/exposures/Held.h"

namespace asyncsafe {

/// How well a handler fits an interruption.
enum class Match : uint8_t { No, Maybe, Yes };
Match match(const Handler &H, const Effect &Interrupt, const Unit &U);

/// What unwinding does with one held resource.
struct UnwindOutcome {
  bool LeavesHeld = false;
  /// A handler of a type that may or may not be the right one would have released it.
  bool Doubtful = false;
  /// The innermost scope that would have released it, had the source been another.
  const UnwindScope *Unhelpful = nullptr;
};

class Unwinder {
public:
  Unwinder(const HeldPass &Pass) : Pass(Pass), S(Pass.steps()) {}

  /// The interruption \p Interrupt strikes at \p At while \p H is held.
  UnwindOutcome outcome(unsigned Resource, const Hold &H, const Effect &Interrupt,
                        const Event &At) const;

  /// Could \p Interrupt, striking at \p At, leave the function at all?
  bool leavesFunction(const Effect &Interrupt, const Event &At) const;

private:
  bool actionReleases(unsigned Resource, const Hold &H, ScopeId Scope) const;
  bool handlerReleases(unsigned Resource, const Hold &H, BlockId Entry, const Effect &Interrupt,
                       unsigned Depth) const;
  UnwindOutcome strike(unsigned Resource, const Hold &H, const Effect &Interrupt, const Event &At,
                       unsigned Depth) const;
  UnwindOutcome walk(unsigned Resource, const Hold &H, const Effect &Interrupt, ScopeId From,
                     unsigned Depth) const;
  bool leaves(const Effect &Interrupt, ScopeId From, unsigned Depth) const;
  /// The scopes at which a handler reachable from \p Entry rethrows.
  std::vector<ScopeId> rethrowScopes(BlockId Entry) const;

  const HeldPass &Pass;
  const Steps &S;
};

} // namespace asyncsafe

#endif
