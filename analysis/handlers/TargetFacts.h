//===- TargetFacts.h - Handlers before what they need ------------*- C++ -*-===//
//
// Decides what may be asked about signals that can arrive before what handles them is complete.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_TARGETFACTS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_TARGETFACTS_H

#include "analysis/handlers/HandlerFacts.h"

namespace asyncsafe {

/// From one event on, a signal can come whose handler needs another that happens only later.
struct EarlySignal {
  enum class Kind : uint8_t {
    Jump,      ///< the handler jumps, and Needs sets the target
    Unblocked, ///< the signal is let in, and Needs installs the handler
  };
  Kind K = Kind::Jump;
  FunctionId In = NoId;
  const Event *From = nullptr; ///< the installation, or the timer that is armed; the unblocking
  const Event *Needs = nullptr;
  const Event *Jump = nullptr; ///< in the handler
  unsigned Install = 0;        ///< index into UnitHandlers::Handlers
  bool IsTimer = false;
};

/// What outlives the process is made before the handler that undoes it can do so.
struct EarlyState {
  enum class Kind : uint8_t {
    Install,  ///< Needs installs the handler
    Register, ///< the handler stands, and Needs tells it that there is something to undo
  };
  Kind K = Kind::Install;
  FunctionId In = NoId;
  const Event *Made = nullptr;   ///< in In, itself or by what it calls
  const Event *Inside = nullptr; ///< where a callee makes it
  const Event *Needs = nullptr;  ///< in In
  const Event *Undo = nullptr;   ///< in the handler, or what it calls
  ResourceKind What = ResourceKind::Name;
  unsigned Install = 0; ///< index into UnitFacts::Handlers
};

} // namespace asyncsafe

#endif
