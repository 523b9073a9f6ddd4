//===- RootCauses.cpp - One finding for what is mended at one place -------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/RootCauses.h"

#include "checks/Reporter.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace asyncsafe {

namespace {

/// Places of one exception or jump, and of all requests to cancel, that are told one by one.
constexpr size_t FewOfOne = 3, FewCancellations = 10;
/// Of the places that one finding speaks for, so many are named.
constexpr size_t MaxNamed = 3;

using ByRoot = std::map<std::tuple<FileId, uint32_t>, std::vector<CausedFinding *>>;

/// \p Cause, \p Where: end of the note behind the number of the other places.
void tellWorst(const std::vector<CausedFinding *> &All, const Unit &U, const Reporter &Names,
               const std::string &Cause, const std::string &Where) {
  if (All.size() == 1)
    return;
  // Errors before warnings, else the first.
  CausedFinding *Worst =
      *std::max_element(All.begin(), All.end(), [](const CausedFinding *A, const CausedFinding *B) {
        return A->F.Severity < B->F.Severity;
      });
  for (CausedFinding *Each : All)
    if (Each != Worst)
      Each->F.Severity = Level::Note;
  const SourceRange &Root = Worst->Root;
  Worst->F.Notes.push_back({Root.isValid() ? placeOf(Root, U) : Worst->F.Where,
                            "this " + Cause + " can do so at " + std::to_string(All.size() - 1) +
                                (All.size() == 2 ? " more place" : " more places") + Where,
                            Names.functionAround(Root)});
  size_t Named = 0;
  for (const CausedFinding *Each : All)
    if (Each != Worst && Named++ < MaxNamed)
      Worst->F.Notes.push_back({Each->F.Where, "what is acquired here is one of them", Each->F.Function});
}

void groupOf(Source Why, const std::string &Name, std::vector<CausedFinding> &Found, const Unit &U,
             const Reporter &Names) {
  ByRoot Roots;
  for (CausedFinding &C : Found)
    if (C.F.Why == Why && C.F.Severity > Level::Note && C.Root.isValid())
      Roots[{C.Root.File, C.Root.Begin}].push_back(&C);
  for (auto &[Root, All] : Roots)
    if (All.size() > FewOfOne)
      tellWorst(All, U, Names, Name, "");
}

/// That a program cancels a thread exposes what all of that thread's code holds.  In files that do not speak
/// of cancellation, the one thing to mend is the cancellation.  What is merely leaked is told once anywhere,
/// if the request is known.
void groupCancellations(std::vector<CausedFinding> &Found, const Unit &U, const Reporter &Names) {
  std::set<std::string> Near;
  for (const Evidence &E : U.LiveEvidence)
    if (E.Of == Source::Cancel)
      Near.insert(placeOf(E.Where, U).File);
  ByRoot Requests;
  size_t Count = 0;
  for (CausedFinding &C : Found)
    if (C.F.Why == Source::Cancel && C.F.Severity > Level::Note && !Near.count(C.F.Where.File)) {
      Requests[{C.Root.File, C.Root.Begin}].push_back(&C);
      ++Count;
    }
  if (Count > FewCancellations)
    for (auto &[Request, All] : Requests)
      tellWorst(All, U, Names, "cancellation", " in files that do not speak of cancellation");

  ByRoot Leaks;
  for (CausedFinding &C : Found)
    if (C.F.Why == Source::Cancel && C.F.Severity == Level::Warning && C.Root.isValid())
      Leaks[{C.Root.File, C.Root.Begin}].push_back(&C);
  for (auto &[Request, All] : Leaks)
    if (All.size() > FewOfOne)
      tellWorst(All, U, Names, "cancellation", "");
}

} // namespace

void groupByRootCause(std::vector<CausedFinding> &Found, const Unit &U, const Reporter &Names) {
  groupCancellations(Found, U, Names);
  groupOf(Source::Throw, "exception", Found, U, Names);
  groupOf(Source::Jump, "jump", Found, U, Names);
}

} // namespace asyncsafe
