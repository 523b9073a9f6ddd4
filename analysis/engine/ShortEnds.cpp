//===- ShortEnds.cpp - Calls that soon end the program --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/ShortEnds.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/Loops.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// A function that never returns, and what its paths end with.
struct Ending {
  CalleeId Id;
  std::vector<CalleeId> Last;
};

} // namespace

ShortEnds::ShortEnds(const Unit &U) : Soon(U.Callees.size()) {
  // More calls in calls than these before the end are not followed.
  constexpr unsigned MostCalls = 4;
  std::vector<Ending> Endings;
  std::vector<bool> Ends(U.Callees.size()); // in so many calls as the rounds before have met
  for (CalleeId Id = 0; Id < U.Callees.size(); ++Id) {
    if (!U.Callees[Id].NoReturn)
      continue;
    FunctionId Body = bodyOf(U, Id, Runs::Surely);
    Ends[Id] = Body == NoId;
    if (Body == NoId)
      continue;
    const Function &F = U.Functions[Body];
    std::vector<bool> Loops = inLoops(F);
    if (std::find(Loops.begin(), Loops.end(), true) != Loops.end())
      continue;
    Ending New{Id, {}};
    for (const Block &B : F.Blocks)
      if (B.Successors.empty() && !B.Events.empty() && B.Events.back().kind() == EventKind::Call)
        New.Last.push_back(B.Events.back().site().Callee);
    Endings.push_back(std::move(New));
  }
  for (unsigned Round = 0; Round < MostCalls; ++Round) {
    std::vector<CalleeId> Found;
    for (const Ending &E : Endings)
      if (!Ends[E.Id] && std::all_of(E.Last.begin(), E.Last.end(),
                                     [&](CalleeId Last) { return Last != NoId && Ends[Last]; }))
        Found.push_back(E.Id);
    for (CalleeId Id : Found)
      Ends[Id] = Soon[Id] = true;
  }
}

} // namespace asyncsafe
