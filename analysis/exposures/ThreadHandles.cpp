//===- ThreadHandles.cpp - Threads and the handles that cancel them -------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/ThreadHandles.h"

#include "analysis/engine/FunctionValues.h"
#include "analysis/engine/Paths.h"
#include "analysis/exposures/EndOfProgram.h"

#include <algorithm>
#include <tuple>

namespace asyncsafe {

/// A handle passed on through more calls than this is not followed.
static constexpr unsigned MaxSteps = 4;

ThreadHandles::ThreadHandles(const Callees &Calls, const std::vector<bool> &HandlesFault)
    : U(Calls.unit()), Calls(Calls), Whole(isWholeProgram(U)), Threads(Calls.threads()) {
  findCopies();
  findRequests(HandlesFault);
  if (Threads.empty() && Cancelled.empty())
    return;
  findStartsElsewhere();
  findEscapes();
}

ThreadHandles::Key ThreadHandles::keyOf(const Place &P) {
  Key K;
  K.Object = P.Object;
  if (K.Object == NoId && P.Root == Place::RootKind::Local)
    K.Local = P.Index;
  if (K.Object == NoId && P.Root == Place::RootKind::Temporary)
    K.Temporary = P.Index;
  return K;
}

/// Which threads \p Named may be is unknown: a result, or an element that a pointer or iterator stands at.
bool ThreadHandles::isUnknown(const Key &K, const Place &Named) const {
  auto IsCopy = [&](const auto &Copy) { return Copy.first.Temporary == NoId && Copy.second.count(K); };
  bool Points = K.Local != NoId && !Named.Path.empty() && Named.Path.front().K == Projection::Kind::Deref;
  return K.isNone() || K.Temporary != NoId || (Points && std::none_of(Copies.begin(), Copies.end(), IsCopy));
}

std::set<ThreadHandles::Key> ThreadHandles::keysOf(FunctionId In, const Place &P, unsigned Depth) const {
  Key Own = keyOf(P);
  if (!Own.isNone() || P.Root != Place::RootKind::Param)
    return {Own};
  std::set<Key> Out;
  for (const CallEdge &Call : Calls.callers(In)) {
    const std::vector<Place> &Args = Call.At->site().Args;
    if (Depth == MaxSteps || P.Index >= Args.size() || Call.From == In)
      Out.insert(Key());
    else
      Out.merge(keysOf(Call.From, P.substituted(Args[P.Index]), Depth + 1));
  }
  // Callers in other units may name any thread. A method that wraps the request and has no caller in
  // this unit may be unused: it came with its class.
  const Function &F = U.Functions[In];
  bool OthersCall = !F.IsLocalToUnit && !(Whole && !Out.empty());
  if (OthersCall && !(Out.empty() && !F.Class.empty()))
    Out.insert(Key());
  return Out;
}

void ThreadHandles::findRequests(const std::vector<bool> &HandlesFault) {
  std::optional<EndOfProgram> Ends;
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    for (const Block &B : U.Functions[F].Blocks)
      for (const Event &E : B.Events) {
        if (!E.is(EffectKind::CancelThread))
          continue;
        if (!Ends)
          Ends.emplace(Calls, HandlesFault);
        if (Ends->holds(F))
          continue;
        for (const Key &K : keysOf(F, E.effect().Subject)) {
          const Event *&By = isUnknown(K, E.effect().Subject) ? Unnamed : Cancelled[K];
          if (!By || isEarlier(E.Expr, By->Expr))
            By = &E;
        }
      }
}

/// `launch(&thread, body)`: the handle that is cancelled here shows which thread it starts.
void ThreadHandles::findStartsElsewhere() {
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    for (BlockId B = 0; B < U.Functions[F].Blocks.size(); ++B)
      for (unsigned I = 0; I < U.Functions[F].Blocks[B].Events.size(); ++I) {
        const Event &E = U.Functions[F].Blocks[B].Events[I];
        if (E.kind() != EventKind::Call || bodyOf(U, E, Runs::Perhaps) != NoId)
          continue;
        auto Named = std::find_if(E.site().Args.begin(), E.site().Args.end(),
                                  [&](const Place &A) { return A.AddressOf && Cancelled.count(keyOf(A)); });
        if (Named == E.site().Args.end())
          continue;
        Place Handle = *Named;
        Handle.AddressOf = false;
        for (auto &[Argument, Id] : E.site().FunctionArgs)
          if (FunctionId Body = bodyOf(U, Id, Runs::Perhaps); Body != NoId)
            Threads.push_back({Body, F, B, I, &E, Handle});
      }
}

void ThreadHandles::leaks(const Place &P) {
  if (Key K = keyOf(P); !K.isNone())
    Leaked.insert(K);
}

/// The handle is returned, stored where it has no key, or passed to a function that is not the system's.
void ThreadHandles::findEscapes() {
  for (const Function &F : U.Functions)
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.kind() == EventKind::Assign && (!Whole || keyOf(E.subject()).isNone()))
          leaks(E.other());
        else if (E.kind() == EventKind::Return)
          leaks(E.subject());
        else if (E.kind() == EventKind::Call &&
                 !(U.Callees[E.site().Callee].System && U.Callees[E.site().Callee].IsC))
          std::for_each(E.site().Args.begin(), E.site().Args.end(), [&](const Place &A) { leaks(A); });
}

/// `thread = waiter->thread; … pthread_cancel(thread);`, `member = std::thread(body);`
void ThreadHandles::findCopies() {
  auto Copy = [&](const Place &Of, const Place &Into) {
    if (Key From = keyOf(Of), To = keyOf(Into); !From.isNone() && !To.isNone())
      Copies[From].insert(To);
  };
  for (const Function &F : U.Functions)
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.kind() == EventKind::Assign)
          Copy(E.other(), E.subject());
        else if (E.is(EffectKind::Transfer))
          Copy(E.effect().Subject, E.effect().Owner);
}

std::set<ThreadHandles::Key> ThreadHandles::keysOf(const ThreadStart &T) const {
  std::set<Key> Keys = keysOf(T.In, T.Handle);
  std::vector<Key> Work(Keys.begin(), Keys.end());
  while (!Work.empty()) {
    auto Found = Copies.find(Work.back());
    Work.pop_back();
    if (Found != Copies.end())
      for (const Key &K : Found->second)
        if (Keys.insert(K).second)
          Work.push_back(K);
  }
  return Keys;
}

const Event *ThreadHandles::cancelled(const ThreadStart &T) const {
  const Event *Out = nullptr;
  for (const Key &K : keysOf(T)) {
    auto By = Cancelled.find(K);
    if (By != Cancelled.end() && (!Out || isEarlier(By->second->Expr, Out->Expr)))
      Out = By->second;
  }
  return Out;
}

bool ThreadHandles::isPrivate(const ThreadStart &T) const {
  std::set<Key> Keys = keysOf(T);
  return !Keys.empty() && std::all_of(Keys.begin(), Keys.end(), [&](const Key &K) {
    bool Own = K.Object == NoId
                   ? !K.isNone()
                   : Whole || (U.Objects[K.Object].IsLocalToUnit && !U.Objects[K.Object].IsField);
    return Own && !Cancelled.count(K) && !Leaked.count(K);
  });
}

} // namespace asyncsafe
