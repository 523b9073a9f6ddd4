//===- ExposureFacts.h - Resources held at an abnormal exit -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Facts about exposures: the resource, the reason why it is held, and the points at which an
// interruption would lose it.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_EXPOSUREFACTS_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_EXPOSUREFACTS_H

#include "effects/Graph.h"

namespace asyncsafe {

/// Why a resource is held when the interruption leaves the function; selects the check that reports it.
enum class ExposureReason : uint8_t {
  LateProtection,  ///< protection starts only after the point
  LateUnmask,      ///< the mask ends before protection starts
  NoProtection,    ///< released only on the normal path
  WrongKind,       ///< there is a handler or owner, but not for this source
  EndedProtection, ///< protection ended before the release
  SkippedObject,   ///< not a resource: a jump skips the destructor of the object at PlaceText
};

/// What must happen for an interruption to strike, from the rarest on.
enum class Occasion : uint8_t {
  Memory, ///< an allocation fails
  Logic,  ///< an exception that stands for a mistake in the program itself (C++23 [std.exceptions])
  Any,
};

/// One place where a source strikes while the resource is held.
struct ExposedPoint {
  const Event *At = nullptr;
  Source Why = Source::Throw;
  Certainty Sure = Certainty::Unknown;
  bool ForSure = false; ///< no condition out of sight decides whether it strikes
  Occasion When = Occasion::Any;
  Shared<Provenance> From;

  /// The type of the exception, if known.
  const std::string &type() const { return From->Type; }
  /// The chain from the callee down, if its body is known.
  const std::vector<ChainLink> &chain() const { return From->Chain; }
};

/// A resource held at an abnormal exit, though a normal path releases it.
struct Exposure {
  const Function *In = nullptr;
  const Event *Acquire = nullptr;
  ResourceKind Resource = ResourceKind::Handle;
  std::string PlaceText; ///< "this->mutex_"
  Source Why = Source::Throw;
  Certainty Sure = Certainty::Unknown;
  ExposureReason Reason = ExposureReason::NoProtection;
  std::vector<ExposedPoint> Points; ///< in source order
  unsigned Further = 0;             ///< points that are only counted
  /// The release, or the owner or scope that begins too late or has ended; null if there is no single
  /// place.
  const Event *Release = nullptr;
  std::vector<const Event *> Releases; ///< every normal release of it
  const Event *Protection = nullptr;
  const Event *Unmask = nullptr; ///< LateUnmask: where the mask ends
  bool LostOnce = false;         ///< wherever it is caught, the program then ends without doing this again
  /// Counter, and only exceptions strike: nothing shows that the object which counts outlives them.
  bool MayEndToo = false;
  /// WrongKind: the handler or cleanup that does not help. SkippedObject: its declaration.
  SourceRange ProtectionRange;
};

/// The landing of a jump releases the resource in a variable assigned since `setjmp`, and the variable
/// is not volatile.
struct LostValue {
  const Function *In = nullptr;
  Place Variable;
  const Event *Assign = nullptr;  ///< of what was acquired
  const Event *Point = nullptr;   ///< a jump may land while it holds that
  const Event *Release = nullptr; ///< at the landing
};

} // namespace asyncsafe

#endif
