//===- AlarmWindows.cpp - Code that a timer's signal can interrupt --------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/AlarmWindows.h"

#include "analysis/engine/Paths.h"
#include "analysis/handlers/Timers.h"

#include <algorithm>

namespace asyncsafe {

static constexpr int64_t Alarm = 14; // on Linux

bool AlarmWindows::onlySafeCode(const HandlerInstall &H) {
  if (H.Signal != Alarm)
    return false;
  if (!Answer)
    Answer = find();
  return *Answer;
}

bool AlarmWindows::isTimer(const Event &E) {
  return E.is(EffectKind::SendSignal) && E.effect().Owner.isNone() &&
         E.effect().Subject.Root == Place::RootKind::Global && E.effect().Subject.Name == signalName(Alarm);
}

bool AlarmWindows::stops(const Function &F, const Event &E) {
  return isTimer(E) && timerSet(F, E) == Timer::Stopped;
}

bool AlarmWindows::onlySafeFromThereOn(const HandlerInstall &H) {
  if (!H.ResetsItself || H.In == NoId || Inside[H.In] || !U.Functions[H.In].IsMain)
    return false;
  auto [It, New] = Known.try_emplace(H.At, false);
  if (New)
    It->second = findOnce(H);
  return It->second;
}

bool AlarmWindows::findOnce(const HandlerInstall &H) {
  const Function &F = U.Functions[H.In];
  for (const Function &Each : U.Functions)
    for (const Block &B : Each.Blocks)
      for (const Event &E : B.Events)
        if (E.is(EffectKind::RunsOnThread))
          return false;
  for (BlockId B = 0; B < F.Blocks.size(); ++B)
    for (size_t I = 0; I < F.Blocks[B].Events.size(); ++I)
      if (&F.Blocks[B].Events[I] == H.At)
        return isClosed(F, B, I + 1, [](const Function &In, const Event &E) { return resetsHandler(In, E); });
  return false;
}

bool AlarmWindows::find() {
  bool Any = false;
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    for (BlockId B = 0; B < U.Functions[F].Blocks.size(); ++B) {
      const std::vector<Event> &Events = U.Functions[F].Blocks[B].Events;
      for (size_t I = 0; I < Events.size(); ++I) {
        if (!isTimer(Events[I]) || stops(U.Functions[F], Events[I]))
          continue;
        if (Inside[F] || !isClosed(U.Functions[F], B, I + 1, stops))
          return false;
        Any = true;
      }
    }
  return Any;
}

/// Every path from here reaches an event that \p Ends the window, or never returns, and does nothing
/// else on the way.
bool AlarmWindows::isClosed(const Function &F, BlockId From, size_t Index, const Closes &Ends) {
  Walked W = walk(F, {From, static_cast<unsigned>(Index)}, [&](Position, const Event &E) {
    return Ends(F, E) ? Visit::EndPath : isSafe(E) ? Visit::GoOn : Visit::Stop;
  });
  return !W.Stopped &&
         std::none_of(W.Ends.begin(), W.Ends.end(), [&](BlockId B) { return returnsAfter(U, F.Blocks[B]); });
}

bool AlarmWindows::isSafe(const Event &E) {
  if (E.kind() == EventKind::Effect &&
      (E.effect().Kind == EffectKind::Acquire || E.effect().Kind == EffectKind::Release) &&
      (E.effect().Resource == ResourceKind::Heap || E.effect().Resource == ResourceKind::Array ||
       !isHandle(E.effect().Resource)))
    return false;
  if (E.site().Callee == NoId)
    return true;
  const Callee &C = U.Callees[E.site().Callee];
  if (C.Safety != SignalSafety::Unlisted)
    return C.Safety == SignalSafety::Safe;
  FunctionId Body = bodyOf(U, E.site().Callee, Runs::Surely);
  return Body == NoId ? E.kind() != EventKind::Call : !Unsafe(Body);
}

uint8_t AlarmWindows::isUnsafe(FunctionId F) {
  for (const Block &B : U.Functions[F].Blocks)
    if (!std::all_of(B.Events.begin(), B.Events.end(), [this](const Event &E) { return isSafe(E); }))
      return true;
  return false;
}

} // namespace asyncsafe
