//===- Registrations.cpp - Which functions are signal handlers ------------===//

#include "analysis/handlers/Registrations.h"
#include "analysis/handlers/PlaceValues.h"

#include <algorithm>
#include <deque>
#include <set>
#include <tuple>

namespace asyncsafe {

namespace {

/// SA_RESTART of Linux on all but MIPS' kin, where it is the same.
constexpr int64_t RestartFlag = 0x10000000;

constexpr int64_t ResetFlag = 0x80000000; ///< SA_RESETHAND of Linux

constexpr unsigned MaxDepth = 6;
/// What places hold is copied along with every block; past this, callees are not entered, and
/// past twice as much, the rest is not looked at.
constexpr size_t MaxSpent = 1000000;
constexpr unsigned MaxEvaluations = 2000;
constexpr unsigned MaxVisits = 2000; ///< of blocks, in one evaluation

/// A call that makes something a handler, as far as its function knows.
struct Registration {
  PlaceValues Handlers, Signals, Flags;
  bool HasFlags = false, Restarting = false;
  const Event *At = nullptr;
  /// It depends on what the function was called with.
  bool Open = false;
};

struct Outcome {
  std::vector<Registration> Registrations;
  PlaceState Exit;
};

bool registersHandler(const Event &E) {
  return E.Kind == EventKind::Effect && E.E.Kind == EffectKind::RegisterHandler;
}

bool dependsOnCaller(const PlaceValues &Values) {
  return std::any_of(Values.begin(), Values.end(), [](const PlaceValue &V) {
    return V.K == PlaceValue::Kind::Entry && V.From.Root != Place::RootKind::Global;
  });
}

/// Which functions matter, and in which form places are compared.
class Scope {
public:
  explicit Scope(const Unit &U) : U(U), Concerned(U.Functions.size()), HasCaller(U.Functions.size()) {
    std::vector<std::vector<FunctionId>> Callers(U.Functions.size());
    std::vector<FunctionId> Work;
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      for (const Block &B : U.Functions[F].Blocks)
        for (const Event &E : B.Events) {
          if (registersHandler(E) && !Concerned[F]) {
            Concerned[F] = true;
            Work.push_back(F);
          }
          if (FunctionId Body = bodyOf(E); Body != NoId) {
            Callers[Body].push_back(F);
            HasCaller[Body] = HasCaller[Body] || Body != F;
          }
        }
    for (FunctionId F : Work)
      alternatives(U.Functions[F]);
    while (!Work.empty()) {
      FunctionId F = Work.back();
      Work.pop_back();
      for (FunctionId Caller : Callers[F])
        if (!Concerned[Caller]) {
          Concerned[Caller] = true;
          Work.push_back(Caller);
        }
    }
  }

  FunctionId bodyOf(const Event &E) const {
    return E.Kind == EventKind::Call && E.Site.Callee != NoId ? U.Callees[E.Site.Callee].Body : NoId;
  }

  /// The fields of a struct that can hold the handler (with arguments or without, under
  /// the names of several platforms) share their storage: one field for us.
  Place canonical(Place P) const {
    for (const std::vector<Projection> &Path : Alternatives)
      if (P.Path.size() >= Path.size() && std::equal(Path.rbegin(), Path.rend(), P.Path.rbegin())) {
        P.Path.resize(P.Path.size() - Path.size());
        P.field("handler");
        break;
      }
    return P;
  }

  const Unit &U;
  std::vector<bool> Concerned; ///< registers a handler, or calls who does
  std::vector<bool> HasCaller;

private:
  /// Collects what follows the struct in the subjects of one call's registrations.
  void alternatives(const Function &F) {
    for (const Block &B : F.Blocks)
      for (size_t I = 0, End; I < B.Events.size(); I = End) {
        std::vector<const Place *> Subjects;
        for (End = I; End < B.Events.size() && registersHandler(B.Events[End]) &&
                      B.Events[End].Expr == B.Events[I].Expr; ++End)
          Subjects.push_back(&B.Events[End].E.Subject);
        End = std::max(End, I + 1);
        if (Subjects.size() > 1)
          addAlternatives(Subjects);
      }
    std::sort(Alternatives.begin(), Alternatives.end(),
              [](const auto &A, const auto &B) { return A.size() > B.size(); });
  }

  void addAlternatives(const std::vector<const Place *> &Subjects) {
    size_t Common = Subjects.front()->Path.size();
    for (const Place *P : Subjects) {
      auto Differ = std::mismatch(P->Path.begin(), P->Path.end(), Subjects.front()->Path.begin(),
                                  Subjects.front()->Path.end());
      Common = std::min<size_t>(Common, Differ.first - P->Path.begin());
    }
    for (const Place *P : Subjects) {
      std::vector<Projection> Path(P->Path.begin() + Common, P->Path.end());
      if (!Path.empty() && std::find(Alternatives.begin(), Alternatives.end(), Path) == Alternatives.end())
        Alternatives.push_back(std::move(Path));
    }
  }

  std::vector<std::vector<Projection>> Alternatives; ///< the longest first
};

class Evaluator {
public:
  explicit Evaluator(const Scope &S) : S(S), U(S.U) {}

  /// \p Entry: what the parameters and the places behind them hold.
  Outcome run(FunctionId Id, PlaceState Entry, unsigned Depth) {
    Outcome Out;
    const Function &F = U.Functions[Id];
    std::vector<std::optional<PlaceState>> Before(F.Blocks.size());
    Before[0] = std::move(Entry);
    std::deque<BlockId> Work{0};
    bool Undecided = false, Left = false;
    for (unsigned Visits = 0; !Work.empty() && Visits < MaxVisits && Spent < 2 * MaxSpent; ++Visits) {
      BlockId B = Work.front();
      Work.pop_front();
      PlaceState State = *Before[B];
      for (auto &[P, Values] : State.Known)
        Spent += Values.size();
      for (const Event &E : F.Blocks[B].Events)
        transfer(State, E, Depth, nullptr);
      for (const Edge &E : F.Blocks[B].Successors) {
        if (!follow(State, E, Undecided))
          continue;
        bool Changed = !Before[E.To] || Before[E.To]->join(State);
        if (!Before[E.To])
          Before[E.To] = State;
        if (Changed && std::find(Work.begin(), Work.end(), E.To) == Work.end())
          Work.push_back(E.To);
      }
    }
    for (BlockId B = 0; B < F.Blocks.size(); ++B) {
      if (!Before[B])
        continue;
      PlaceState State = std::move(*Before[B]);
      for (const Event &E : F.Blocks[B].Events)
        transfer(State, E, Depth, &Out.Registrations);
      if (!F.Blocks[B].Successors.empty())
        continue;
      if (Left)
        Out.Exit.join(State);
      else
        Out.Exit = std::move(State);
      Left = true;
    }
    for (Registration &R : Out.Registrations)
      R.Open = dependsOnCaller(R.Handlers) || dependsOnCaller(R.Signals) || dependsOnCaller(R.Flags) ||
               (Undecided && (R.Handlers.size() > 1 || R.Signals.size() > 1 || !onlyConstant(R.Flags)));
    return Out;
  }

private:
  /// \p Undecided becomes true where a parameter decides and is not known.
  static bool follow(const PlaceState &State, const Edge &E, bool &Undecided) {
    if (!E.When)
      return true;
    PlaceValues Values = State.read(E.When->Subject);
    Undecided = Undecided || dependsOnCaller(Values);
    return std::any_of(Values.begin(), Values.end(), [&](const PlaceValue &V) {
      std::optional<int64_t> Constant = V.constant();
      return !Constant || holds(E.When->Test, *Constant);
    });
  }

  void transfer(PlaceState &State, const Event &E, unsigned Depth, std::vector<Registration> *Collect) {
    if (E.Kind == EventKind::Assign)
      State.assign(S.canonical(E.Subject), S.canonical(E.Other), E);
    else if (registersHandler(E))
      registration(State, E, Collect);
    else if (E.Kind == EventKind::Call)
      call(State, E, Depth, Collect);
  }

  /// The condition on an argument that is the function's own parameter.
  static bool happens(const PlaceState &State, const Event &E) {
    return std::all_of(E.E.When.begin(), E.E.When.end(), [&](const Condition &C) {
      std::optional<int64_t> Constant = onlyConstant(State.read(C.Subject));
      return !Constant || holds(C.Test, *Constant);
    });
  }

  void registration(PlaceState &State, const Event &E, std::vector<Registration> *Collect) {
    if (Collect && happens(State, E) && (E.Function != NoId || !E.E.Subject.isNone())) {
      Registration R;
      R.At = &E;
      R.Handlers = E.Function != NoId ? PlaceValues{PlaceValue::function(E.Function)}
                                      : State.read(S.canonical(E.E.Subject));
      R.Signals = E.E.OtherValue ? PlaceValues{PlaceValue::integer(*E.E.OtherValue)} : State.read(E.E.Other);
      R.HasFlags = !E.E.Owner.isNone();
      R.Flags = R.HasFlags ? State.read(E.E.Owner) : PlaceValues{PlaceValue::integer(0)};
      R.Restarting = E.E.Restarting;
      // Two fields of one struct: one registration.
      bool Known = !Collect->empty() && Collect->back().At->Expr == E.Expr;
      if (!Known)
        Collect->push_back(std::move(R));
    }
    // What else it is given, it fills with the handler before.
    for (const Place &A : E.Site.Args)
      if (Place Old = A; A.AddressOf && !E.E.Subject.startsWith(Old.deref()))
        State.forget(Old);
  }

  void call(PlaceState &State, const Event &E, unsigned Depth, std::vector<Registration> *Collect) {
    FunctionId Body = S.bodyOf(E);
    bool GivesAddress = std::any_of(E.Site.Args.begin(), E.Site.Args.end(),
                                    [](const Place &A) { return A.AddressOf; });
    bool Enter = Body != NoId && Depth < MaxDepth && (S.Concerned[Body] || GivesAddress) &&
                 Evaluations++ < MaxEvaluations && Spent < MaxSpent;
    if (!Enter) {
      for (Place A : E.Site.Args)
        if (A.AddressOf)
          State.forget(S.canonical(A.deref()));
      return;
    }
    Outcome Inner = run(Body, entryOf(State, E.Site), Depth + 1);
    for (Registration &R : Inner.Registrations) {
      // What its own evaluation says already is not the caller's to say again.
      if (!Collect || !isOpen(Body, *R.At))
        continue;
      for (PlaceValues *Values : {&R.Handlers, &R.Signals, &R.Flags})
        *Values = outside(State, *Values);
      R.At = &E;
      Collect->push_back(std::move(R));
    }
    for (auto &[P, Values] : Inner.Exit.Known)
      if (std::optional<Place> Here = seenFromCaller(P, E.Site))
        State.write(*Here, outside(State, Values));
  }

  /// Of the function evaluated for itself: does what \p At registers depend on its callers?
  bool isOpen(FunctionId F, const Event &At) {
    auto [It, New] = OpenOnes.try_emplace(F);
    if (New) {
      std::set<const Event *> Open;
      for (const Registration &R : run(F, {}, MaxDepth / 2).Registrations)
        if (R.Open)
          Open.insert(R.At);
      It = OpenOnes.insert_or_assign(F, std::move(Open)).first;
    }
    return It->second.count(&At) != 0;
  }

  PlaceState entryOf(const PlaceState &State, const CallSite &Site) const {
    PlaceState Entry;
    for (auto &[P, Values] : State.Known)
      if (P.Root == Place::RootKind::Global)
        Entry.Known.emplace(P, Values);
    for (unsigned I = 0; I < Site.Args.size(); ++I) {
      Place Formal;
      Formal.Root = Place::RootKind::Param;
      Formal.Index = I;
      auto Passed = std::find_if(Site.FunctionArgs.begin(), Site.FunctionArgs.end(),
                                 [&](const auto &A) { return A.first == I; });
      if (Passed != Site.FunctionArgs.end())
        Entry.write(Formal, {PlaceValue::function(Passed->second)});
      else if (I < Site.Constants.size() && Site.Constants[I])
        Entry.write(Formal, {PlaceValue::integer(*Site.Constants[I])});
      else
        Entry.write(Formal, State.read(S.canonical(Site.Args[I])));
    }
    return Entry;
  }

  /// Values that the callee found in the caller's places, as they are at the call.
  static PlaceValues outside(const PlaceState &State, const PlaceValues &Values) {
    PlaceValues Out;
    for (const PlaceValue &V : Values)
      addValues(Out, V.K == PlaceValue::Kind::Entry ? State.read(V.From) : PlaceValues{V});
    return Out;
  }

  /// What the callee stores behind its pointers, and in globals, stays.
  static std::optional<Place> seenFromCaller(const Place &P, const CallSite &Site) {
    if (P.Root == Place::RootKind::Global)
      return P;
    bool Behind = P.Root == Place::RootKind::Param && P.Index < Site.Args.size() && !P.Path.empty() &&
                  P.Path.front().K == Projection::Kind::Deref;
    if (!Behind || Site.Args[P.Index].isNone())
      return std::nullopt;
    return P.substituted(Site.Args[P.Index]);
  }

  const Scope &S;
  const Unit &U;
  unsigned Evaluations = 0;
  size_t Spent = 0;
  std::map<FunctionId, std::set<const Event *>> OpenOnes;
};

/// From what a function knows of a registration to who handles which signal.
class Installer {
public:
  Installer(const Scope &S, std::vector<HandlerInstall> &Out) : S(S), U(S.U), Out(Out) {}

  void install(FunctionId In, const Registration &R) {
    Restart Restarts = R.Restarting ? Restart::Yes : R.HasFlags ? restartOf(R.Flags) : Restart::Unknown;
    for (const PlaceValue &H : R.Handlers) {
      if (H.K == PlaceValue::Kind::Function)
        add(In, R, H.F, R.Signals, Restarts);
      else if (H.K == PlaceValue::Kind::Entry && H.From.Root == Place::RootKind::Global)
        installTable(In, R, H.From, Restarts);
    }
  }

private:
  struct Element {
    std::map<Place, const InitialValue *, PlaceOrder> Parts;
  };

  /// The elements of the array, or the one variable, that \p P is a part of.
  std::vector<Element> elementsOf(const Place &P) const {
    std::vector<Element> Elements;
    for (const InitialValue &V : U.InitialValues) {
      if (!V.Subject.sameRoot(P))
        continue;
      Place Part = S.canonical(V.Subject);
      if (Elements.empty() || Elements.back().Parts.count(Part))
        Elements.emplace_back();
      Elements.back().Parts.emplace(std::move(Part), &V);
    }
    return Elements;
  }

  /// The handler stands in a variable: a table goes with its signals.
  void installTable(FunctionId In, const Registration &R, const Place &Handler, Restart Restarts) {
    for (const Element &E : elementsOf(Handler)) {
      auto It = E.Parts.find(S.canonical(Handler));
      if (It == E.Parts.end() || It->second->Function == NoId)
        continue;
      PlaceValues Signals;
      for (const PlaceValue &V : R.Signals) {
        auto Part = V.K == PlaceValue::Kind::Entry ? E.Parts.find(V.From) : E.Parts.end();
        if (Part == E.Parts.end())
          addValues(Signals, {V});
        else if (Part->second->Constant)
          addValues(Signals, {PlaceValue::integer(*Part->second->Constant)});
      }
      add(In, R, It->second->Function, Signals, Restarts);
    }
  }

  /// Constants, those of a table among them; nothing stands for any.
  std::vector<std::optional<int64_t>> signals(const PlaceValues &Values) const {
    std::vector<std::optional<int64_t>> Found;
    for (const PlaceValue &V : Values) {
      bool Listed = false;
      if (V.K == PlaceValue::Kind::Entry && V.From.Root == Place::RootKind::Global)
        for (const Element &E : elementsOf(V.From))
          if (auto It = E.Parts.find(V.From); It != E.Parts.end() && It->second->Constant) {
            Found.push_back(It->second->Constant);
            Listed = true;
          }
      if (!Listed)
        Found.push_back(V.constant());
    }
    // A terminator (0) is no signal.
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

  /// A struct with static storage is zero where no initial value says otherwise.
  Restart initialFlags(const Place &P) const {
    if (P.Root != Place::RootKind::Global)
      return Restart::Unknown;
    std::vector<Element> Elements = elementsOf(P);
    if (Elements.size() != 1)
      return Restart::Unknown;
    auto It = Elements.front().Parts.find(P);
    if (It == Elements.front().Parts.end())
      return Restart::No;
    if (!It->second->Constant)
      return Restart::Unknown;
    return *It->second->Constant & RestartFlag ? Restart::Yes : Restart::No;
  }

  void add(FunctionId In, const Registration &R, CalleeId Handler, const PlaceValues &Signals, Restart Restarts) {
    for (const std::optional<int64_t> &Signal : signals(Signals)) {
      if (!Seen.emplace(R.At, Handler, Signal).second)
        continue;
      HandlerInstall H;
      H.Callee = Handler;
      H.Handler = U.Callees[Handler].Body;
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

  const Scope &S;
  const Unit &U;
  std::vector<HandlerInstall> &Out;
  std::set<std::tuple<const Event *, CalleeId, std::optional<int64_t>>> Seen;
};

/// The signals that some code blocks, as far as the sets are filled in sight.
std::vector<int64_t> blockedSignals(const Unit &U, bool &Unblocks, bool &Waits) {
  std::vector<const Place *> Sets;
  for (const Function &F : U.Functions)
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events) {
        if (E.Kind != EventKind::Effect)
          continue;
        bool OfSignals = E.E.Raises == Source::Signal;
        if (E.E.Kind == EffectKind::Mask && OfSignals)
          Sets.push_back(&E.E.Subject);
        Unblocks = Unblocks || (E.E.Kind == EffectKind::Unmask && OfSignals);
        Waits = Waits || (E.E.Kind == EffectKind::Block && E.E.TakesMask);
      }
  std::vector<int64_t> Blocked;
  if (Sets.empty() || !Waits)
    return Blocked;
  for (const Function &F : U.Functions)
    for (const Block &B : F.Blocks)
      for (const Event &E : B.Events)
        if (E.Kind == EventKind::Assign && E.Constant &&
            std::any_of(Sets.begin(), Sets.end(), [&](const Place *P) { return *P == E.Subject; }))
          Blocked.push_back(*E.Constant);
  return Blocked;
}

/// A signal that is blocked everywhere but in a wait with a mask of its own.
void markWaits(const Unit &U, std::vector<HandlerInstall> &Handlers) {
  bool Unblocks = false, Waits = false;
  std::vector<int64_t> Blocked = blockedSignals(U, Unblocks, Waits);
  for (HandlerInstall &H : Handlers)
    H.OnlyInWaits = Waits && !Unblocks && H.Signal &&
                    std::find(Blocked.begin(), Blocked.end(), *H.Signal) != Blocked.end();
}

} // namespace

std::vector<HandlerInstall> findHandlers(const Unit &U) {
  std::vector<HandlerInstall> Out;
  bool Any = std::any_of(U.Functions.begin(), U.Functions.end(), [](const Function &F) {
    return std::any_of(F.Blocks.begin(), F.Blocks.end(), [](const Block &B) {
      return std::any_of(B.Events.begin(), B.Events.end(), registersHandler);
    });
  });
  if (!Any)
    return Out;
  Scope S(U);
  Evaluator Evaluate(S);
  Installer Install(S, Out);
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    if (S.Concerned[F])
      for (const Registration &R : Evaluate.run(F, {}, 0).Registrations)
        if (!R.Open || !S.HasCaller[F])
          Install.install(F, R);
  markWaits(U, Out);
  return Out;
}

} // namespace asyncsafe
