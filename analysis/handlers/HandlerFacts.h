//===- HandlerFacts.h - The signal handlers of a unit ------------*- C++ -*-===//
//
// Decides what may be asked about signal handlers: which functions are, for which
// signals, whether calls restart after them, what runs in them, and what they write.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERFACTS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_HANDLERFACTS_H

#include "analysis/engine/UnitBasis.h"

namespace asyncsafe {

/// Does a call go on by itself after the handler has returned (SA_RESTART)?
enum class Restart : uint8_t { No, Yes, Unknown };

/// One function made a handler for one signal.
struct HandlerInstall {
  CalleeId Callee = NoId;
  FunctionId Handler = NoId;     ///< its body, if it is in sight
  std::optional<int64_t> Signal; ///< none: not known which
  Restart Restarts = Restart::Unknown;
  FunctionId In = NoId;      ///< the function that installs it
  const Event *At = nullptr; ///< the call that names the handler, in In
  /// The signal is blocked but for waits that let it in: the handler interrupts nothing else.
  bool OnlyInWaits = false;
  /// … from before it is installed until the program ends: it interrupts nothing at all.
  bool NeverElsewhere = false;
  /// The signal has its default action back when the handler begins (SA_RESETHAND).
  bool ResetsItself = false;
  /// The function that installs it sends itself the signal, and that was all.
  bool SentOnTheSpot = false;

  /// The program itself made a mistake (SIGSEGV, …): its handler is the end of a crash.
  bool isFault() const;
  /// It comes out of a call of the program's own, which fails then in any case (SIGPIPE).
  bool comesFromCall() const;
  /// The handler can interrupt any code that happens to run.
  bool strikesAnywhere() const { return !OnlyInWaits && !SentOnTheSpot && !isFault(); }
};

/// A handler is installed with flags that are never stored to.
struct UnsetFlags {
  unsigned Install = 0; ///< index into UnitHandlers::Handlers
  Place Flags;
};

/// A function at work in a handler: the handler itself, or what it calls.
struct HandlerRun {
  FunctionId Function = NoId;
  unsigned Install = 0;        ///< index into UnitHandlers::Handlers
  unsigned Caller = NoId;      ///< index into UnitHandlers::HandlerRuns; NoId: the handler itself
  const Event *Call = nullptr; ///< the call, in the caller
  std::vector<std::optional<int64_t>> Fixed; ///< arguments that are constants: the signal
  std::vector<bool> Reached;                 ///< blocks that can be reached with them
};

/// A store that a handler, or what it calls, makes to something that lives longer.
struct HandlerWrite {
  ObjectId Object = NoId;
  FunctionId In = NoId; ///< the function that stores
  const Event *At = nullptr;
  unsigned Install = 0; ///< index into UnitHandlers::Handlers
  unsigned Run = 0;     ///< index into UnitHandlers::HandlerRuns
};

/// Something that a handler must not do.
struct UnsafeCall {
  enum class Kind : uint8_t {
    Listed,       ///< Callee is known to be unsafe
    Unlisted,     ///< Callee is not known to be safe
    Allocation,   ///< `new`
    Deallocation, ///< `delete`
    Lock,         ///< takes or gives back a lock
    Throw,
    Jump, ///< out of the handler, over code that is not to be left like that
  };
  Kind K = Kind::Listed;
  unsigned Run = 0; ///< index into UnitHandlers::HandlerRuns
  const Event *At = nullptr;
  CalleeId Callee = NoId;
  Certainty Sure = Certainty::Likely;
  unsigned Repeats = 0;       ///< more such calls in the same function
  unsigned OtherHandlers = 0; ///< that reach it, too
  /// What else the handler does that it must not: the first of it, and how much more.
  const Event *AlsoAt = nullptr;
  Kind AlsoKind = Kind::Listed;
  unsigned Others = 0;
  const Event *Abandoned = nullptr; ///< Jump: a call that it may interrupt and never finish
};

/// An object that a handler and other code share in an unfit type.
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
  Certainty Sure = Certainty::Likely;
};

/// A handler that returns with another errno than it began with.
struct ErrnoChange {
  unsigned Run = 0;          ///< of the handler itself
  const Event *At = nullptr; ///< the first call, or store, that may change it, in the handler
  Certainty Sure = Certainty::Likely;
};

/// A handler writes to what blocks when it is full; or who reads that, until nothing is left, blocks.
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
  std::vector<HandlerRun> HandlerRuns; ///< a caller stands before what it calls
  std::vector<HandlerWrite> HandlerWrites;
};

/// What is wrong with the handlers of a unit.
struct HandlerDefects {
  std::vector<UnsafeCall> UnsafeCalls;
  std::vector<SharedObject> SharedObjects;
  std::vector<ErrnoChange> ErrnoChanges;
  std::vector<BlockingWakeup> BlockingWakeups;
};

/// The signal's name as this platform has it: "SIGINT"; "signal 40" where it has none.
std::string signalName(int64_t Signal);

/// The first run of \p F in a handler, or null if it runs in none.
const HandlerRun *runInHandler(const UnitHandlers &Facts, FunctionId F);
/// From the handler itself down to \p Run.
std::vector<const HandlerRun *> chainTo(const UnitHandlers &Facts, const HandlerRun &Run);
/// Everything that handlers store to \p O.
std::vector<const HandlerWrite *> writesTo(const UnitHandlers &Facts, ObjectId O);
/// Does \p E give a signal its default action back?
bool resetsHandler(const Function &F, const Event &E);
/// Does \p E send the signal that its function, a handler, was called for?
bool raisesItsSignal(const Event &E);
/// Does \p P name errno?
bool isErrno(const Place &P);
/// Does the function return to its caller at the end of \p B?
bool returnsAfter(const Unit &U, const Block &B);
/// Once \p R is in block \p B, can the code that the handler interrupted go on?
bool comesBack(const UnitHandlers &Facts, const HandlerRun &R, BlockId B);
/// Functions that run in handlers, by FunctionId.
std::vector<bool> functionsInHandlers(const UnitHandlers &Facts);

} // namespace asyncsafe

#endif
