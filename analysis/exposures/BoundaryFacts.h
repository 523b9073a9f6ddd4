//===- BoundaryFacts.h - Interruptions that do not arrive -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts about interruptions that do not arrive: those that a handler ends, those that meet a noexcept
// boundary, and thread-bound locks held where a coroutine may change its thread.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_BOUNDARYFACTS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_BOUNDARYFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// Where an interruption of the thread strikes.
struct StruckAt {
  const Event *At = nullptr;
  Source Why = Source::Cancel;
  Certainty Sure = Certainty::Likely;
  std::vector<Effect::ChainLink> Chain; ///< from the callee down
};

/// A handler that catches the interruption and does not pass it on.
struct SwallowedUnwind {
  FunctionId In = NoId;
  const UnwindScope *Try = nullptr;
  const Handler *By = nullptr;
  SourceRange Where; ///< the first statement of the handler, or the try statement
  StruckAt Point;
  unsigned Others = 0; ///< further points that it catches
  bool GoesOn = false; ///< the thread reaches the point again
};

/// The interruption meets a function that no exception may leave.
struct TerminatedUnwind {
  FunctionId In = NoId;
  StruckAt Point;
  unsigned Others = 0;
};

/// A handler or cleanup routine that can be left before its release.
struct InterruptedCleanup {
  FunctionId In = NoId;
  StruckAt Point;
  const Event *Release = nullptr; ///< the release that is skipped
  ResourceKind Resource = ResourceKind::Handle;
  std::string PlaceText;
  bool InHandler = false; ///< in a `catch`; otherwise in a cleanup routine
  bool MayEndToo = false; ///< Exposure::MayEndToo
};

/// A lock of a thread, or a mask, in force while a coroutine is suspended.
struct HeldOverSuspend {
  FunctionId In = NoId;
  const Event *Acquire = nullptr, *Suspend = nullptr;
  Place Lock; ///< None: a mask
  Source Masked = Source::Cancel;
  bool IsOwned = false; ///< an object releases it, on the thread that then runs
};

/// An operation that must not be left halfway, while a cancellation can strike at any instruction.
struct CancelledAnywhere {
  enum class Kind : uint8_t {
    Unsafe,    ///< Callee has locks and data of its own
    Allocates, ///< or frees: by `new`, or a class of the standard library
    Acquires,  ///< the acquired handle is not stored yet
    Releases,
    Unlisted, ///< no model says that Callee may be left anywhere
  };
  FunctionId In = NoId;
  const Event *Begin = nullptr; ///< from here on cancellation strikes anywhere: in In or in a callee
  Kind K = Kind::Unsafe;
  StruckAt Point; ///< in In
  CalleeId Callee = NoId;
  ResourceKind Resource = ResourceKind::Handle; ///< Acquires, Releases
  unsigned Others = 0;
};

} // namespace asyncsafe

#endif
