//===- BoundaryFacts.h - Unwinding that goes wrong ---------------*- C++ -*-===//
//
// Decides what may be asked about interruptions that do not arrive where they should: those
// that a handler ends, those that meet a noexcept boundary, and locks of a thread that are
// held where a coroutine changes it.
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

/// A handler takes the interruption, and does not pass it on.
struct SwallowedUnwind {
  FunctionId In = NoId;
  const UnwindScope *Try = nullptr;
  const Handler *By = nullptr;
  SourceRange Where; ///< the first thing that the handler does, or the try statement
  StruckAt Point;
  unsigned Others = 0; ///< more points that it takes
  bool GoesOn = false; ///< the thread comes to the point again
};

/// The interruption meets a function that no exception may leave.
struct TerminatedUnwind {
  FunctionId In = NoId;
  StruckAt Point;
  unsigned Others = 0;
};

/// A handler, or a cleanup routine, can be left before it has released what it is there for.
struct InterruptedCleanup {
  FunctionId In = NoId;
  StruckAt Point;
  const Event *Release = nullptr; ///< that is skipped
  ResourceKind Resource = ResourceKind::Handle;
  std::string PlaceText;
  bool InHandler = false; ///< in a `catch`; else in a routine that is run as a cleanup
};

/// A lock of a thread, or a mask, is in force while a coroutine is suspended.
struct HeldOverSuspend {
  FunctionId In = NoId;
  const Event *Acquire = nullptr, *Suspend = nullptr;
  Place Lock; ///< None: a mask
  Source Masked = Source::Cancel;
  bool IsOwned = false; ///< an object releases it, on whatever thread that runs
};

/// Something that must not be left halfway is done while a cancellation strikes at any instruction.
struct CancelledAnywhere {
  enum class Kind : uint8_t {
    Unsafe,    ///< Callee has locks and data of its own
    Allocates, ///< or frees: by `new`, or a class of the standard library
    Acquires,  ///< what it has acquired is nowhere yet
    Releases,
    Unlisted, ///< nobody says that Callee may be left anywhere
  };
  FunctionId In = NoId;
  const Event *Begin = nullptr; ///< from here on it strikes anywhere: in In, itself or by what it calls
  Kind K = Kind::Unsafe;
  StruckAt Point; ///< in In
  CalleeId Callee = NoId;
  ResourceKind Resource = ResourceKind::Handle; ///< Acquires, Releases
  unsigned Others = 0;
};

} // namespace asyncsafe

#endif
