//===- OuterFrames.h - What the frames further out do -----------*- C++ -*-===//
//
// Leaves out what was found in a function that its callers make good, in a whole program:
//  1. An exception that no caller catches ends the program, and with it what is lost.  What outlives the
//     process is told all the same.
//  2. A cancelled thread that has pushed a cleanup routine further out releases a lock there.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_EXPOSURES_OUTERFRAMES_H
#define ASYNCSAFE_ANALYSIS_EXPOSURES_OUTERFRAMES_H

#include "analysis/exposures/Catchers.h"
#include "analysis/exposures/ExposureFacts.h"
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

  void drop(std::vector<Exposure> &Found);

private:
  bool endsProgram(const Exposure &X, const ExposedPoint &P);
  /// Every way from a thread that may be cancelled to \p F passes a routine that releases \p Lock.
  bool isReleased(FunctionId F, const std::string &Lock);
  /// The locks with static storage that the cleanup routines release which are pushed where \p C stands.
  std::set<std::string> releasedAround(const CallEdge &C);

  const Callees &Calls;
  const Unit &U;
  CalleeOracle &Oracle;
  const Roles &Who;
  std::optional<Catchers> Caught;                                          ///< made for the first that asks
  std::map<FunctionId, std::map<ScopeId, std::set<std::string>>> Releases; ///< by function and cleanup scope
  std::map<std::pair<FunctionId, std::string>, bool> Known;
};

} // namespace asyncsafe

#endif
