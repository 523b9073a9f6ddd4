//===- EarlyStates.cpp - State created before its handler -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/EarlyStates.h"

#include "analysis/engine/FixedPoint.h"
#include "analysis/handlers/SignalOrder.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

namespace asyncsafe {

namespace {

/// SIGHUP, SIGINT, SIGQUIT, SIGTERM: they end the program by default, and users send them.
bool endsProgram(int64_t Signal) { return Signal == 1 || Signal == 2 || Signal == 3 || Signal == 15; }

bool isVariable(const Place &P) { return P.Root == Place::RootKind::Global; }

/// Something that outlives the process, named as callers see it.
struct Made {
  const Event *Inside = nullptr;
  ResourceKind What = ResourceKind::Name;
  Place At; ///< in terms of the function
  bool operator==(const Made &O) const { return Inside == O.Inside && What == O.What && At == O.At; }
};

/// The place where a handler restores or removes it.
struct Undone {
  const Event *At = nullptr;
  FunctionId In = NoId;
};

class Finder {
public:
  explicit Finder(const UnitHandlers &Facts)
      : Facts(Facts), U(*Facts.Of), Calls(*Facts.Calls), Inside(functionsInHandlers(Facts)),
        MadeIn(Calls, {}, [this](FunctionId F) { return madeIn(F); }) {
    Makes.resize(U.Functions.size());
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      forEachEvent(U.Functions[F], [&](Position P, const Event &E) {
        if (E.is(EffectKind::Outlive))
          Makes[F] = true;
        if (E.is(EffectKind::RegisterHandler) && !resetsHandler(U.Functions[F], E))
          Registers.push_back({F, P, &E});
      });
    Calls.spreadUp(Makes);
    for (const Function &F : U.Functions)
      Returns.push_back(
          std::any_of(F.Blocks.begin(), F.Blocks.end(), [&](const Block &B) { return returnsAfter(U, B); }));
  }

  std::vector<EarlyState> run(std::vector<FunctionId> &Incomplete) {
    for (unsigned I = 0; I < Facts.Handlers.size(); ++I) {
      const HandlerInstall &H = Facts.Handlers[I];
      // The signals of a table are unknown here: a handler that ends the program is installed for those
      // that end it by default.
      bool Ends = H.Handler != NoId && (H.Signal ? endsProgram(*H.Signal) : neverReturns(H.Handler));
      if (!Ends || !H.strikesAnywhere())
        continue;
      std::vector<Undone> Undoes = undoneBy(I);
      if (Undoes.empty())
        continue;
      Installing.assign(U.Functions.size(), false);
      Installing[H.In] = true;
      Calls.spreadUp(Installing);
      for (FunctionId F = 0; F < U.Functions.size(); ++F)
        if (Makes[F] && !Inside[F] && !U.Functions[F].System)
          look(I, Undoes, F);
    }
    Incomplete.assign(Cut.begin(), Cut.end());
    return std::move(Out);
  }

private:
  struct Registering {
    FunctionId In;
    Position At;
    const Event *E;
  };
  static constexpr unsigned Deepest = 4; ///< calls up to what blocks the signal
  static constexpr size_t MaxMade = 64;  ///< things that one function makes, by all their names

  bool neverReturns(FunctionId F) const { return !Returns[F]; }

  std::vector<Undone> undoneBy(unsigned Install) const {
    std::vector<Undone> Found;
    for (const HandlerRun &R : Facts.HandlerRuns)
      if (R.Install == Install)
        forEachEvent(U.Functions[R.Function], [&](Position P, const Event &E) {
          if (E.is(EffectKind::Undo) && R.Reached[P.Block])
            Found.push_back({&E, R.Function});
        });
    return Found;
  }

  /// The events of \p F that may create something, or call what does. They are asked for once a round of
  /// a recursion, and once a handler.
  const std::vector<Position> &makingIn(FunctionId F) {
    auto [It, New] = Making.try_emplace(F);
    if (New && Makes[F])
      forEachEvent(U.Functions[F], [&](Position P, const Event &E) {
        FunctionId Body = calledBy(U, E, Runs::Surely);
        if (E.is(EffectKind::Outlive) || (Body != NoId && Makes[Body]))
          It->second.push_back(P);
      });
    return It->second;
  }

  /// What \p E creates, itself or through a call.
  std::vector<Made> madeBy(FunctionId Of, const Event &E) {
    if (E.is(EffectKind::Outlive))
      return {{&E, E.effect().Resource, behindUnion(Of, E.effect().Subject)}};
    FunctionId Body = calledBy(U, E, Runs::Surely);
    // On the way to the end of the program, no handler will be installed any more.
    if (Body == NoId || !Makes[Body] || neverReturns(Body))
      return {};
    std::vector<Made> Found = MadeIn(Body);
    for (Made &M : Found)
      if (M.At.Root == Place::RootKind::Param && M.At.Index < E.site().Args.size())
        M.At = M.At.substituted(E.site().Args[M.At.Index]);
    return Found;
  }

  /// What \p F creates, by each of its names: the one it was given, and variables to which \p F copies that.
  std::vector<Made> madeIn(FunctionId F) {
    // A recursion keeps what it has found: chosen anew in each round, the first of too many, and the names
    // `node->next->next->…`, would never settle.
    std::vector<Made> Found;
    bool Recursive = Calls.components()[Calls.components().of(F)].Recursive;
    if (Recursive)
      Found = MadeIn.solved(F);
    auto Add = [&](Made M) {
      if (Recursive && M.At.Path.size() > Budgets::RecursivePath)
        return;
      if (std::find(Found.begin(), Found.end(), M) != Found.end())
        return;
      if (Found.size() < MaxMade)
        Found.push_back(std::move(M));
      else
        Cut.insert(F);
    };
    for (Position P : makingIn(F))
      for (Made &M : madeBy(F, eventAt(U.Functions[F], P)))
        Add(std::move(M));
    std::vector<Made> Own = Found;
    for (const Made &M : Own)
      forEachEvent(U.Functions[F], [&](Position, const Event &E) {
        if (E.kind() == EventKind::Assign && isVariable(E.subject()) && !M.At.isNone() &&
            E.other().sameRoot(M.At))
          Add({M.Inside, M.What, E.subject()});
      });
    return Found;
  }

  /// A library's parameter can be a union of pointers; the address is stored into it just before the
  /// call.
  Place behindUnion(FunctionId In, const Place &P) const {
    Place Out = P;
    if (P.Root == Place::RootKind::Temporary)
      forEachEvent(U.Functions[In], [&](Position, const Event &E) {
        if (E.kind() == EventKind::Assign && E.subject().sameRoot(P) && E.other().AddressOf)
          Out = E.other();
      });
    return Out;
  }

  /// \p E installs the handler, itself or through a call.
  bool installs(const Event &E, FunctionId In, const HandlerInstall &H) const {
    if (In == H.In)
      return &E == H.At;
    FunctionId Body = calledBy(U, E, Runs::Surely);
    return Body != NoId && Installing[Body];
  }

  /// The handler undoes this very thing.
  bool isUndone(const Function &F, const Made &M, const Undone &By) const {
    const Effect &E = By.At->effect();
    if (M.What == ResourceKind::Terminal) // the handler sets the previous mode
      return E.Resource == M.What && !(isVariable(E.Subject) && E.Subject.sameRoot(M.At));
    if (M.What == ResourceKind::Ipc)
      return E.Resource == M.What || (E.Resource == ResourceKind::Name && E.Subject.isNone());
    if (E.Resource != M.What)
      return false;
    if (E.Subject.isNone() || M.At.isNone())
      return E.Subject.isNone() && M.At.isNone();
    return E.Subject.sameRoot(M.At) || isCopied(F, M.At, E.Subject);
  }

  /// This function copies the name to the handler's variable.
  static bool isCopied(const Function &F, const Place &From, const Place &To) {
    bool Is = false;
    forEachEvent(F, [&](Position, const Event &E) {
      Is |= E.kind() == EventKind::Assign && isVariable(E.subject()) && E.subject().sameRoot(To) &&
            E.other().sameRoot(From);
    });
    return Is;
  }

  void look(unsigned Install, const std::vector<Undone> &Undoes, FunctionId Id) {
    const Function &F = U.Functions[Id];
    const HandlerInstall &H = Facts.Handlers[Install];
    std::optional<std::vector<Position>> Installs; // computed on demand
    for (Position P : makingIn(Id)) {
      std::optional<bool> Masked;
      for (const Made &M : madeBy(Id, eventAt(F, P)))
        for (const Undone &By : Undoes) {
          if (!isUndone(F, M, By))
            continue;
          if (!Masked)
            Masked = masksBefore(U, F, P) || isMaskedAbove(Id);
          if (*Masked)
            continue;
          if (!Installs) {
            Installs.emplace();
            forEachEvent(F, [&](Position At, const Event &E) {
              if (installs(E, Id, H))
                Installs->push_back(At);
            });
          }
          installedLate(Install, Id, P, M, By, *Installs);
          toldLate(Install, Id, P, M, By, *Installs);
        }
    }
  }

  /// All callers have blocked signals before.
  bool isMaskedAbove(FunctionId F) const {
    for (unsigned Depth = 0; Depth < Deepest && Calls.callers(F).size() == 1; ++Depth) {
      const CallEdge &C = Calls.callers(F).front();
      if (masksBefore(U, U.Functions[C.From], {C.Block, C.Index}))
        return true;
      F = C.From;
    }
    return false;
  }

  void installedLate(unsigned Install, FunctionId Id, Position At, const Made &M, const Undone &By,
                     const std::vector<Position> &Installs) {
    const Function &F = U.Functions[Id];
    const Event &E = eventAt(F, At);
    if (hasOtherHandler(Install, Id, At))
      return;
    for (Position Later : Installs)
      if (!Before(F, At).contains(Later) && &eventAt(F, Later) != &E && isStillThere(F, At, Later, M))
        add({EarlyState::Kind::Install, Id, &E, M.Inside, &eventAt(F, Later), By.At, M.What, Install});
  }

  static const Event &eventAt(const Function &F, Position P) { return F.Blocks[P.Block].Events[P.Index]; }

  /// On a path to \p To it has not been undone.
  bool isStillThere(const Function &F, Position From, Position To, const Made &M) const {
    const Event *Made = &eventAt(F, From), *Wanted = &eventAt(F, To);
    return walk(F, behind(From),
                [&](Position, const Event &E) {
                  bool Undoes = E.is(EffectKind::Undo) && !(E.Expr == Made->Expr) &&
                                E.effect().Resource == M.What &&
                                (M.What != ResourceKind::Name || E.effect().Subject.sameRoot(M.At));
                  return &E == Wanted ? Visit::Stop : Undoes ? Visit::EndPath : Visit::GoOn;
                })
        .Stopped;
  }

  /// The signal already has a handler, or is ignored, when the thing is created; or that is unknown.
  bool hasOtherHandler(unsigned Install, FunctionId Id, Position At) const {
    const HandlerInstall &H = Facts.Handlers[Install];
    for (const HandlerInstall &Other : Facts.Handlers)
      if (Other.Signal == H.Signal && !(Other.At->Expr == H.At->Expr) && !Inside[Other.In] && Other.In != Id)
        return true;
    std::optional<Before> Earlier; // computed on demand
    return std::any_of(Registers.begin(), Registers.end(), [&](const Registering &R) {
      if (R.E->effect().OtherValue != H.Signal || R.E->Expr == H.At->Expr)
        return false;
      if (R.In != Id)
        return !Inside[R.In];
      if (!Earlier)
        Earlier.emplace(U.Functions[Id], At);
      return Earlier->contains(R.At);
    });
  }

  /// The handler is installed but undoes nothing until a variable says so, and other calls stand between
  /// the creation and that store.
  void toldLate(unsigned Install, FunctionId Id, Position At, const Made &M, const Undone &By,
                const std::vector<Position> &Installs) {
    const Function &F = U.Functions[Id];
    Before Earlier(F, At);
    bool Stands = Installs.empty() || std::all_of(Installs.begin(), Installs.end(),
                                                  [&](Position P) { return Earlier.contains(P); });
    if (!Stands)
      return;
    for (const Condition &Gate : gatesOf(By)) {
      bool Told = false;
      const Event *Tells = nullptr;
      forEachEvent(F, [&](Position P, const Event &E) { Told |= Earlier.contains(P) && tells(E, Gate); });
      if (Told)
        continue;
      walk(F, behind(At), [&, Calls = false](Position, const Event &E) mutable {
        if (tells(E, Gate)) {
          Tells = Calls ? &E : nullptr;
          return Tells ? Visit::Stop : Visit::EndPath;
        }
        bool OfMade = E.Expr == eventAt(F, At).Expr;
        Calls |= !OfMade && E.site().Callee != NoId && !U.Callees[E.site().Callee].NoReturn;
        return Visit::GoOn;
      });
      if (Tells)
        add({EarlyState::Kind::Register, Id, &eventAt(F, At), M.Inside, Tells, By.At, M.What, Install});
    }
  }

  static bool tells(const Event &E, const Condition &Gate) {
    return E.kind() == EventKind::Assign && isVariable(E.subject()) && E.subject() == Gate.Subject &&
           (!E.constant() || holds(Gate.Test, *E.constant()));
  }

  /// Conditions on variables that guard the place where the handler undoes it.
  std::vector<Condition> gatesOf(const Undone &By) const {
    const Function &F = U.Functions[By.In];
    BlockId To = 0;
    forEachEvent(F, [&](Position P, const Event &E) {
      if (&E == By.At)
        To = P.Block;
    });
    std::vector<Condition> Gates;
    forEachEdge(F, [&](BlockId, const Edge &E) {
      if (!E.When || !isVariable(E.When->Subject))
        return;
      std::vector<bool> Around =
          reach(F, {0}, Along::Forward, [&](BlockId, const Edge &Other) { return &Other != &E; });
      if (To != 0 && !Around[To])
        Gates.push_back(*E.When);
    });
    return Gates;
  }

  /// Reports each creation once, for the first signal.
  void add(EarlyState S) {
    bool Known = std::any_of(Out.begin(), Out.end(), [&](const EarlyState &Old) {
      return Old.Made->Expr == S.Made->Expr || Old.Inside->Expr == S.Inside->Expr;
    });
    if (!Known)
      Out.push_back(S);
  }

  const UnitHandlers &Facts;
  const Unit &U;
  const Callees &Calls;
  const std::vector<bool> Inside;     ///< functions that run in handlers
  std::vector<Registering> Registers; ///< of handlers, not of default actions
  std::vector<bool> Returns;          ///< by function
  std::vector<bool> Makes;            ///< … that create something, directly or in a callee
  std::vector<bool> Installing;       ///< … that install the current handler, directly or in a callee
  std::map<FunctionId, std::vector<Position>> Making;
  std::set<FunctionId> Cut;             ///< those that make too many things
  FixedPoint<std::vector<Made>> MadeIn; ///< by function, callees included
  std::vector<EarlyState> Out;
};

} // namespace

std::vector<EarlyState> findEarlyStates(const UnitHandlers &Facts, std::vector<FunctionId> &Incomplete) {
  return Finder(Facts).run(Incomplete);
}

} // namespace asyncsafe
