//===- Unwind.h - What an interruption meets on its way out -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes what an interruption meets between the point where it strikes and the function's boundary:
// which cleanups run, which handler catches it, whether it leaves, and whether a held resource is
// released on the way. The table is in docs/architecture.md, "What unwinding means".
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_UNWIND_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_UNWIND_H

#include "analysis/exposures/HeldPaths.h"

#include <array>
#include <memory>

namespace asyncsafe {

/// How well a handler matches an interruption.
enum class Match : uint8_t { No, Maybe, Yes };
Match match(const Handler &H, const Effect &Interrupt, const Unit &U);

/// The effect of unwinding on one held resource.
struct UnwindOutcome {
  bool LeavesHeld = false;
  /// A handler whose type may or may not match would have released it.
  bool Doubtful = false;
  /// The innermost scope that would have released it for another source.
  const UnwindScope *Unhelpful = nullptr;
};

/// Results are cached: points of one scope with the same hold have the same outcome. The cache covers
/// one resource, so ask about all points of one resource before those of the next.
class Unwinder {
public:
  Unwinder(const HeldPass &Pass) : Pass(Pass), S(Pass.steps()) {}

  /// The outcome if \p Interrupt strikes at \p At while \p H is held.
  UnwindOutcome outcome(unsigned Resource, const Hold &H, const Effect &Interrupt, const Event &At) const;

  /// \p Interrupt, striking at \p At, can leave the function.
  bool leavesFunction(const Effect &Interrupt, const Event &At) const;

  /// A class of interruptions that every handler and cleanup treats alike.
  unsigned classOf(const Effect &Interrupt) const;
  HeldPaths &paths(unsigned Resource) const;
  /// The innermost scope from \p From outwards that concerns these roots; the scopes before it do
  /// nothing to them for any interruption.
  ScopeId concerned(ScopeId From, HeldPass::Roots Roots) const;

private:
  /// The effect of one scope on an interruption; without an outcome it passes on.
  struct Passed {
    std::optional<UnwindOutcome> Ends;
    bool Doubtful = false, Unhelpful = false;
  };
  using Key = std::array<unsigned, 4>;
  struct KeyHash {
    size_t operator()(const Key &K) const {
      size_t H = 0;
      for (unsigned N : K)
        H = (H ^ N) * 0x9e3779b97f4a7c15;
      return H ^ (H >> 31);
    }
  };

  bool actionReleases(unsigned Resource, const Hold &H, ScopeId Scope) const;
  bool handlerReleases(unsigned Resource, const Hold &H, BlockId Entry, const Effect &Interrupt,
                       unsigned Depth) const;
  bool exploredHandlerReleases(unsigned Resource, const Hold &H, BlockId Entry, const Effect &Interrupt,
                               unsigned Depth) const;
  UnwindOutcome strike(unsigned Resource, const Hold &H, const Effect &Interrupt, const Event &At,
                       unsigned Depth) const;
  UnwindOutcome walk(unsigned Resource, const Hold &H, const Effect &Interrupt, ScopeId From,
                     unsigned Depth) const;
  Passed meets(unsigned Resource, const Hold &H, const Effect &Interrupt, ScopeId Id, unsigned Depth) const;
  bool leaves(const Effect &Interrupt, ScopeId From, unsigned Depth) const;
  /// The scopes at which a handler reachable from \p Entry rethrows.
  const std::vector<ScopeId> &rethrowScopes(BlockId Entry) const;

  const HeldPass &Pass;
  const Steps &S;
  mutable HoldIds Ids;
  mutable unsigned Current = NoId; ///< the current resource
  mutable std::unique_ptr<HeldPaths> Paths;
  mutable std::map<std::pair<Source, std::string>, unsigned> Classes;
  mutable std::unordered_map<Key, UnwindOutcome, KeyHash> Walks;
  mutable std::unordered_map<Key, bool, KeyHash> Handlers, Leaves;
  mutable std::optional<HeldPaths::Question> Releases;
  mutable std::map<std::pair<unsigned, unsigned>, HeldPaths::Question> Leaving; ///< by class and depth
  mutable std::map<BlockId, std::vector<ScopeId>> Rethrows;
};

} // namespace asyncsafe

#endif
