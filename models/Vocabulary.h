//===- Vocabulary.h - The words every stage shares --------------*- C++ -*-===//
//
// Decides the closed sets that models, effects, facts and findings are spelled
// in: interrupt sources, certainties, resource kinds, access paths and the
// effects a callee can have on them.  Plain data, no Clang, no JSON.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_MODELS_VOCABULARY_H
#define ASYNCSAFE_MODELS_VOCABULARY_H

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asyncsafe {

/// What abandons running code from outside it (docs/architecture.md, "Terms").
enum class Source : uint8_t {
  Throw,     ///< a C++ exception raised by a callee
  Cancel,    ///< POSIX thread cancellation: a forced unwind
  Interrupt, ///< boost::thread interruption, runtime checkpoints: a C++ exception
  Suspend,   ///< a coroutine frame destroyed while suspended
  Jump,      ///< longjmp/siglongjmp and the emulated exceptions built on them
  Signal,    ///< a handler runs, or a blocking call returns EINTR
  Python,    ///< a CPython call fails with KeyboardInterrupt
};
inline constexpr unsigned NumSources = 7;
std::string_view spelling(Source S);
std::optional<Source> parseSource(std::string_view Text);

/// How sure the analysis is.  Ordered: a chain is as certain as its weakest link.
enum class Certainty : uint8_t { Unknown, Likely, Definite };
std::string_view spelling(Certainty C);
std::optional<Certainty> parseCertainty(std::string_view Text);

/// What is acquired and must be released.
enum class ResourceKind : uint8_t {
  Lock, SharedLock, Semaphore, // named by the place of the object itself
  CancelState, SignalMask,     // saved state
  Fd, File, Heap, Array, Mapping, Directory, Reference, Gil, Thread, Handle,
};
inline constexpr unsigned NumResourceKinds = 15;
std::string_view spelling(ResourceKind K);
std::optional<ResourceKind> parseResourceKind(std::string_view Text);
/// The word a message uses: "lock", "file descriptor", "memory", …
std::string_view noun(ResourceKind K);
/// A handle is a value (fd, pointer) that can be stored, returned and handed
/// over; the other kinds are the state of an object that stays where it is.
bool isHandle(ResourceKind K);

//===----------------------------------------------------------------------===//
// Source positions
//===----------------------------------------------------------------------===//

using FileId = uint32_t; ///< indexes Unit::Files
inline constexpr uint32_t NoId = ~0u;

/// A half-open byte range of one file, in *expansion* coordinates (a macro's
/// use, not its body), with line and column (1-based) of its beginning.
struct SourceRange {
  FileId File = NoId;
  uint32_t Begin = 0, End = 0;
  uint32_t Line = 0, Column = 0;
  bool isValid() const { return File != NoId; }
  bool operator==(const SourceRange &O) const {
    return File == O.File && Begin == O.Begin && End == O.End && Line == O.Line && Column == O.Column;
  }
};

//===----------------------------------------------------------------------===//
// Places
//===----------------------------------------------------------------------===//

/// One step of an access path.
struct Projection {
  enum class Kind : uint8_t {
    Deref, ///< `*p`, `p->`, and operator* / operator-> of a smart pointer
    Field, ///< `.name`; a call of an accessor without arguments is the
           ///< pseudo-field `name()`
    Index, ///< `[*]`: every element is one place
  };
  Kind K = Kind::Field;
  std::string Name; ///< of a Field, else empty
  bool operator==(const Projection &O) const { return K == O.K && Name == O.Name; }
};

/// An access path: a root and the steps from it.  In a model row or a summary
/// the roots are formal (`arg0`, `this`, `ret`), in a graph they are actual.
struct Place {
  enum class RootKind : uint8_t {
    None,      ///< not an access path; equal to nothing that matters
    This,      ///< the object a method runs on (the path starts at the object,
               ///< so `this->m` is [Field m])
    Param,     ///< parameter Index; a reference parameter is the referred-to object
    Return,    ///< the returned value; of a constructor, the object built
    Local,     ///< local variable; Index is unique in its unit
    Global,    ///< namespace-scope or static variable; Name is qualified; Index is not 0
               ///< where another unit can have one of this name, and says whose this is
    Temporary, ///< value of an expression; Index is unique in its unit
    OuterThis, ///< `this` captured by a lambda; Index is the enclosing method's id
  };
  RootKind Root = RootKind::None;
  unsigned Index = 0;
  std::string Name; ///< spelling of the root: variable name; empty for This/Return
  /// The place denotes the *address* of the path (`&x.m`); Deref cancels it.
  bool AddressOf = false;
  /// The variable or field that the path names last, in Unit::Objects: says which
  /// declaration `a->stop` and `b->stop` share.  No part of a place's identity.
  uint32_t Object = NoId;
  std::vector<Projection> Path;

  bool isNone() const { return Root == RootKind::None; }
  bool sameRoot(const Place &O) const;
  bool operator==(const Place &O) const;
  bool operator!=(const Place &O) const { return !(*this == O); }
  Place &deref();                    ///< append Deref, or cancel AddressOf
  Place &field(std::string Name);    ///< append Field
  Place &index();                    ///< append Index
  Place &append(const Projection &P);
  /// True if this is \p Prefix or a path that goes on from it.
  bool startsWith(const Place &Prefix) const;
  /// The path with the formal root replaced by \p Actual and the steps replayed
  /// on it: `*arg0` with arg0 = `&x.m` is `x.m`.
  Place substituted(const Place &Actual) const;
};

/// As the source would spell it: `lock`, `this->mutex_`, `p->q[*].fd`, `&x`.
std::string spelling(const Place &P);
/// The formal paths of models: `arg0`, `*arg1`, `this`, `ret`, `this->name`,
/// `arg0->name`, `arg0.name`, `arg0[*]`, `&arg0`, and `global:NAME`.
std::optional<Place> parseFormalPlace(std::string_view Text);

//===----------------------------------------------------------------------===//
// Conditions
//===----------------------------------------------------------------------===//

/// `value op Constant`.  Pointers compare with 0, booleans are 0 and 1.
struct Predicate {
  enum class Op : uint8_t {
    EQ, NE, LT, LE, GT, GE,
    Has,   ///< all bits of Constant are set
    Lacks, ///< some bit of Constant is not
  };
  Op O = Op::EQ;
  int64_t Constant = 0;
  bool operator==(const Predicate &P) const { return O == P.O && Constant == P.Constant; }
};
std::string spelling(const Predicate &P);          ///< "==0", ">=0", "&64", "!&64"
std::optional<Predicate> parsePredicate(std::string_view Text); ///< also "!=null"
Predicate negated(Predicate P);
/// Could one integer satisfy both?
bool compatible(Predicate A, Predicate B);
bool holds(Predicate P, int64_t Value);
/// What is said of a value that is no constant: only that it is not a given one.
bool holdsOfUnknown(Predicate P);

/// A predicate on a place: on a branch edge, on the result of an acquire, or
/// (with a formal place) on a constant argument of a call.
struct Condition {
  Place Subject;
  Predicate Test;
  bool operator==(const Condition &C) const { return Subject == C.Subject && Test == C.Test; }
};

//===----------------------------------------------------------------------===//
// Effects of a callee
//===----------------------------------------------------------------------===//

enum class EffectKind : uint8_t {
  Acquire,   ///< Resource at Subject becomes held; if Owner is set, by that owner
  Release,   ///< Resource at Subject, or all that the owner Subject owns
  Adopt,     ///< Owner takes over the held Resource at Subject
  Associate, ///< Owner will release Resource at Subject once it holds it (defer_lock)
  Disarm,    ///< Subject (an owner) lets go without releasing; result = Other
  Transfer,  ///< owner Owner takes over all that the owner Subject owned (move, swap)
  Escape,    ///< the handle at Subject is stored where others see it
  Interrupt, ///< an interruption point: Raises, Sure, Type
  Mask,      ///< source Raises cannot strike from here; Other keeps the state before,
             ///< Owner is the object whose destructor ends it; Subject: of signals, the set
  Unmask,    ///< … can again
  RestoreMask, ///< … is as some earlier call found it, which kept that in Subject
  Block,     ///< waits for Subject; Other tells for how long, None: without bound; Owner
             ///< is a stop token that ends it; Sure: whether it blocks at all
  Wake,      ///< makes a blocked call on Subject return
  RegisterHandler, ///< Subject is the handler, Other the signal, Owner the SA_ flags
  PushCleanup, ///< routine Subject will run with argument Other when Raises strikes
  SetJump,   ///< returns twice: a jump raised later lands here
  RunsCallback, ///< calls Subject (a function value)
  RunsOnThread, ///< runs Subject as the body of another thread, whose handle Other becomes
  SetNonblocking, ///< calls on the fd at Subject do not block from here on
  SendSignal, ///< signal Subject is sent, now or later and to whomever; a timer's after Other, then each Mask
  Answer,    ///< the result is what Subject holds (an atomic's load); never in a graph
  CancelThread, ///< the thread whose handle is Subject is asked to end at its next point
  Store,     ///< Subject = Other (an atomic's store); in a graph an Assign event
};
inline constexpr unsigned NumEffectKinds = 23;
std::string_view spelling(EffectKind K);
std::optional<EffectKind> parseEffectKind(std::string_view Text);

/// How much a mask keeps out, where there are two kinds (GHC's `mask`, `uninterruptibleMask`).
enum class MaskDepth : uint8_t {
  Points,          ///< the source's interruption points, and no other kind is known
  Masked,          ///< … but those that are Interruptible
  Uninterruptible, ///< all of them
};
std::string_view spelling(MaskDepth D);
std::optional<MaskDepth> parseMaskDepth(std::string_view Text); ///< "masked", "uninterruptible"

/// What becomes of a wait when a signal handler returns (signal(7)).
enum class OnSignal : uint8_t {
  Ignores,  ///< it goes on: futexes, and functions that try again inside
  Restarts, ///< it fails with EINTR, unless the handler was installed with SA_RESTART
  Fails,    ///< it fails with EINTR, whatever SA_RESTART says
};
std::string_view spelling(OnSignal S);
std::optional<OnSignal> parseOnSignal(std::string_view Text);

/// Where a call that has failed says why.
enum class ErrorIn : uint8_t {
  Errno,     ///< the result is -1 (or null), the error number is in errno
  Result,    ///< the result is the error number, errno is left alone
  Negated,   ///< the result is the negative of the error number
  Elsewhere, ///< in a code of its own
};
std::string_view spelling(ErrorIn E);
std::optional<ErrorIn> parseErrorIn(std::string_view Text);

/// How long a wait can last.
enum class WaitLength : uint8_t {
  Unbounded,
  Open,    ///< the limit is not known, and may be none
  Bounded,
};
std::string_view spelling(WaitLength L);

/// What the argument that limits a wait counts.
enum class LimitUnit : uint8_t {
  Unknown,
  Seconds, Milliseconds, Microseconds, Nanoseconds, // an integer of these
  Timespec, Timeval, // points to seconds and nanoseconds, or microseconds
  Duration,          // its type says it: std::chrono::duration and its like
};
std::string_view spelling(LimitUnit L);
std::optional<LimitUnit> parseLimitUnit(std::string_view Text);
/// How long \p Count of a unit of integers is; at most the largest number there is.
std::optional<int64_t> nanoseconds(int64_t Count, LimitUnit Unit);

/// May a signal handler call it (POSIX.1-2024 XSH 2.4.3)?
enum class SignalSafety : uint8_t {
  Unlisted, ///< the standard does not say so: speaks with `Strict` only
  Safe,
  Unsafe,   ///< known to go wrong: SafetyReason says why
};

/// One effect on formal places: a line of a model row or of a summary.
struct Effect {
  EffectKind Kind = EffectKind::Interrupt;
  ResourceKind Resource = ResourceKind::Handle;
  Place Subject;
  Place Owner;
  Place Other;
  /// Acquire: holds only if this predicate on `ret` is true.  Block: did not fail.
  std::optional<Predicate> Success;
  /// The effect happens only if each of these (on constant arguments) is true.
  std::vector<Condition> When;
  /// Interrupt, Mask, Unmask, RestoreMask, PushCleanup.
  Source Raises = Source::Throw;
  Certainty Sure = Certainty::Definite;
  /// Mask.
  MaskDepth Depth = MaskDepth::Points;
  /// Interrupt, Block: the source strikes, and ends it, also where it is only Masked.
  bool Interruptible = false;
  /// Interrupt by throw: qualified exception type, "" if not known,
  /// "std::bad_alloc" if it can only run out of memory.  By jump: the field whose function
  /// jumps, "" if that does not depend on what the program stores.
  std::string Type;
  /// Interrupt: what makes the callee one, in words ("POSIX.1-2024 XSH 2.9.5").
  std::string Witness;
  /// Interrupt: call chain from the callee down to the point, outermost first.
  struct ChainLink {
    std::string Function;
    SourceRange At; ///< inside that function
  };
  std::vector<ChainLink> Chain;
  /// Block, RegisterHandler, Store: what Subject and Other are where that is a constant;
  /// instantiate() sets it.  Store: a row without Other may say the value itself.
  std::optional<int64_t> SubjectValue, OtherValue;
  /// Block: what a signal does to it.
  OnSignal Signal = OnSignal::Ignores;
  /// Block: as far as the limit is known; of a row, before instantiate(), Unbounded.
  WaitLength Length = WaitLength::Unbounded;
  /// Block: what Other counts.
  LimitUnit Unit = LimitUnit::Unknown;
  /// Block: how long that is in nanoseconds, where it is constant; instantiate() sets it.
  std::optional<int64_t> Limit;
  /// Block: Other is a point in time rather than a duration.
  bool Deadline = false;
  /// Block: to call it again after EINTR is wrong (`close`, `connect`).
  bool NoRetry = false;
  /// Block: what it waits for comes to its end by itself (a thread, a child process).
  bool EndsItself = false;
  /// Wake: later calls on Subject do not block either (`shutdown`): it cannot come too early.
  bool Lasts = false;
  /// Block: where it says EINTR.
  ErrorIn Error = ErrorIn::Errno;
  /// Block: what is left of the limit is written back to it (`select` on Linux).
  bool SpendsLimit = false;
  /// RegisterHandler: restarts calls as if by SA_RESTART, whatever the flags (`signal`).
  bool Restarting = false;
  /// Block: Other means "without bound" if this is true of it (`poll`: <0).
  std::optional<Predicate> Forever;
  /// Block: an argument that says which signals can end it, in force from its begin to its
  /// end with nothing in between (`ppoll`, `sigsuspend`), or which it takes (`sigwait`).
  Place Mask;
  /// Block: has such an argument, and it is no null pointer.
  bool TakesMask = false;
};

/// The one answer to "what does this call do": from a model row, from a summary
/// of a body in sight, or unknown.
struct CalleeEffects {
  enum class Origin : uint8_t { Unknown, Model, Summary };
  Origin From = Origin::Unknown;
  std::vector<Effect> Effects;
  bool Complete = true; ///< Summary: false if the body was too large to say all of it
};

} // namespace asyncsafe

#endif
