//===- Wording.cpp - Wording of findings about exposures ------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/Wording.h"

#include "analysis/engine/Paths.h"
#include "analysis/steps/Jumps.h"

#include <algorithm>
#include <tuple>

namespace asyncsafe {

namespace {

constexpr size_t MaxPoints = 5;
constexpr size_t MaxChain = 4;

/// The callee as written in the source; empty for `throw`, `new` and the like.
std::string calleeOf(const ExposedPoint &P, const Unit &U) {
  CalleeId Id = P.At->site().Callee;
  return Id == NoId ? std::string() : U.Callees[Id].Display;
}

std::string typeSuffix(const ExposedPoint &P) {
  return P.type().empty() ? std::string() : " " + quoted(P.type());
}

std::string throwClause(const ExposedPoint &P, const Unit &U) {
  if (P.At->kind() == EventKind::Throw)
    return "an exception" + (P.type().empty() ? "" : " of type " + quoted(P.type())) + " is thrown here";
  std::string Callee = calleeOf(P, U);
  std::string Who = Callee.empty() ? "this expression" : quoted(Callee);
  if (P.When == Occasion::Memory)
    return Who + " may run out of memory and throw" + typeSuffix(P);
  return Who + " may throw" + typeSuffix(P);
}

std::string in(const ExposedPoint &P, const Unit &U) {
  std::string Callee = calleeOf(P, U);
  return Callee.empty() ? " here" : " in " + quoted(Callee);
}

/// What the last function of a chain does.
std::string lastLink(const ExposedPoint &P, const std::string &Function) {
  switch (P.Why) {
  case Source::Throw:
    return "the exception comes from here, in " + quoted(Function);
  case Source::Cancel:
    return "the cancellation point is here, in " + quoted(Function);
  case Source::Jump:
    return "the jump starts here, in " + quoted(Function);
  default:
    return "the interruption point is here, in " + quoted(Function);
  }
}

void addChainNotes(const ExposedPoint &P, Draft &F) {
  // Shows the beginning of a long chain, and its origin.
  size_t Count = std::min(P.chain().size(), MaxChain);
  for (size_t I = 0; I < Count; ++I) {
    bool Last = I + 1 == Count;
    const Effect::ChainLink &L = Last ? P.chain().back() : P.chain()[I];
    if (!L.At.isValid())
      continue;
    F.note(L.At, Last ? lastLink(P, L.Function)
                      : quoted(L.Function) + " calls " + quoted(P.chain()[I + 1].Function) + " here");
  }
}

} // namespace

std::string quoted(std::string_view Text) { return "'" + std::string(Text) + "'"; }

/// Where the exception or jump begins that strikes first, if what calls that cannot be expected to know of
/// it: an exception from a function further down than this, or a jump of any other function.
static const SourceRange *farCause(const Exposure &X) {
  constexpr size_t Far = 3;
  const std::vector<ChainLink> &Chain = leadingPoint(X).chain();
  bool IsFar = (X.Why == Source::Throw && Chain.size() >= Far) || (X.Why == Source::Jump && !Chain.empty());
  return IsFar ? &Chain.back().At : nullptr;
}

/// Definite only if no condition out of sight decides: neither one in a callee, nor one on an argument.
static Certainty certaintyOf(const Exposure &X) {
  bool ForSure = std::any_of(X.Points.begin(), X.Points.end(), [](const ExposedPoint &P) {
    return P.ForSure && P.Sure == Certainty::Definite;
  });
  return ForSure ? X.Sure : std::min(X.Sure, Certainty::Likely);
}

Draft findingAt(const Reporter &Out, const CheckInfo &Info, const Exposure &X) {
  Draft F(Out, Info, X.Acquire->Expr, certaintyOf(X), X.Why);
  if (const SourceRange *Root = farCause(X))
    F.rootCause(*Root);
  return F;
}

std::string waiterName(const Event &E, const Unit &U) {
  return E.site().Callee == NoId ? "this call" : quoted(U.Callees[E.site().Callee].Display);
}

std::string limitName(int64_t Nanoseconds) {
  // Saturated: no program waits this long.
  constexpr int64_t Ever = 9'000'000'000'000'000'000;
  if (Nanoseconds >= Ever)
    return "forever";
  struct {
    int64_t Length;
    const char *Name;
  } constexpr Units[] = {
      {3600000000000, " h"}, {60000000000, " min"}, {1000000000, " s"}, {1000000, " ms"}, {1000, " us"}};
  for (auto &[Length, Name] : Units)
    if (Nanoseconds >= Length && (Nanoseconds % Length == 0 || Length == 1000000))
      return "for up to " + std::to_string(Nanoseconds / Length) + Name;
  return "for up to " + std::to_string(Nanoseconds) + " ns";
}

void addWaitChain(const std::vector<Effect::ChainLink> &Chain, Draft &F) {
  for (size_t I = 0; I < Chain.size(); ++I)
    if (I + 1 == Chain.size())
      F.note(Chain[I].At, "the wait is here, in " + quoted(Chain[I].Function));
    else
      F.note(Chain[I].At, quoted(Chain[I].Function) + " calls " + quoted(Chain[I + 1].Function) + " here");
}

std::string resourceName(const Exposure &X) {
  std::string Noun(noun(X.Resource));
  // Members are named as in the code of a method.
  std::string_view Name = X.PlaceText;
  constexpr std::string_view This = "this->";
  if (Name.substr(0, This.size()) == This)
    Name.remove_prefix(This.size());
  if (X.Resource == ResourceKind::Counter)
    Noun = !X.Acquire || X.Acquire->kind() != EventKind::Assign || !X.Acquire->constant() ? "a count in"
                                                                                          : "flag";
  return Name.empty() ? "this " + Noun : Noun + " " + quoted(Name);
}

std::string pointClause(const ExposedPoint &P, const Unit &U) {
  switch (P.Why) {
  case Source::Throw:
    return throwClause(P, U);
  case Source::Cancel:
    return "the thread may be cancelled" + in(P, U);
  case Source::Interrupt:
    return "the thread may be interrupted" + in(P, U);
  case Source::Suspend:
    return "the coroutine may be destroyed while it is suspended here";
  case Source::Jump: {
    std::string Callee = calleeOf(P, U);
    std::string Left = Callee.empty() ? "this call" : quoted(Callee);
    return P.From->Witness != HandlersJump ? Left + " may jump out of this function"
                                           : P.From->Witness + " may jump out of " + Left;
  }
  case Source::Signal:
  case Source::Python:
    return "a signal may arrive" + in(P, U);
  }
  return "";
}

std::string pointCondition(const ExposedPoint &P, const Unit &U) {
  std::string Callee = calleeOf(P, U);
  switch (P.Why) {
  case Source::Throw:
    return P.At->kind() == EventKind::Throw ? "the exception below is thrown"
           : Callee.empty()                 ? "the expression below throws"
                                            : quoted(Callee) + " throws";
  case Source::Cancel:
    return "the thread is cancelled" + in(P, U);
  case Source::Interrupt:
    return "the thread is interrupted" + in(P, U);
  case Source::Suspend:
    return "the coroutine is destroyed while suspended";
  case Source::Jump:
    Callee = Callee.empty() ? "the call below" : quoted(Callee);
    return P.From->Witness != HandlersJump ? Callee + " jumps out of this function"
                                           : P.From->Witness + " jumps out of " + Callee;
  case Source::Signal:
  case Source::Python:
    return "a signal arrives" + in(P, U);
  }
  return "";
}

const ExposedPoint &leadingPoint(const Exposure &X) {
  const ExposedPoint *Best = &X.Points.front();
  for (const ExposedPoint &P : X.Points)
    if (std::tie(P.Sure, P.When) > std::tie(Best->Sure, Best->When))
      Best = &P;
  return *Best;
}

void addPointNotes(const Exposure &X, const Unit &U, Draft &F) {
  size_t Shown = std::min(X.Points.size(), MaxPoints);
  for (size_t I = 0; I < Shown; ++I) {
    const ExposedPoint &P = X.Points[I];
    std::string Text = pointClause(P, U);
    size_t Left = X.Points.size() + X.Further - Shown;
    if (I + 1 == Shown && Left > 0)
      Text +=
          "; " + std::to_string(Left) + (Left > 1 ? " more such points follow" : " more such point follows");
    F.note(P.At->Expr, std::move(Text));
    addChainNotes(P, F);
  }
}

namespace {

/// What is lost if the resource is not released.
std::pair<Level, std::string_view> lossOf(ResourceKind K) {
  switch (K) {
  case ResourceKind::Lock:
  case ResourceKind::SharedLock:
    return {Level::Error, "the lock stays held, and the next thread that needs it blocks forever"};
  case ResourceKind::Semaphore:
    return {Level::Error, "the semaphore is never posted, and a later wait for it can block forever"};
  case ResourceKind::Counter:
    return {Level::Warning, "the count never goes back: code that waits for it, or that stops at a limit, "
                            "is held up"};
  case ResourceKind::CancelState:
    return {Level::Error, "cancellation stays disabled, and the thread can no longer be cancelled"};
  case ResourceKind::SignalMask:
    return {Level::Error, "the signals stay blocked, and later ones are not delivered"};
  case ResourceKind::Gil:
    return {Level::Error, "the GIL is left in the wrong state, and the interpreter deadlocks or crashes"};
  case ResourceKind::Fd:
    return {Level::Warning, "one descriptor is leaked each time"};
  case ResourceKind::File:
    return {Level::Warning, "one open file is leaked each time, and its buffered data is not written"};
  case ResourceKind::Heap:
  case ResourceKind::Array:
    return {Level::Warning, "the memory is leaked each time"};
  case ResourceKind::Mapping:
    return {Level::Warning, "the mapping is leaked each time"};
  case ResourceKind::Directory:
    return {Level::Warning, "one open directory is leaked each time"};
  case ResourceKind::Reference:
    return {Level::Warning, "the object is never freed"};
  case ResourceKind::Thread:
    return {Level::Warning, "the thread is never joined, and what it holds is leaked each time"};
  case ResourceKind::Handle:
    return {Level::Warning, "the handle is leaked each time"};
  case ResourceKind::Terminal:
    return {Level::Warning, "the terminal stays as it is when the program has ended"};
  case ResourceKind::Name:
    return {Level::Warning, "the name stays in the file system when the program has ended"};
  case ResourceKind::Ipc:
    return {Level::Warning, "the IPC object stays when the program has ended"};
  }
  return {Level::Warning, ""};
}

} // namespace

void addConsequence(const Exposure &X, Draft &F) {
  auto [Severity, Text] = lossOf(X.Resource);
  Occasion When = X.Points.empty() ? Occasion::Any : Occasion::Memory;
  for (const ExposedPoint &P : X.Points)
    When = std::max(When, P.When);
  if (When == Occasion::Memory)
    F.consequence(Level::Note, "only if memory runs out: " + std::string(Text));
  else if (When == Occasion::Logic)
    F.consequence(Level::Note, "only if the program breaks a rule of its own: " + std::string(Text));
  else if (X.MayEndToo)
    F.consequence(Level::Note, "if the object lives on, " + std::string(Text));
  else if (X.LostOnce)
    F.consequence(Level::Note, "it is lost once at most: where this is caught, the program then ends");
  else
    F.consequence(Severity, std::string(Text));
}

void addCancelNotes(FunctionId In, Source Why, const UnitFacts &Facts, Draft &F) {
  const Unit &U = *Facts.Of;
  std::optional<CancelRoute> Way = Why == Source::Cancel ? Facts.Cancelled->to(In) : std::nullopt;
  if (!Way)
    return;
  auto Name = [&](FunctionId Each) { return quoted(U.Functions[Each].Display); };
  const CancelledThread &T = Way->From;
  F.note(*T.Thread.At, Name(T.Thread.Body) + " runs on the thread that is started here");
  for (size_t I = 0; I < Way->Calls.size(); ++I)
    if (const CallEdge &C = Way->Calls[I]; I < MaxChain || I + 1 == Way->Calls.size())
      F.note(*C.At, Name(C.From) + " calls " + Name(C.To) + " here");
  if (!T.Request) {
    const Evidence *First = nullptr;
    for (const Evidence &E : U.LiveEvidence)
      if (E.Of == Source::Cancel && E.Where.isValid() && (!First || isEarlier(E.Where, First->Where)))
        First = &E;
    if (First)
      F.note(First->Where, quoted(First->Name) + " here is why cancellation is expected");
    return;
  }
  F.note(*T.Request, T.Named ? "that thread is cancelled here" : "this may cancel that thread");
  F.rootCause(T.Request->Expr);
}

void addCancelNotes(const Exposure &X, const UnitFacts &Facts, Draft &F) {
  addCancelNotes(static_cast<FunctionId>(X.In - Facts.Of->Functions.data()), X.Why, Facts, F);
}

std::string wayOut(const Exposure &X) {
  bool Lock = !isHandle(X.Resource);
  switch (X.Why) {
  case Source::Cancel:
    return X.In->IsCxx
               ? "let an RAII object own it from here on, or disable cancellation until it is released"
               : "before the first cancellation point, push a cleanup handler that releases it, or disable "
                 "cancellation until it is released";
  case Source::Jump:
    return "release it before the call, or release it where the jump lands";
  case Source::Suspend:
    return Lock ? "release it before the coroutine suspends, or let an RAII object hold it"
                : "let an RAII object own it: when a coroutine is destroyed, only destructors run";
  case Source::Throw:
  case Source::Interrupt:
    break;
  case Source::Signal:
  case Source::Python:
    return "";
  }
  if (Lock)
    return "let a guard object hold the lock from here on";
  return "let an RAII object own it from here on";
}

} // namespace asyncsafe
