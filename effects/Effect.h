//===- Effect.h - Effects of callees on places ------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One effect on places: in a model row or a summary on formal places, in a call of a graph on actual
// ones. Members that all kinds share are in the record; those of interruptions and waits are in records
// of their own.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_EFFECTS_EFFECT_H
#define ASYNCSAFE_EFFECTS_EFFECT_H

#include "effects/Place.h"
#include "effects/Shared.h"
#include "effects/Words.h"

namespace asyncsafe {

/// One call in the chain down to an interruption point or a wait.
struct ChainLink {
  std::string Function;
  SourceRange At; ///< inside that function
};

/// The origin of an Interrupt or a Block.
struct Provenance {
  /// Interrupt by throw: the qualified exception type, "" if unknown, "std::bad_alloc" if it can only
  /// run out of memory. By jump: the field whose function jumps, "" if the jump does not depend on what
  /// the program stores.
  std::string Type;
  /// Interrupt: the reason why the callee is one, for messages ("POSIX.1-2024 XSH 2.9.5").
  std::string Witness;
  /// Call chain from the callee down to the point, outermost first.
  std::vector<ChainLink> Chain;
};

/// Of a Block: how it waits. A SendSignal uses only Mask.
struct WaitTerms {
  /// What a signal does to it.
  OnSignal Signal = OnSignal::Ignores;
  /// As far as the limit is known; Unbounded in a row, before instantiate().
  WaitLength Length = WaitLength::Unbounded;
  /// The unit of Other.
  LimitUnit Unit = LimitUnit::Unknown;
  /// Where EINTR is reported.
  ErrorIn Error = ErrorIn::Errno;
  /// Other is a point in time rather than a duration.
  bool Deadline = false;
  /// It must not be called again after EINTR (`close`, `connect`).
  bool NoRetry = false;
  /// Code that calls it again after EINTR knows that it waits: nobody does so by habit, as with `read`.
  bool RetryTells = false;
  /// What it waits for ends by itself (a thread, a child process).
  bool EndsItself = false;
  /// The remaining time is written back to the limit (`select` on Linux).
  bool SpendsLimit = false;
  /// It has an argument Mask that is not null.
  bool TakesMask = false;
  /// The limit in nanoseconds, if constant; set by instantiate().
  std::optional<int64_t> Limit;
  /// Values of Other that mean "no limit" (`poll`: <0).
  std::optional<Predicate> Forever;
  /// The argument that gives the signals which can end the wait, applied atomically for its duration
  /// (`ppoll`, `sigsuspend`), or the signals that it accepts (`sigwait`).
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
  /// Interrupt, Block: the source can end it even if it is Masked.
  bool Interruptible = false;
  /// Wake: later calls on Subject do not block either (`shutdown`), so it cannot come too early.
  bool Lasts = false;
  /// RegisterHandler: calls restart as with SA_RESTART, whatever the flags (`signal`).
  bool Restarting = false;
  Place Subject;
  Place Owner;
  Place Other;
  /// Acquire: it happens only if this predicate on `ret` is true. Block: it did not fail.
  std::optional<Predicate> Success;
  /// The effect happens only if all of these conditions (on constant arguments) are true.
  std::vector<Condition> When;
  /// Block, RegisterHandler, Store, Add, Subtract: the values of Subject and Other if constant; set by
  /// instantiate(). A Store, Add or Subtract row without Other may give the value itself.
  std::optional<int64_t> SubjectValue, OtherValue;
  Shared<Provenance> Why; ///< Interrupt, Block
  Shared<WaitTerms> Wait; ///< Block, SendSignal
};
static_assert(sizeof(Effect) <= 208, "a unit has as many effects as calls");

/// The effects of a call, from a model row, from the summary of a known body, or for an unknown callee.
struct CalleeEffects {
  enum class Origin : uint8_t { Unknown, Model, Summary };
  Origin From = Origin::Unknown;
  std::vector<Effect> Effects;
  bool Complete = true; ///< Summary: false if the body was too large to say all of it
};

/// How every call of a function ends for given constant arguments.
struct KnownOutcome {
  std::vector<Condition> When;    ///< each holds of a constant argument
  std::optional<int64_t> Returns; ///< the result of such a call
  bool IsErrorNumber = false;     ///< … is 0, or a positive error number
  bool NoReturn = false;          ///< control does not come back
};

/// The entry of \p Known that applies to a call, or null; \p Holds(argument, test) -> bool: the argument
/// is known to be such a constant.
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
