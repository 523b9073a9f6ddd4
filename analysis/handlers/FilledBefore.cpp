//===- FilledBefore.cpp - Values that are there when a handler comes -------===//

#include "analysis/handlers/FilledBefore.h"

#include "analysis/engine/Paths.h"

#include <algorithm>

namespace asyncsafe {

/// Who calls the function that installs the handler is asked in no more steps than this.
static constexpr unsigned MaxSteps = 4;

FilledBefore::FilledBefore(const Callees &Calls) : Calls(Calls), U(Calls.unit()), InSight(callersKnown(U)) {}

bool FilledBefore::contradicts(const HandlerInstall &H, const Condition &C) {
  ObjectId O = C.Subject.Object;
  bool OnlyEmpty = holds(C.Test, 0) && !holds(C.Test, 1) && !holds(C.Test, -1);
  if (!OnlyEmpty || O == NoId || C.Subject.AddressOf || H.In == NoId || !U.Objects[O].IsScalar)
    return false;
  auto [It, New] = Known.try_emplace({H.At, O}, false);
  if (New) {
    if (!Emptied)
      findEmptied();
    It->second = !Emptied->count(O) && isFilledAt(H.In, H.At, O, 0);
  }
  return It->second;
}

/// Does \p E store to an object what makes it empty, or may do so?
static bool empties(const Unit &U, const Event &E) {
  // What is computed for a pointer is there, or the handler's look-up would be as empty.
  return E.constant() ? *E.constant() == 0 : !U.Objects[E.subject().Object].IsPointer;
}

/// What is released and cleared together goes with the object that it is a part of.
static bool isReleasedBefore(const Block &B, const Event &Clears) {
  return std::any_of(B.Events.data(), &Clears, [&](const Event &E) {
    return E.is(EffectKind::Release) && E.effect().Subject == Clears.subject();
  });
}

void FilledBefore::findEmptied() {
  Emptied.emplace();
  auto Given = [&](const Place &P) {
    if (P.AddressOf && P.Object != NoId)
      Emptied->insert(P.Object);
  };
  for (const Function &F : U.Functions)
    forEachEvent(F, [&](Position P, const Event &E) {
      if (E.kind() == EventKind::Assign && E.subject().Object != NoId && empties(U, E) &&
          !isReleasedBefore(F.Blocks[P.Block], E))
        Emptied->insert(E.subject().Object);
      Given(E.other());
      for (const Place &A : E.site().Args)
        Given(A);
    });
}

bool FilledBefore::fills(const Event &E, ObjectId O) {
  if (E.kind() == EventKind::Assign)
    return E.subject().Object == O && !empties(U, E);
  FunctionId Body = calledBy(U, E, Runs::Surely);
  return Body != NoId && fills(Body, O);
}

/// Calls \p V(event) -> Visit on the paths from the entry on which \p O is empty.
template <class AtEvent> static Walked walkEmpty(const Unit &U, const Function &F, ObjectId O, AtEvent V) {
  auto Ends = [&](const Event &E) { return E.site().Callee != NoId && U.Callees[E.site().Callee].NoReturn; };
  return walk(
      F, {}, [&](Position, const Event &E) { return Ends(E) ? Visit::EndPath : V(E); },
      [&](const Edge &E) {
        return !E.When || E.When->Subject.Object != O || E.When->Subject.AddressOf || holds(E.When->Test, 0);
      });
}

bool FilledBefore::fills(FunctionId F, ObjectId O) {
  auto [It, New] = Fills.try_emplace({F, O}, false); // what calls itself without end fills nothing
  if (!New)
    return It->second;
  bool Filled = walkEmpty(U, U.Functions[F], O, [&](const Event &E) {
                  if (fills(E, O))
                    return Visit::EndPath;
                  bool Leaves = E.kind() == EventKind::Return || E.kind() == EventKind::Throw;
                  return Leaves ? Visit::Stop : Visit::GoOn;
                }).allEnded();
  return Fills[{F, O}] = Filled;
}

/// No path comes to \p At, of \p F, on which \p O is empty.
bool FilledBefore::isFilledAt(FunctionId F, const Event *At, ObjectId O, unsigned Depth) {
  bool Arrives = walkEmpty(U, U.Functions[F], O, [&](const Event &E) {
                   return &E == At ? Visit::Stop : fills(E, O) ? Visit::EndPath : Visit::GoOn;
                 }).Stopped;
  if (!Arrives)
    return true;
  const std::vector<CallEdge> &Callers = Calls.callers(F);
  return Depth < MaxSteps && InSight[F] && !Callers.empty() &&
         std::all_of(
             Callers.begin(), Callers.end(),
             [&](const CallEdge &C) { return isFilledAt(C.From, C.At, O, Depth + 1); });
}

} // namespace asyncsafe
