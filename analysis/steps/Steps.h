//===- Steps.h - A function with every call answered ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes what each event of a function does once model rows, summaries and
// unknown callees have answered: a flat list of steps a block, and for each
// unwind scope the steps that run when an interruption passes it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_STEPS_STEPS_H
#define ASYNCSAFE_ANALYSIS_STEPS_STEPS_H

#include "analysis/engine/Paths.h"
#include "analysis/steps/PlaceTable.h"
#include "effects/Graph.h"

#include <map>
#include <set>

namespace asyncsafe {

using ConstantArguments = std::vector<std::optional<int64_t>>;

class Counters;
class LearntPairs;
class ShortEnds;

/// Answers what a callee does; see CalleeEffects.
class CalleeOracle {
public:
  virtual ~CalleeOracle() = default;
  /// The calls of \p Caller are asked for from here on: limits hold for each function anew.
  virtual void begin(const Function &Caller) {}
  /// What is counted, and what unknown functions take and give back; null if it is not needed.
  virtual const Counters *counters() const { return nullptr; }
  virtual const LearntPairs *pairs() const { return nullptr; }
  /// Calls that soon end the program; null if nobody asks.
  virtual const ShortEnds *ends() const { return nullptr; }
  /// A signal's handler may jump out of a call to a target that its function has set.
  virtual bool isLeftByHandler(const Event & /*Call*/) const { return false; }
  /// Effects on formal places, for a call with these constant arguments.
  virtual const CalleeEffects &effectsOf(CalleeId Callee, const ConstantArguments &Constants) = 0;
};

/// One primitive thing that happens.
struct Step {
  enum class Kind : uint8_t {
    Effect,  ///< effect(), on Subject, Owner, Other
    Assign,  ///< Subject = Other
    Destroy, ///< object Subject ends: it releases what it owns
    Return,  ///< the function is left normally with Subject
    Rethrow, ///< the exception being handled goes on
    Nothing, ///< a call that does nothing that matters, inside of an unwind scope
  };
  Kind K = Kind::Effect;
  /// The first step of its expression: temporaries that it makes are new.
  bool Begins = false;
  /// Adopt: the owner refers to the variable, and will release whatever that
  /// holds in the end (a scope guard's function).
  bool OfVariable = false;
  /// As they are once known pointers are replaced.
  PlaceId Subject = NoPlace, Owner = NoPlace, Other = NoPlace;
  const Event *At = nullptr;
  Shared<Effect> Does; ///< of a row's effect, the event's own

  const Effect &effect() const { return *Does; }
  bool is(EffectKind Wanted) const { return K == Kind::Effect && Does->Kind == Wanted; }
  /// As they are written.
  const Place &subject() const { return K == Kind::Effect ? Does->Subject : At->subject(); }
  const Place &other() const { return K == Kind::Effect ? Does->Other : At->other(); }
};
static_assert(sizeof(Step) <= 40, "every event has a step in each context of its function");

/// What an interruption meets at one unwind scope.
struct ScopeAction {
  std::vector<Step> Steps;
  PlaceId Object = NoPlace;
  /// The body of the destructor or cleanup handler is not in sight: it may release what the object holds.
  bool Opaque = false;
};

struct Steps {
  const Unit *U = nullptr;
  const Function *F = nullptr;
  ConstantArguments Fixed;               ///< parameters known to be constant
  std::vector<std::vector<Step>> Blocks; ///< parallel to F->Blocks
  std::vector<ScopeAction> Scopes;       ///< parallel to F->Scopes
  PlaceTable Places;
  /// What each owner will release when it ends, wherever in the function that
  /// was established: a guard that is told of a lock, or of a variable, keeps it
  /// safe for good, unless it is disarmed.
  std::map<PlaceId, std::set<PlaceId>> Guarded;

  /// In a constructor: members that the destructor of the complete object releases.
  std::set<PlaceId> FreedByObject;
  /// Members that this function alone acquires and releases again: its own for that time.
  std::set<PlaceId> OwnMembers;
  /// A caller in sight releases what this function returns, or hands it to an owner.
  bool ReleasedByCallers = false;
  /// Variables that walk along (`entry = entry->next`): their end is not that of what they began with.
  std::set<PlaceId> Cursors;
  const Counters *Counting = nullptr;
  const ShortEnds *Ends = nullptr;

  /// False for what ends its path: `throw`, a call that never returns.
  bool fallsThrough(BlockId B) const {
    return !F->Blocks[B].Successors.empty() || Blocks[B].back().K == Step::Kind::Return;
  }
  /// Can this edge be taken, given the fixed parameters?
  bool feasible(const Edge &E) const;
};

/// Calls \p V(position, step) -> Visit for the steps at \p From and behind, path by path.
template <class AtStep> Walked walkSteps(const Steps &S, Position From, AtStep V) {
  return walkPositions(
      *S.F, From, [&](BlockId B) { return S.Blocks[B].size(); },
      [&](Position P) { return V(P, S.Blocks[P.Block][P.Index]); },
      [&](const Edge &E) { return S.feasible(E); });
}

Steps resolve(const Unit &U, const Function &F, const ConstantArguments &Fixed, CalleeOracle &Oracle);

} // namespace asyncsafe

#endif
