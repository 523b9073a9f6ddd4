//===- OuterFrames.h - Findings that outer frames make harmless -*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// In a whole program, drops findings in a function that its callers make harmless:
//  1. An exception that no caller catches ends the program, and the loss with it; so does a jump for which
//     no caller has set a landing. A resource that outlives the process is still reported.
//  2. Where it is caught, the program may be about to end: what is lost once is noted as such.
//  3. A cancelled thread that has pushed a cleanup routine in an outer function releases a lock there.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_OUTERFRAMES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_OUTERFRAMES_H

#include "analysis/exposures/AfterCatch.h"
#include "analysis/exposures/Catchers.h"
#include "analysis/exposures/ExposureFacts.h"
#include "analysis/exposures/Landings.h"
#include "analysis/exposures/Roles.h"
#include "analysis/steps/Steps.h"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace asyncsafe {

class OuterFrames {
public:
  OuterFrames(const Callees &Calls, CalleeOracle &Oracle, const Roles &Who)
      : Calls(Calls), U(Calls.unit()), Oracle(Oracle), Who(Who) {}

  /// Drops what is harmless, and marks what is lost once.
  void judge(std::vector<Exposure> &Found);

private:
  bool endsProgramWithThread(const Function &F) const;
  bool endsProgram(const Exposure &X, const ExposedPoint &P);
  /// Every route from a thread that may be cancelled to \p F passes a routine that releases \p Lock.
  bool isReleased(FunctionId F, const std::string &Lock);
  /// The locks with static storage released by the cleanup routines that are pushed at \p C.
  std::set<std::string> releasedAround(const CallEdge &C);

  const Callees &Calls;
  const Unit &U;
  CalleeOracle &Oracle;
  const Roles &Who;
  /// What the frames further out do, made for the first that asks.
  struct Frames {
    explicit Frames(const Callees &Calls) : Below(Calls), Caught(Below), Landed(Below), After(Calls) {}
    RunsBelow Below;
    Catchers Caught;
    Landings Landed;
    AfterCatch After;
  };
  Frames &frames();
  void markLostOnce(std::vector<Exposure> &Found);
  std::optional<Frames> Outer;
  std::map<FunctionId, std::map<ScopeId, std::set<std::string>>> Releases; ///< by function and cleanup scope
  std::map<std::pair<FunctionId, std::string>, bool> Known;
};

} // namespace asyncsafe

#endif
