//===- HandlerFacts.h - The signal handlers of a unit ------------*- C++ -*-===//
//
// Decides what may be asked about signal handlers: which functions are, for which
// signals, whether calls restart after them, what runs in them, and what they write.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERFACTS_H
#define ASYNCSAFE_ANALYSIS_HANDLERFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

struct UnitFacts;

/// Does a call go on by itself after the handler has returned (SA_RESTART)?
enum class Restart : uint8_t { No, Yes, Unknown };

/// One function made a handler for one signal.
struct HandlerInstall {
  CalleeId Callee = NoId;
  FunctionId Handler = NoId;     ///< its body, if it is in sight
  std::optional<int64_t> Signal; ///< none: not known which
  Restart Restarts = Restart::Unknown;
  FunctionId In = NoId;          ///< the function that installs it
  const Event *At = nullptr;     ///< the call that names the handler, in In
  Certainty Sure = Certainty::Definite;
};

/// A function at work in a handler: the handler itself, or what it calls.
struct HandlerRun {
  FunctionId Function = NoId;
  unsigned Install = 0;          ///< index into UnitFacts::Handlers
  unsigned Caller = NoId;        ///< index into UnitFacts::HandlerRuns; NoId: the handler itself
  const Event *Call = nullptr;   ///< the call, in the caller
  std::vector<std::optional<int64_t>> Fixed; ///< arguments that are constants: the signal
  std::vector<bool> Reached;     ///< blocks that can be reached with them
};

/// A store that a handler, or what it calls, makes to something that lives longer.
struct HandlerWrite {
  ObjectId Object = NoId;
  FunctionId In = NoId;          ///< the function that stores
  const Event *At = nullptr;
  unsigned Install = 0;          ///< index into UnitFacts::Handlers
  unsigned Run = 0;              ///< index into UnitFacts::HandlerRuns
};

/// The signal's name as this platform has it: "SIGINT"; "signal 40" where it has none.
std::string signalName(int64_t Signal);

/// The first run of \p F in a handler, or null if it runs in none.
const HandlerRun *runInHandler(const UnitFacts &Facts, FunctionId F);
/// From the handler itself down to \p Run.
std::vector<const HandlerRun *> chainTo(const UnitFacts &Facts, const HandlerRun &Run);
/// Everything that handlers store to \p O.
std::vector<const HandlerWrite *> writesTo(const UnitFacts &Facts, ObjectId O);
/// Does \p P name errno?
bool isErrno(const Place &P);

} // namespace asyncsafe

#endif
