//===- HandlerFacts.h - The signal handlers of a unit ------------*- C++ -*-===//
//
// Decides what may be asked about signal handlers: which functions are, for which
// signals, whether calls restart after them, and what they write.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERFACTS_H
#define ASYNCSAFE_ANALYSIS_HANDLERFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

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

/// A store that a handler, or what it calls, makes to something that lives longer.
struct HandlerWrite {
  ObjectId Object = NoId;
  FunctionId In = NoId;          ///< the function that stores
  const Event *At = nullptr;
  unsigned Install = 0;          ///< index into UnitFacts::Handlers
};

} // namespace asyncsafe

#endif
