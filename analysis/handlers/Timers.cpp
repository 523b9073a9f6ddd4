//===- Timers.cpp - What calls do to timers -------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/Timers.h"

namespace asyncsafe {

namespace {

/// The value stored to a time, or to the struct that contains it.
enum class Length : uint8_t { Unknown, Zero, Some };

Length lengthOf(const Function &F, const Place &Time) {
  if (Time.Root != Place::RootKind::Local && Time.Root != Place::RootKind::Temporary)
    return Length::Unknown;
  Length Out = Length::Unknown;
  for (const Block &B : F.Blocks)
    for (const Event &E : B.Events) {
      if (E.kind() != EventKind::Assign || !(E.subject().startsWith(Time) || Time.startsWith(E.subject())))
        continue;
      if (E.constant() != 0)
        return Time.startsWith(E.subject()) && E.subject() != Time ? Length::Unknown : Length::Some;
      Out = Length::Zero;
    }
  return Out;
}

} // namespace

Timer timerSet(const Function &F, const Event &E) {
  if (E.kind() != EventKind::Effect || E.effect().Kind != EffectKind::SendSignal)
    return Timer::None;
  const Place &After = E.effect().Other, &Every = E.effect().Wait->Mask;
  if (After.isNone() && !E.effect().OtherValue)
    return Every.isNone() ? Timer::None : Timer::Unknown;
  bool Repeats = !Every.isNone();
  Length First = E.effect().OtherValue ? (*E.effect().OtherValue == 0 ? Length::Zero : Length::Some)
                                       : lengthOf(F, After);
  if (First == Length::Zero)
    return Timer::Stopped;
  if (!Repeats)
    return Timer::Once; // at an unknown time
  switch (lengthOf(F, Every)) {
  case Length::Zero:
    return Timer::Once;
  case Length::Some:
    return Timer::Repeats;
  case Length::Unknown:
    break;
  }
  return Timer::Unknown;
}

} // namespace asyncsafe
