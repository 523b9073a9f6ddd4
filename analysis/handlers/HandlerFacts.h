//===- HandlerFacts.h - The signal handlers of a unit -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts about signal handlers: which functions are handlers, for which signals, whether calls restart
// after them, what runs in them, and what they write.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERFACTS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERFACTS_H

#include "analysis/engine/UnitBasis.h"
#include "analysis/handlers/PlaceValues.h"

#include <set>

namespace asyncsafe {

/// Whether a call restarts after the handler has returned (SA_RESTART).
enum class Restart : uint8_t { No, Yes, Unknown };

/// One function made a handler for one signal.
struct HandlerInstall {
  CalleeId Callee = NoId;
  FunctionId Handler = NoId;     ///< its body, if known
  std::optional<int64_t> Signal; ///< empty: unknown
  Restart Restarts = Restart::Unknown;
  FunctionId In = NoId;      ///< the function that installs it
  const Event *At = nullptr; ///< the call that names the handler, in In
  /// The signal is blocked except in waits that unblock it: the handler interrupts nothing else.
  bool OnlyInWaits = false;
  /// … from before its installation until the program ends: it interrupts nothing at all.
  bool NeverElsewhere = false;
  /// The default action is restored when the handler begins (SA_RESETHAND).
  bool ResetsItself = false;
  /// The installing function sends itself the signal and then removes the handler.
  bool SentOnTheSpot = false;

  /// The signal reports a fault of the program itself (SIGSEGV, …): its handler ends a crash.
  bool isFault() const;
  /// The signal is raised by a call of the program that then fails anyway (SIGPIPE).
  bool comesFromCall() const;
  /// The signal comes when a child process ends or stops (SIGCHLD).
  bool comesFromChild() const;
  /// The handler can interrupt arbitrary code.
  bool strikesAnywhere() const { return !OnlyInWaits && !SentOnTheSpot && !isFault(); }
};

/// A call that changes what signals do: it installs a handler, the default action, or what was there.
struct HandlerChange {
  FunctionId In = NoId;
  const Event *At = nullptr;
  std::vector<std::optional<int64_t>> Signals; ///< one of them; empty: unknown
  PlaceValues Handlers;                        ///< one of them; constants: SIG_DFL, SIG_IGN
};

/// A handler installed with flags that are never stored to.
struct UnsetFlags {
  unsigned Install = 0; ///< index into UnitHandlers::Handlers
  Place Flags;
};

/// A function that runs in a handler: the handler itself, or a callee.
struct HandlerRun {
  FunctionId Function = NoId;
  unsigned Install = 0;        ///< index into UnitHandlers::Handlers
  unsigned Caller = NoId;      ///< index into UnitHandlers::HandlerRuns; NoId: the handler itself
  const Event *Call = nullptr; ///< the call, in the caller
  std::vector<std::optional<int64_t>> Fixed; ///< arguments that are constants: the signal
  std::vector<bool> Reached;                 ///< blocks that can be reached with them
};

/// A store in a handler, or in a callee, to an object that outlives the handler.
struct HandlerWrite {
  ObjectId Object = NoId;
  FunctionId In = NoId; ///< the function that stores
  const Event *At = nullptr;
  unsigned Install = 0; ///< index into UnitHandlers::Handlers
  unsigned Run = 0;     ///< index into UnitHandlers::HandlerRuns
};

/// An operation that a handler must not perform.
struct UnsafeCall {
  enum class Kind : uint8_t {
    Listed,       ///< Callee is known to be unsafe
    Unlisted,     ///< Callee is not known to be safe
    Allocation,   ///< `new`
    Deallocation, ///< `delete`
    Lock,         ///< takes or releases a lock
    Throw,
    Jump, ///< jumps out of the handler, over code that must not be abandoned
  };
  Kind K = Kind::Listed;
  unsigned Run = 0; ///< index into UnitHandlers::HandlerRuns
  const Event *At = nullptr;
  CalleeId Callee = NoId;
  Certainty Sure = Certainty::Likely;
  unsigned Repeats = 0;          ///< more such calls in the same function
  std::set<FunctionId> Handlers; ///< that reach it
  /// Further unsafe operations of the handler: the first one, and their number.
  const Event *AlsoAt = nullptr;
  Kind AlsoKind = Kind::Listed;
  unsigned Others = 0;
  const Event *Abandoned = nullptr; ///< Jump: a call that it may interrupt and never finish
};

/// An object of an unfit type shared by a handler and other code.
struct SharedObject {
  enum class Kind : uint8_t {
    ReadOutside,    ///< the handler stores, other code reads
    WrittenOutside, ///< other code stores, the handler reads
    LosesSignals,   ///< it holds one signal, several handlers store theirs
  };
  Kind K = Kind::ReadOutside;
  ObjectId Object = NoId;
  unsigned Run = 0; ///< the handler's side: index into UnitHandlers::HandlerRuns
  const Event *Inside = nullptr;
  FunctionId OutsideIn = NoId; ///< the other side
  const Event *Outside = nullptr;
  unsigned OtherInstall = 0; ///< LosesSignals: the signal that can be lost, in UnitHandlers::Handlers
  /// If the object is not volatile: what a compiler that sees all code may do (CachedObjects).
  bool MayBeReadOnce = false, MayLeaveOutAStore = false;
  bool IsLatch = false; ///< WrittenOutside: the handler sets it, other code only resets it
  Certainty Sure = Certainty::Likely;
};

/// A handler that may return with another errno than at its entry.
struct ErrnoChange {
  unsigned Run = 0;          ///< of the handler itself
  const Event *At = nullptr; ///< the first call, or store, that may change it, in the handler
  Certainty Sure = Certainty::Likely;
};

/// A handler writes to a descriptor that blocks when full, or its reader blocks when it is empty.
struct BlockingWakeup {
  unsigned Run = 0;
  const Event *Write = nullptr;
  const Event *Read = nullptr; ///< the one that blocks; null: the handler does
  FunctionId CreatedIn = NoId;
  const Event *Created = nullptr;
  Certainty Sure = Certainty::Likely;
};

/// The handlers of a unit.
struct UnitHandlers : UnitBasis {
  std::vector<HandlerInstall> Handlers;
  std::vector<HandlerChange> HandlerChanges; ///< in source order
  std::vector<HandlerRun> HandlerRuns;       ///< callers come before their callees
  std::vector<HandlerWrite> HandlerWrites;
};

/// The defects of the handlers of a unit.
struct HandlerDefects {
  std::vector<UnsafeCall> UnsafeCalls;
  std::vector<SharedObject> SharedObjects;
  std::vector<ErrnoChange> ErrnoChanges;
  std::vector<BlockingWakeup> BlockingWakeups;
};

/// The signal's name on this platform: "SIGINT", or "signal 40" for one without a name.
std::string signalName(int64_t Signal);

/// Whether a call with the behaviour \p On fails with EINTR after this handler, and how certainly.
std::optional<Certainty> breaks(const HandlerInstall &I, OnSignal On);
/// The first run of \p F in a handler, or null.
const HandlerRun *runInHandler(const UnitHandlers &Facts, FunctionId F);
/// From the handler itself down to \p Run.
std::vector<const HandlerRun *> chainTo(const UnitHandlers &Facts, const HandlerRun &Run);
/// Every store of a handler to \p O.
std::vector<const HandlerWrite *> writesTo(const UnitHandlers &Facts, ObjectId O);
/// \p E restores the default action of a signal.
bool resetsHandler(const Function &F, const Event &E);
/// \p E sends the signal that its function, a handler, was called for.
bool raisesItsSignal(const Event &E);
/// \p P denotes errno.
bool isErrno(const Place &P);
/// The function returns to its caller at the end of \p B.
bool returnsAfter(const Unit &U, const Block &B);
/// From block \p B of \p R, the handler can return to the interrupted code.
bool comesBack(const UnitHandlers &Facts, const HandlerRun &R, BlockId B);
/// By function: it runs in a handler.
std::vector<bool> functionsInHandlers(const UnitHandlers &Facts);

} // namespace asyncsafe

#endif
