//===- Words.h - Words that all stages share --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The enumerations that models, effects, facts and findings share: interrupt sources, certainties,
// resource kinds, kinds of effects, and outcomes of a wait.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_EFFECTS_WORDS_H
#define ASYNCSAFE_EFFECTS_WORDS_H

#include <cstdint>
#include <optional>
#include <string_view>

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

/// The certainty of the analysis. Ordered: a chain is as certain as its weakest link.
enum class Certainty : uint8_t { Unknown, Likely, Definite };
std::string_view spelling(Certainty C);
std::optional<Certainty> parseCertainty(std::string_view Text);

/// What is acquired and must be released.
enum class ResourceKind : uint8_t {
  Lock,
  SharedLock,
  Semaphore,
  Counter, // named by the place of the object itself
  CancelState,
  SignalMask, // saved state
  Fd,
  File,
  Heap,
  Array,
  Mapping,
  Directory,
  Reference,
  Gil,
  Thread,
  Handle,
  Terminal, // state that outlives the process unless it is undone: the mode of the terminal
  Name,     // a name in the file system
  Ipc,      // a segment, queue or set of semaphores of System V
};
inline constexpr unsigned NumResourceKinds = 19;
std::string_view spelling(ResourceKind K);
std::optional<ResourceKind> parseResourceKind(std::string_view Text);
/// The word a message uses: "lock", "file descriptor", "memory", …
std::string_view noun(ResourceKind K);
/// A handle is a value (fd, pointer) that can be stored, returned and handed over; the other kinds are
/// states of an object that stays in place.
bool isHandle(ResourceKind K);

enum class EffectKind : uint8_t {
  Acquire,         ///< Resource at Subject becomes held; if Owner is set, by that owner
  Release,         ///< Resource at Subject, or all that the owner Subject owns
  Adopt,           ///< Owner takes over the held Resource at Subject
  Associate,       ///< Owner will release Resource at Subject once it holds it (defer_lock)
  Disarm,          ///< Subject (an owner) lets go without releasing; result = Other
  Transfer,        ///< owner Owner takes over all that the owner Subject owned (move, swap)
  Escape,          ///< the handle at Subject is stored where other code can see it
  Interrupt,       ///< an interruption point: Raises, Sure, Type
  Mask,            ///< source Raises cannot strike from here; Other keeps the state before,
                   ///< Owner is the object whose destructor ends it; Subject: of signals, the set
  Unmask,          ///< … can again
  RestoreMask,     ///< … is restored to the state that an earlier call saved in Subject
  Block,           ///< waits for Subject; Other tells for how long, None: without bound; Owner
                   ///< is a stop token that ends it; Sure: whether it blocks at all
  Wake,            ///< makes a blocked call on Subject return
  RegisterHandler, ///< Subject is the handler, Other the signal, Owner the SA_ flags
  PushCleanup,     ///< routine Subject will run with argument Other when Raises strikes
  SetJump,         ///< returns twice: a jump raised later lands here
  RunsCallback,    ///< calls Subject (a function value)
  RunsOnThread,    ///< runs Subject as the body of another thread, whose handle Other becomes
  RunsAtExit,      ///< runs Subject when the program ends
  SetNonblocking,  ///< calls on the fd at Subject do not block from here on
  SendSignal, ///< signal Subject is sent, now or later, to any process; a timer's after Other, then each Mask
  Answer,     ///< the result is what Subject holds (an atomic's load); never in a graph
  CancelThread,   ///< the thread whose handle is Subject is asked to end at its next interruption point
  Store,          ///< Subject = Other (an atomic's store); in a graph an Assign event
  CancelAnywhere, ///< a cancellation strikes at any instruction of this thread from here on
  CancelAtPoints, ///< … at cancellation points alone again
  Outlive,        ///< Resource at Subject is changed, and stays so when the process has ended
  Undo,           ///< … is put back, or taken away
  ReplaceProgram, ///< another program runs in this process and inherits its masks and ignored signals
  Add,            ///< Subject grows by Other (an atomic's fetch_add); in a graph an Assign event
  Subtract,       ///< … shrinks by Other
  OpenSlow,       ///< the fd at Subject is of a slow device (signal(7)): reading from it waits for others
  StartProcess,   ///< a child process begins: a copy of this one if Subject is the call's result, which is 0
                  ///< in it (`fork`), otherwise another program, Subject
};
inline constexpr unsigned NumEffectKinds = 33;
std::string_view spelling(EffectKind K);
std::optional<EffectKind> parseEffectKind(std::string_view Text);

/// How much a mask excludes, if there are two kinds (GHC's `mask`, `uninterruptibleMask`).
enum class MaskDepth : uint8_t {
  Points,          ///< the source's interruption points, and no other kind is known
  Masked,          ///< … except those that are Interruptible
  Uninterruptible, ///< all of them
};
std::string_view spelling(MaskDepth D);
std::optional<MaskDepth> parseMaskDepth(std::string_view Text); ///< "masked", "uninterruptible"

/// What happens to a wait when a signal handler returns (signal(7)).
enum class OnSignal : uint8_t {
  Ignores,  ///< it goes on: futexes, and functions that try again inside
  Restarts, ///< it fails with EINTR, unless the handler was installed with SA_RESTART
  Fails,    ///< it fails with EINTR, even with SA_RESTART
};
std::string_view spelling(OnSignal S);
std::optional<OnSignal> parseOnSignal(std::string_view Text);

/// Where a failed call reports the reason.
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
  Open, ///< the limit is unknown, and may be infinite
  Bounded,
};
std::string_view spelling(WaitLength L);

/// The unit of the argument that limits a wait.
enum class LimitUnit : uint8_t {
  Unknown,
  Seconds,
  Milliseconds,
  Microseconds,
  Nanoseconds, // an integer of these
  Timespec,
  Timeval,  // points to seconds and nanoseconds, or microseconds
  Duration, // given by its type: std::chrono::duration and the like
};
std::string_view spelling(LimitUnit L);
std::optional<LimitUnit> parseLimitUnit(std::string_view Text);
/// The duration of \p Count units, saturated at the largest number.
std::optional<int64_t> nanoseconds(int64_t Count, LimitUnit Unit);

/// Whether a signal handler may call it (POSIX.1-2024 XSH 2.4.3).
enum class SignalSafety : uint8_t {
  Unlisted, ///< not in the standard's list: reported with `Strict` only
  Safe,
  Unsafe, ///< known to be unsafe: SafetyReason gives the reason
};

} // namespace asyncsafe

#endif
