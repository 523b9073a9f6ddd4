//===- ExposureFacts.h - What is held when an interruption leaves -*- C++ -*-===//
//
// Decides what may be asked about exposures: the resource, why it is held, and the
// points at which it is.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_EXPOSUREFACTS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_EXPOSUREFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// Why a resource is held when the interruption leaves: decides which check speaks.
enum class ExposureReason : uint8_t {
  LateProtection,  ///< protection starts only after the point
  LateUnmask,      ///< the mask ends before protection starts
  NoProtection,    ///< plain release on the normal path alone
  WrongKind,       ///< there is a handler or owner, but not for this source
  EndedProtection, ///< protection ended before the release
  SkippedObject,   ///< no resource: a jump passes by the destructor of the object at PlaceText
};

/// One place where a source strikes while the resource is held.
struct ExposedPoint {
  const Event *At = nullptr;
  Source Why = Source::Throw;
  Certainty Sure = Certainty::Unknown;
  bool AllocationOnly = false; ///< it can only run out of memory
  Shared<Provenance> From;

  /// Of the exception, if known.
  const std::string &type() const { return From->Type; }
  /// From the callee down, if its body is known.
  const std::vector<ChainLink> &chain() const { return From->Chain; }
};

/// A resource held at an abnormal exit that a normal path releases.
struct Exposure {
  const Function *In = nullptr;
  const Event *Acquire = nullptr;
  ResourceKind Resource = ResourceKind::Handle;
  std::string PlaceText; ///< "this->mutex_"
  Source Why = Source::Throw;
  Certainty Sure = Certainty::Unknown;
  ExposureReason Reason = ExposureReason::NoProtection;
  std::vector<ExposedPoint> Points; ///< in source order
  unsigned Further = 0;             ///< points that are counted and not listed
  /// Where the release stands, or the owner or scope that comes too late or
  /// has ended; null if neither is a single place.
  const Event *Release = nullptr;
  std::vector<const Event *> Releases; ///< every normal release of it
  const Event *Protection = nullptr;
  const Event *Unmask = nullptr; ///< LateUnmask: where the mask ends
  /// WrongKind: the handler or cleanup that does not help. SkippedObject: its declaration.
  SourceRange ProtectionRange;
};

/// The landing of a jump releases what a variable holds since `setjmp`, and the variable is not volatile.
struct LostValue {
  const Function *In = nullptr;
  Place Variable;
  const Event *Assign = nullptr;  ///< of what was acquired
  const Event *Point = nullptr;   ///< may jump back while it holds that
  const Event *Release = nullptr; ///< at the landing
};

} // namespace asyncsafe

#endif
