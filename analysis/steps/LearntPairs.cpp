//===- LearntPairs.cpp - Functions that take and give back ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/steps/LearntPairs.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"

#include <algorithm>

namespace asyncsafe {

namespace {

/// No row and no body says what it does.
bool isUnknown(const Unit &U, CalleeId C) {
  const Callee &It = U.Callees[C];
  return isOpen(U, C) && !It.Virtual && !It.Indirect && !It.System && !It.Standard && !It.Constructor &&
         !It.Destructor && !It.NoReturn;
}

/// Its object or a variable with static storage, or something in one.
bool isShared(const Place &P) { return P.Root == Place::RootKind::Global || P.Root == Place::RootKind::This; }

/// A known body that answers with something which is kept elsewhere: an element of a pool, a free slot.
bool takesOut(const Unit &U, CalleeId C) {
  FunctionId Body = bodyOf(U, C, Runs::Surely);
  bool Out = false, Else = Body == NoId;
  if (Body != NoId)
    forEachEvent(U.Functions[Body], [&](Position, const Event &E) {
      if (E.kind() == EventKind::Return && E.constant() != 0) {
        bool Kept = isShared(E.subject()) && (E.subject().AddressOf || !E.subject().Path.empty());
        (Kept ? Out : Else) = true;
      }
      Else |= E.is(EffectKind::Acquire) && isHandle(E.effect().Resource);
    });
  return Out && !Else;
}

/// A known body that keeps \p Parameter somewhere, or marks it.
bool putsBack(const Function &Body, unsigned Parameter) {
  bool Out = false;
  auto Is = [&](const Place &P) { return P.Root == Place::RootKind::Param && P.Index == Parameter; };
  forEachEvent(Body, [&](Position, const Event &E) {
    if (E.kind() == EventKind::Assign)
      Out |= (Is(E.subject()) && !E.subject().Path.empty()) || (Is(E.other()) && isShared(E.subject()));
    if (E.kind() == EventKind::Call && isShared(E.site().This))
      Out |= std::any_of(E.site().Args.begin(), E.site().Args.end(),
                         [&](const Place &A) { return Is(A) && A.Path.empty(); });
  });
  return Out;
}

/// The unknown function that a call of \p C hands \p Parameter on to, being it itself or a body that does
/// nothing else; or \p C itself, if its body puts the parameter back.
CalleeId receiver(const Unit &U, CalleeId C, unsigned Parameter) {
  if (isUnknown(U, C))
    return Parameter == 0 ? C : NoId;
  FunctionId Body = bodyOf(U, C, Runs::Surely);
  if (Body == NoId)
    return NoId;
  CalleeId Found = NoId;
  unsigned Calls = 0;
  forEachEvent(U.Functions[Body], [&](Position, const Event &E) {
    if (E.site().Callee == NoId)
      return;
    ++Calls;
    bool Hands = E.kind() == EventKind::Call && isUnknown(U, E.site().Callee) && !E.site().Args.empty() &&
                 E.site().Args[0].Root == Place::RootKind::Param && E.site().Args[0].Index == Parameter &&
                 E.site().Args[0].Path.empty();
    if (Hands)
      Found = E.site().Callee;
  });
  if (Calls == 1 && Found != NoId)
    return Found;
  return Parameter == 0 && putsBack(U.Functions[Body], Parameter) ? C : NoId;
}

bool isVariable(const Place &P) { return P.Root == Place::RootKind::Local && P.Path.empty() && !P.AddressOf; }

/// The blocks that only an interruption leads to: a handler's, a landing's.
std::vector<bool> abnormalBlocks(const Function &F) {
  std::vector<BlockId> Starts;
  for (const UnwindScope &S : F.Scopes)
    for (const Handler &H : S.Handlers)
      Starts.push_back(H.Entry);
  forEachEvent(F, [&](Position, const Event &E) {
    if (E.JumpsTo != NoId)
      Starts.push_back(E.JumpsTo);
  });
  std::vector<bool> Out(F.Blocks.size());
  if (Starts.empty())
    return Out;
  std::sort(Starts.begin(), Starts.end());
  Starts.erase(std::unique(Starts.begin(), Starts.end()), Starts.end());
  // What a normal path comes to without one of them is not theirs alone.
  auto All = [](BlockId, const Edge &) { return true; };
  auto IsStart = [&](BlockId B) { return std::binary_search(Starts.begin(), Starts.end(), B); };
  std::vector<bool> Normal = reach(F, {0}, Along::Forward, All, [&](BlockId B) { return !IsStart(B); });
  Out = reach(F, Starts, Along::Forward, All);
  for (BlockId B = 0; B < Out.size(); ++B)
    Out[B] = IsStart(B) || (Out[B] && !Normal[B] && B != 0);
  return Out;
}

} // namespace

LearntPairs::LearntPairs(const Unit &U) {
  for (const Function &F : U.Functions)
    if (!F.System)
      function(U, F);
}

bool LearntPairs::mayTake(const Unit &U, CalleeId C) {
  auto [It, New] = Known.try_emplace(C);
  if (New)
    It->second = isUnknown(U, C) || takesOut(U, C);
  return It->second;
}

void LearntPairs::function(const Unit &U, const Function &F) {
  bool MayClean = std::any_of(F.Scopes.begin(), F.Scopes.end(), [](const UnwindScope &S) {
    return S.Kind == ScopeKind::Cleanup || S.Kind == ScopeKind::Try;
  });
  forEachEvent(F, [&](Position, const Event &E) { MayClean |= E.is(EffectKind::SetJump); });
  if (!MayClean)
    return;
  std::vector<bool> Abnormal = abnormalBlocks(F);
  // Which variable holds what an unknown call has answered.
  std::vector<std::pair<Place, const Event *>> Results, Held;
  forEachEvent(F, [&](Position, const Event &E) {
    if (E.kind() == EventKind::Call && E.site().Callee != NoId && !E.site().Result.isNone() &&
        mayTake(U, E.site().Callee))
      Results.emplace_back(E.site().Result, &E);
    if (E.kind() == EventKind::Assign && isVariable(E.subject()))
      for (auto &[Result, Call] : Results)
        if (E.other() == Result)
          Held.emplace_back(E.subject(), Call);
  });
  for (auto &[Variable, Call] : Held) {
    unsigned Times = 0; // assigned
    std::set<CalleeId> Cleaning, Ending;
    bool Escapes = false;
    for (const UnwindScope &S : F.Scopes) {
      const CallSite &Site = S.Action.site();
      if (S.Kind == ScopeKind::Cleanup && Site.Callee != NoId && !Site.Args.empty() &&
          Site.Args[0] == Variable)
        Cleaning.insert(receiver(U, Site.Callee, 0));
    }
    forEachEvent(F, [&](Position At, const Event &E) {
      if (E.kind() == EventKind::Assign) {
        Times += E.subject() == Variable;
        Escapes |= E.other() == Variable;
      }
      Escapes |= E.kind() == EventKind::Return && E.subject() == Variable;
      if (E.kind() != EventKind::Call || E.site().Args.empty() || !(E.site().Args[0] == Variable))
        return;
      CalleeId To = receiver(U, E.site().Callee, 0);
      if (To == NoId || (isUnknown(U, Call->site().Callee) != isUnknown(U, To)))
        return;
      // After its release it is not used.
      bool Last = !walk(F, behind(At), [&](Position, const Event &Later) {
                     if (Later.kind() == EventKind::Assign && Later.subject() == Variable)
                       return Visit::EndPath;
                     bool Uses = std::any_of(Later.site().Args.begin(), Later.site().Args.end(),
                                             [&](const Place &A) { return A.startsWith(Variable); });
                     return Uses ? Visit::Stop : Visit::GoOn;
                   }).Stopped;
      if (Last)
        (Abnormal[At.Block] ? Cleaning : Ending).insert(To);
    });
    Cleaning.erase(NoId);
    if (Times != 1 || Escapes)
      continue;
    for (CalleeId To : Cleaning)
      if (Ending.count(To) && To != Call->site().Callee) {
        Takers.insert(Call->site().Callee);
        Givers.insert(To);
      }
  }
}

} // namespace asyncsafe
