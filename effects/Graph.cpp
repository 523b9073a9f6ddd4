//===- Graph.cpp - What an event has, and where effects meet a call -------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "effects/Graph.h"

#include <algorithm>

namespace asyncsafe {

bool Unit::isMainFile(FileId File) const {
  return File < Files.size() &&
         (Files[File] == MainFile || std::binary_search(Linked.begin(), Linked.end(), Files[File]));
}

const Shared<Effect> &Event::sharedEffect() const {
  static const auto &None = *new Shared<Effect>;
  if (auto *E = as<EffectEvent>())
    return E->Does;
  auto *T = as<ThrowEvent>();
  return T ? T->Raises : None;
}

const CallSite &Event::site() const {
  static const auto &None = *new CallSite;
  if (auto *E = as<EffectEvent>())
    return *E->Site;
  if (auto *C = as<CallEvent>())
    return *C->Site;
  auto *D = as<DestroyEvent>();
  return D ? *D->Site : None;
}

const Place &Event::subject() const {
  static const auto &None = *new Place;
  switch (kind()) {
  case EventKind::Destroy:
    return as<DestroyEvent>()->Subject;
  case EventKind::Assign:
    return as<AssignEvent>()->Subject;
  case EventKind::Return:
    return as<ReturnEvent>()->Subject;
  case EventKind::Read:
    return as<ReadEvent>()->Subject;
  case EventKind::Use:
    return as<UseEvent>()->Subject;
  default:
    return None;
  }
}

const Place &Event::other() const {
  static const auto &None = *new Place;
  return as<AssignEvent>() ? as<AssignEvent>()->Other : None;
}

std::optional<int64_t> Event::constant() const {
  if (auto *A = as<AssignEvent>())
    return A->Constant;
  return as<ReturnEvent>() ? as<ReturnEvent>()->Constant : std::nullopt;
}

CalleeId Event::function() const {
  if (auto *A = as<AssignEvent>())
    return A->Function;
  if (auto *R = as<ReturnEvent>())
    return R->Function;
  return as<EffectEvent>() ? as<EffectEvent>()->Function : NoId;
}

namespace {

Place actual(const Place &Formal, const CallSite &Site) {
  switch (Formal.Root) {
  case Place::RootKind::This:
    return Formal.substituted(Site.This);
  case Place::RootKind::Return:
    return Formal.substituted(Site.Result);
  case Place::RootKind::Param:
    if (Formal.Index < Site.Args.size())
      return Formal.substituted(Site.Args[Formal.Index]);
    return Place();
  default:
    return Formal; // globals, and the locals that a lambda's summary names
  }
}

/// The value of a formal place's actual argument, if constant.
std::optional<int64_t> constantOf(const Place &Formal, const CallSite &Site) {
  bool IsArgument = Formal.Root == Place::RootKind::Param && Formal.Path.empty() && !Formal.AddressOf;
  if (!IsArgument || Formal.Index >= Site.Constants.size())
    return std::nullopt;
  return Site.Constants[Formal.Index];
}

/// In nanoseconds, if \p Formal's limit is constant at this call.
std::optional<int64_t> limitOf(const Effect &Formal, const Effect &Actual, const CallSite &Site) {
  if (Formal.Other.isNone())
    return Formal.Wait->Limit; // of a summary
  if (Formal.Wait->Deadline)
    return std::nullopt;
  if (Actual.OtherValue)
    return nanoseconds(*Actual.OtherValue, Formal.Wait->Unit);
  bool IsArgument = Formal.Other.Root == Place::RootKind::Param && Formal.Other.Path.empty();
  if (Formal.Wait->Unit == LimitUnit::Duration && IsArgument)
    for (auto &[Argument, Length] : Site.Durations)
      if (Argument == Formal.Other.Index)
        return Length;
  return std::nullopt;
}

/// How long the wait \p Formal can last with \p Limit, or nothing if it does not wait at all.
std::optional<WaitLength> lengthOf(const Effect &Formal, const Effect &Actual, std::optional<int64_t> Limit) {
  const std::optional<Predicate> &Forever = Formal.Wait->Forever;
  if (Formal.Other.isNone())
    return Formal.Wait->Length; // of a summary; a row has no bound
  if (Limit == 0)
    return std::nullopt;
  if (!Actual.OtherValue) {
    // An address is never null.
    bool MayBeNone = Forever && !(Actual.Other.AddressOf && holds(*Forever, 0));
    return MayBeNone ? WaitLength::Open : WaitLength::Bounded;
  }
  if (Forever && holds(*Forever, *Actual.OtherValue))
    return WaitLength::Unbounded;
  if (*Actual.OtherValue == 0)
    return std::nullopt;
  return WaitLength::Bounded;
}

/// Whether the constant arguments allow an effect: it happens, it does not, or (in \p Open) it depends
/// on a parameter of the calling function.
bool conditionsAllow(const std::vector<Condition> &When, const CallSite &Site, std::vector<Condition> &Open,
                     bool &Assumed) {
  for (const Condition &C : When) {
    if (C.Subject.Root != Place::RootKind::Param || !C.Subject.Path.empty())
      return false;
    unsigned I = C.Subject.Index;
    if (I < Site.Constants.size() && Site.Constants[I]) {
      if (!holds(C.Test, *Site.Constants[I]))
        return false;
      continue;
    }
    bool PassedThrough = I < Site.Args.size() && Site.Args[I].Root == Place::RootKind::Param &&
                         Site.Args[I].Path.empty() && !Site.Args[I].AddressOf;
    // The caller's own caller may pass a constant; of any other unknown argument only inequality with a
    // constant can be assumed.
    if (!PassedThrough) {
      if (!holdsOfUnknown(C.Test))
        return false;
      Assumed = true;
      continue;
    }
    Open.push_back({Site.Args[I], C.Test});
  }
  return true;
}

bool isMask(EffectKind K) {
  return K == EffectKind::Mask || K == EffectKind::Unmask || K == EffectKind::RestoreMask;
}

/// Releases and hand-overs come first and acquisitions last: see instantiate(). \p Called: a callback
/// has run before, and masks begin and end around it.
constexpr unsigned NumPhases = 3;
unsigned phase(EffectKind K, bool Called) {
  if (Called && isMask(K))
    return 1;
  switch (K) {
  case EffectKind::Release:
  case EffectKind::Adopt:
  case EffectKind::Associate:
  case EffectKind::Disarm:
  case EffectKind::Transfer:
  case EffectKind::Escape:
  case EffectKind::Mask:
  case EffectKind::Unmask:
  case EffectKind::RestoreMask:
  case EffectKind::Answer:
  case EffectKind::Store:
  case EffectKind::Add:
  case EffectKind::Subtract:
    return 0;
  case EffectKind::Interrupt:
  case EffectKind::Block:
  case EffectKind::RunsCallback:
    return 1;
  default:
    return 2;
  }
}

bool changesNumber(EffectKind K) {
  return K == EffectKind::Store || K == EffectKind::Add || K == EffectKind::Subtract;
}

} // namespace

std::vector<Effect> instantiate(const std::vector<Effect> &Formal, const CallSite &Site) {
  std::vector<Effect> Out;
  for (unsigned Phase = 0; Phase < NumPhases; ++Phase) {
    bool Called = false;
    for (const Effect &F : Formal) {
      std::vector<Condition> Open;
      bool Assumed = false;
      unsigned Own = phase(F.Kind, Called);
      Called |= F.Kind == EffectKind::RunsCallback;
      if (Own != Phase || !conditionsAllow(F.When, Site, Open, Assumed))
        continue;
      Effect E = F;
      E.When = std::move(Open);
      E.Subject = actual(F.Subject, Site);
      E.Owner = actual(F.Owner, Site);
      E.Other = actual(F.Other, Site);
      E.SubjectValue = constantOf(F.Subject, Site);
      bool KnowsValue = changesNumber(F.Kind) || F.Kind == EffectKind::RegisterHandler;
      if (!KnowsValue || !F.Other.isNone())
        E.OtherValue = constantOf(F.Other, Site);
      if (F.Kind == EffectKind::Block) {
        std::optional<int64_t> Limit = limitOf(F, E, Site);
        std::optional<WaitLength> Length = lengthOf(F, E, Limit);
        if (!Length)
          continue;
        WaitTerms &Terms = E.Wait.edit();
        Terms.Length = *Length;
        Terms.Limit = *Length == WaitLength::Unbounded ? std::nullopt : Limit;
        Terms.Mask = actual(F.Wait->Mask, Site);
        Terms.TakesMask = F.Wait->TakesMask && constantOf(F.Wait->Mask, Site) != 0;
        // It is unknown whether the flags make the call non-blocking.
        if (Assumed)
          E.Sure = Certainty::Unknown;
      }
      bool HasPlace = F.Kind == EffectKind::SendSignal || F.Kind == EffectKind::RegisterHandler;
      if (HasPlace && F.Wait)
        E.Wait.edit().Mask = actual(F.Wait->Mask, Site);
      Out.push_back(std::move(E));
    }
  }
  return Out;
}

} // namespace asyncsafe
