//===- Registrations.cpp - Functions that are signal handlers -------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/Registrations.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/FunctionValues.h"
#include "analysis/engine/Paths.h"
#include "analysis/handlers/HandlerFacts.h"
#include "analysis/handlers/RegistrationFlow.h"
#include "analysis/handlers/Strikes.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace asyncsafe {

namespace {

/// SA_RESTART on Linux, the same on all architectures.
constexpr int64_t RestartFlag = 0x10000000;

constexpr int64_t ResetFlag = 0x80000000; ///< SA_RESETHAND of Linux

/// Turns the registrations of functions into installed handlers for signals.
class Installer {
public:
  Installer(const RegistrationScope &S, const FunctionValues &Held, std::vector<HandlerInstall> &Out)
      : S(S), U(S.U), Held(Held), Out(Out) {}

  void install(FunctionId In, const Registration &R) {
    Restart Restarts = R.Restarting ? Restart::Yes : R.HasFlags ? restartOf(R.Flags) : Restart::Unknown;
    for (const PlaceValue &H : R.Handlers) {
      if (H.K == PlaceValue::Kind::Function)
        add(In, R, H.F, R.Signals, Restarts);
      else if (H.K == PlaceValue::Kind::Entry &&
               !(H.From.Root == Place::RootKind::Global && installTable(In, R, H.From, Restarts)))
        installHeld(In, R, H.From, Restarts);
    }
  }

  /// What a registration does to which signals, handler or not.
  HandlerChange change(FunctionId In, const Registration &R) const {
    return {In, R.At, signals(R.Signals), R.Handlers};
  }

private:
  struct Element {
    std::map<Place, const InitialValue *, PlaceOrder> Parts;
  };

  /// The path within one element of a table, however the element is reached: by an index or a pointer.
  Place inElement(const Place &P) const {
    Place Part = P;
    Part.Path.resize(0);
    for (const Projection &Step : P.Path)
      if (Step.K == Projection::Kind::Field)
        Part.append(Step);
    Part.AddressOf = false;
    return S.canonical(Part);
  }

  /// The elements of the array, or the one variable, that \p P is a part of.
  std::vector<Element> elementsOf(const Place &P) const {
    std::vector<Element> Elements;
    for (const InitialValue &V : U.InitialValues) {
      if (!V.Subject.sameRoot(P))
        continue;
      Place Part = inElement(V.Subject);
      if (Elements.empty() || Elements.back().Parts.count(Part))
        Elements.emplace_back();
      Elements.back().Parts.emplace(std::move(Part), &V);
    }
    return Elements;
  }

  /// Installs every function that is stored anywhere in the field or pointer.
  void installHeld(FunctionId In, const Registration &R, const Place &Handler, Restart Restarts) {
    if (Handler.Object != NoId)
      for (CalleeId Function : Held.heldBy(In, Handler).Functions)
        add(In, R, Function, R.Signals, Restarts);
  }

  /// The handler is in a variable: in a table, it is paired with its signals.
  bool installTable(FunctionId In, const Registration &R, const Place &Handler, Restart Restarts) {
    bool Found = false;
    for (const Element &E : elementsOf(Handler)) {
      auto It = E.Parts.find(inElement(Handler));
      if (It == E.Parts.end() || It->second->Function == NoId)
        continue;
      PlaceValues Signals;
      for (const PlaceValue &V : R.Signals) {
        auto Part = V.K == PlaceValue::Kind::Entry ? E.Parts.find(inElement(V.From)) : E.Parts.end();
        if (Part == E.Parts.end())
          addValues(Signals, {V});
        else if (Part->second->Constant)
          addValues(Signals, {PlaceValue::integer(*Part->second->Constant)});
      }
      add(In, R, It->second->Function, Signals, Restarts);
      Found = true;
    }
    return Found;
  }

  /// Constant signals, including those of a table; nullopt stands for any signal.
  std::vector<std::optional<int64_t>> signals(const PlaceValues &Values) const {
    std::vector<std::optional<int64_t>> Found;
    for (const PlaceValue &V : Values) {
      bool Listed = false;
      if (V.K == PlaceValue::Kind::Entry && V.From.Root == Place::RootKind::Global)
        for (const Element &E : elementsOf(V.From))
          if (auto It = E.Parts.find(inElement(V.From)); It != E.Parts.end() && It->second->Constant) {
            Found.push_back(It->second->Constant);
            Listed = true;
          }
      if (!Listed)
        Found.push_back(V.constant());
    }
    // The terminator of a table (0) is not a signal.
    Found.erase(std::remove(Found.begin(), Found.end(), std::optional<int64_t>(0)), Found.end());
    return Found;
  }

  Restart restartOf(const PlaceValues &Flags) const {
    std::optional<Restart> All;
    for (const PlaceValue &V : Flags) {
      Restart One = (V.K == PlaceValue::Kind::Integer && (V.Ones & RestartFlag))    ? Restart::Yes
                    : (V.K == PlaceValue::Kind::Integer && (V.Zeros & RestartFlag)) ? Restart::No
                    : V.K == PlaceValue::Kind::Entry                                ? initialFlags(V.From)
                                                                                    : Restart::Unknown;
      if (All && *All != One)
        return Restart::Unknown;
      All = One;
    }
    return All.value_or(Restart::Unknown);
  }

  /// A struct with static storage is zero unless its initialiser says otherwise.
  Restart initialFlags(const Place &P) const {
    if (P.Root != Place::RootKind::Global)
      return Restart::Unknown;
    std::vector<Element> Elements = elementsOf(P);
    if (Elements.size() != 1)
      return Restart::Unknown;
    auto It = Elements.front().Parts.find(inElement(P));
    if (It == Elements.front().Parts.end())
      return Restart::No;
    if (!It->second->Constant)
      return Restart::Unknown;
    return *It->second->Constant & RestartFlag ? Restart::Yes : Restart::No;
  }

  void add(FunctionId In, const Registration &R, CalleeId Handler, const PlaceValues &Signals,
           Restart Restarts) {
    for (const std::optional<int64_t> &Signal : signals(Signals)) {
      // SIGKILL and SIGSTOP cannot have a handler: the call fails.
      if (Signal == 9 || Signal == 19 || !Seen.emplace(R.At, Handler, Signal).second)
        continue;
      HandlerInstall H;
      H.Callee = Handler;
      H.Handler = bodyOf(U, Handler, Runs::Perhaps);
      H.Signal = Signal;
      H.Restarts = Restarts;
      H.In = In;
      H.At = R.At;
      H.ResetsItself = std::any_of(R.Flags.begin(), R.Flags.end(), [](const PlaceValue &V) {
        return V.K == PlaceValue::Kind::Integer && (V.Ones & ResetFlag);
      });
      Out.push_back(std::move(H));
    }
  }

  const RegistrationScope &S;
  const Unit &U;
  const FunctionValues &Held;
  std::vector<HandlerInstall> &Out;
  std::set<std::tuple<const Event *, CalleeId, std::optional<int64_t>>> Seen;
};

} // namespace

void findHandlers(const Unit &U, UnitHandlers &Facts) {
  bool Any = std::any_of(U.Functions.begin(), U.Functions.end(), [](const Function &F) {
    return std::any_of(F.Blocks.begin(), F.Blocks.end(), [](const Block &B) {
      return std::any_of(B.Events.begin(), B.Events.end(), registersHandler);
    });
  });
  if (!Any)
    return;
  RegistrationScope S(U);
  RegistrationSlice Slice(S);
  RegistrationFlow Flow(S, Slice, *Facts.Calls);
  Installer Install(S, Facts.Calls->values(), Facts.Handlers);
  std::vector<std::pair<const Registration *, FunctionId>> Found;
  for (FunctionId F = 0; F < U.Functions.size(); ++F) {
    if (!Slice.concerns(F))
      continue;
    for (const Registration &R : Flow.of(F))
      if (!R.Open || !S.HasCaller[F])
        Found.emplace_back(&R, F);
    if (!Flow.complete(F))
      Facts.refuse(F, "too large to search for signal handlers within the budget");
  }
  // In source order; those of one call in the order in which they were found.
  std::sort(Found.begin(), Found.end(), [](const auto &A, const auto &B) {
    const SourceRange &InA = A.first->At->Expr, &InB = B.first->At->Expr;
    return InA == InB ? A.first < B.first : isEarlier(InA, InB);
  });
  for (auto &[R, F] : Found) {
    Install.install(F, *R);
    Facts.HandlerChanges.push_back(Install.change(F, *R));
  }
  markStrikes(*Facts.Calls, Facts.Handlers);
}

} // namespace asyncsafe
