//===- Effect.h - What a callee does to places ------------------*- C++ -*-===//
//
// One effect on places: a line of a model row or of a summary on formal places,
// or what a call in a graph does to actual ones.  What all kinds have stands in
// the record; what only an interruption or a wait has is a part of its own.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_EFFECTS_EFFECT_H
#define ASYNCSAFE_EFFECTS_EFFECT_H

#include "effects/Place.h"
#include "effects/Shared.h"
#include "effects/Words.h"

namespace asyncsafe {

/// One call on the way down to an interruption point or a wait.
struct ChainLink {
  std::string Function;
  SourceRange At; ///< inside that function
};

/// Of an Interrupt or a Block: where it comes from.
struct Provenance {
  /// Interrupt by throw: qualified exception type, "" if not known,
  /// "std::bad_alloc" if it can only run out of memory.  By jump: the field whose function
  /// jumps, "" if that does not depend on what the program stores.
  std::string Type;
  /// Interrupt: what makes the callee one, in words ("POSIX.1-2024 XSH 2.9.5").
  std::string Witness;
  /// Call chain from the callee down to the point, outermost first.
  std::vector<ChainLink> Chain;
};

/// Of a Block: how it waits.  Of a SendSignal: Mask alone.
struct WaitTerms {
  /// What a signal does to it.
  OnSignal Signal = OnSignal::Ignores;
  /// As far as the limit is known; of a row, before instantiate(), Unbounded.
  WaitLength Length = WaitLength::Unbounded;
  /// What Other counts.
  LimitUnit Unit = LimitUnit::Unknown;
  /// Where it says EINTR.
  ErrorIn Error = ErrorIn::Errno;
  /// Other is a point in time rather than a duration.
  bool Deadline = false;
  /// To call it again after EINTR is wrong (`close`, `connect`).
  bool NoRetry = false;
  /// What it waits for comes to its end by itself (a thread, a child process).
  bool EndsItself = false;
  /// What is left of the limit is written back to it (`select` on Linux).
  bool SpendsLimit = false;
  /// Has an argument Mask, and it is no null pointer.
  bool TakesMask = false;
  /// How long that is in nanoseconds, where it is constant; instantiate() sets it.
  std::optional<int64_t> Limit;
  /// Other means "without bound" if this is true of it (`poll`: <0).
  std::optional<Predicate> Forever;
  /// An argument that says which signals can end it, in force from its begin to its
  /// end with nothing in between (`ppoll`, `sigsuspend`), or which it takes (`sigwait`).
  Place Mask;
};

struct Effect {
  using ChainLink = asyncsafe::ChainLink;

  EffectKind Kind = EffectKind::Interrupt;
  ResourceKind Resource = ResourceKind::Handle;
  /// Interrupt, Mask, Unmask, RestoreMask, PushCleanup.
  Source Raises = Source::Throw;
  Certainty Sure = Certainty::Definite;
  /// Mask.
  MaskDepth Depth = MaskDepth::Points;
  /// Interrupt, Block: the source strikes, and ends it, also where it is only Masked.
  bool Interruptible = false;
  /// Wake: later calls on Subject do not block either (`shutdown`): it cannot come too early.
  bool Lasts = false;
  /// RegisterHandler: restarts calls as if by SA_RESTART, whatever the flags (`signal`).
  bool Restarting = false;
  Place Subject;
  Place Owner;
  Place Other;
  /// Acquire: holds only if this predicate on `ret` is true.  Block: did not fail.
  std::optional<Predicate> Success;
  /// The effect happens only if each of these (on constant arguments) is true.
  std::vector<Condition> When;
  /// Block, RegisterHandler, Store, Add, Subtract: what Subject and Other are where that is a constant;
  /// instantiate() sets it.  Store and its like: a row without Other may say the value itself.
  std::optional<int64_t> SubjectValue, OtherValue;
  Shared<Provenance> Why; ///< Interrupt, Block
  Shared<WaitTerms> Wait; ///< Block, SendSignal
};
static_assert(sizeof(Effect) <= 208, "a unit has as many effects as calls");

/// The one answer to "what does this call do": from a model row, from a summary
/// of a known body, or unknown.
struct CalleeEffects {
  enum class Origin : uint8_t { Unknown, Model, Summary };
  Origin From = Origin::Unknown;
  std::vector<Effect> Effects;
  bool Complete = true; ///< Summary: false if the body was too large to say all of it
};

/// How each call of a function ends that is made with such constant arguments.
struct KnownOutcome {
  std::vector<Condition> When;    ///< each holds of a constant argument
  std::optional<int64_t> Returns; ///< the one answer that such a call gives
  bool NoReturn = false;          ///< control does not come back
};

/// The one of \p Known that a call makes true, or null; \p Holds(argument, test) -> bool: the argument is
/// known to be such a constant.
template <class IsSuch> const KnownOutcome *outcomeOf(const std::vector<KnownOutcome> &Known, IsSuch Holds) {
  for (const KnownOutcome &O : Known) {
    bool Fits = true;
    for (const Condition &C : O.When)
      Fits = Fits && Holds(C.Subject.Index, C.Test);
    if (Fits)
      return &O;
  }
  return nullptr;
}

} // namespace asyncsafe

#endif
