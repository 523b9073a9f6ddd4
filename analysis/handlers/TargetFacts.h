//===- TargetFacts.h - Signals before their handler is ready ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts about signals that can arrive before the state that their handler needs is complete.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_TARGETFACTS_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_TARGETFACTS_H

#include "analysis/handlers/HandlerFacts.h"

namespace asyncsafe {

/// After one event a signal can arrive whose handler needs a later event.
struct EarlySignal {
  enum class Kind : uint8_t {
    Jump,      ///< the handler jumps, and Needs sets the target
    Unblocked, ///< the signal is unblocked, and Needs installs the handler
  };
  Kind K = Kind::Jump;
  FunctionId In = NoId;
  const Event *From = nullptr; ///< the installation, the arming of the timer, or the unblocking
  bool Opens = false; ///< Jump: From unblocks a signal that was blocked when the handler was installed
  const Event *Needs = nullptr;
  const Event *Jump = nullptr; ///< in the handler
  unsigned Install = 0;        ///< index into UnitHandlers::Handlers
  bool IsTimer = false;
};

/// State that outlives the process is created before its handler can undo it.
struct EarlyState {
  enum class Kind : uint8_t {
    Install,  ///< Needs installs the handler
    Register, ///< the handler is installed, and Needs tells it that there is something to undo
  };
  Kind K = Kind::Install;
  FunctionId In = NoId;
  const Event *Made = nullptr;   ///< in In, directly or in a callee
  const Event *Inside = nullptr; ///< the place in a callee
  const Event *Needs = nullptr;  ///< in In
  const Event *Undo = nullptr;   ///< in the handler or a callee
  ResourceKind What = ResourceKind::Name;
  unsigned Install = 0; ///< index into UnitFacts::Handlers
};

} // namespace asyncsafe

#endif
