//===- Callees.cpp - Which bodies a call can run --------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/Callees.h"

#include "analysis/engine/FunctionValues.h"
#include "analysis/engine/KnownCallers.h"

#include <algorithm>
#include <numeric>

namespace asyncsafe {

FunctionId bodyOf(const Unit &U, CalleeId Id, Runs How) {
  if (Id == NoId)
    return NoId;
  const Callee &C = U.Callees[Id];
  bool MayGoElsewhere = C.Virtual && !C.Destructor;
  return How == Runs::Surely && MayGoElsewhere ? NoId : C.Body;
}

FunctionId bodyOf(const Unit &U, const Event &E, Runs How) {
  bool Enters = E.kind() == EventKind::Call || E.kind() == EventKind::Destroy;
  return Enters ? bodyOf(U, E.site().Callee, How) : NoId;
}

FunctionId calledBy(const Unit &U, const Event &E, Runs How) {
  return E.kind() == EventKind::Call ? bodyOf(U, E.site().Callee, How) : NoId;
}

bool isOpen(const Unit &U, CalleeId Id) { return bodyOf(U, Id, Runs::Surely) == NoId; }

/// Everything on which an answer about \p F can depend: its calls, its cleanups, the destructors of the
/// objects it constructs, and the functions it passes to others.
static std::vector<FunctionId> dependenciesOf(const Unit &U, const Function &F,
                                              const FunctionValues &Values) {
  std::vector<FunctionId> Out;
  auto AddBody = [&](CalleeId Id) {
    if (FunctionId Body = bodyOf(U, Id, Runs::Perhaps); Body != NoId)
      Out.push_back(Body);
  };
  auto AddSite = [&](const CallSite &Site) {
    AddBody(Site.Callee);
    if (Site.Callee != NoId)
      AddBody(U.Callees[Site.Callee].DestructorOf);
    for (auto &[Argument, Id] : Site.FunctionArgs)
      AddBody(Id);
  };
  for (const Block &B : F.Blocks)
    for (const Event &E : B.Events) {
      AddSite(E.site());
      if (const FunctionValues::Answer *Behind = Values.calledBy(E))
        Out.insert(Out.end(), Behind->Bodies.begin(), Behind->Bodies.end());
    }
  for (const UnwindScope &S : F.Scopes)
    AddSite(S.Action.site());
  std::sort(Out.begin(), Out.end());
  Out.erase(std::unique(Out.begin(), Out.end()), Out.end());
  return Out;
}

static std::vector<std::vector<FunctionId>> dependencies(const Unit &U, const FunctionValues &Values) {
  std::vector<std::vector<FunctionId>> Out;
  for (const Function &F : U.Functions)
    Out.push_back(dependenciesOf(U, F, Values));
  return Out;
}

static bool isParameter(const Place &P) {
  return P.Root == Place::RootKind::Param && P.Path.empty() && !P.AddressOf;
}

Callees::Callees(const Unit &U)
    : U(U), Values(U), Below(U.Functions.size()), Above(U.Functions.size()), Order(dependencies(U, Values)) {
  std::vector<std::pair<FunctionId, const Effect *>> HandedIn;
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    for (BlockId B = 0; B < U.Functions[F].Blocks.size(); ++B) {
      const std::vector<Event> &Events = U.Functions[F].Blocks[B].Events;
      for (unsigned I = 0; I < Events.size(); ++I) {
        const Event &E = Events[I];
        auto Enters = [&](FunctionId Body) {
          if (Body == NoId)
            return;
          Below[F].push_back({F, Body, B, I, &E});
          Above[Body].push_back(Below[F].back());
        };
        Enters(bodyOf(U, E, Runs::Perhaps));
        // A function that may be called through a pointer is reached, but it is not certain that it gets
        // these arguments.
        if (const FunctionValues::Answer *Behind = Values.calledBy(E))
          for (FunctionId Body : Behind->Bodies)
            Below[F].push_back({F, Body, B, I, &E});
        if (E.kind() != EventKind::Effect)
          continue;
        for (auto &[Argument, Id] : E.site().FunctionArgs) {
          FunctionId Body = bodyOf(U, Id, Runs::Perhaps);
          if (E.effect().Kind == EffectKind::RunsCallback)
            Enters(Body);
          if (E.effect().Kind == EffectKind::RunsOnThread && Body != NoId)
            Threads.push_back({Body, F, B, I, &E, E.effect().Other});
        }
        if (E.effect().Kind == EffectKind::RunsOnThread && isParameter(E.effect().Subject))
          HandedIn.push_back({F, &E.effect()});
      }
    }
  HandedOn Seen;
  for (auto &[F, E] : HandedIn)
    handedIn(F, E->Subject.Index, E->Other, 0, Seen);
}

/// A body passed on through more parameters than this is not looked for, and handles with more names than
/// these have none.
static constexpr unsigned MaxSteps = 4, MaxHandles = 16;

void Callees::handedIn(FunctionId In, unsigned Parameter, Place Handle, unsigned Depth, HandedOn &Seen) {
  std::vector<Place> &Before = Seen[{In, Parameter, Depth}];
  if (Before.size() == MaxHandles)
    Handle = Place();
  if (Depth == MaxSteps || std::find(Before.begin(), Before.end(), Handle) != Before.end())
    return;
  Before.push_back(Handle);
  for (const CallEdge &Call : Above[In]) {
    const CallSite &Site = Call.At->site();
    Place Outer = Handle;
    if (Handle.Root == Place::RootKind::Param)
      Outer = Handle.Index < Site.Args.size() ? Handle.substituted(Site.Args[Handle.Index]) : Place();
    for (auto &[Argument, Id] : Site.FunctionArgs)
      if (FunctionId Body = bodyOf(U, Id, Runs::Perhaps); Argument == Parameter && Body != NoId)
        Threads.push_back({Body, Call.From, Call.Block, Call.Index, Call.At, Outer});
    if (Parameter < Site.Args.size() && isParameter(Site.Args[Parameter]) && Call.From != In)
      handedIn(Call.From, Site.Args[Parameter].Index, Outer, Depth + 1, Seen);
  }
}

std::vector<FunctionId> Callees::inOrder() const {
  auto IsEarlier = [&](FunctionId A, FunctionId B) {
    const SourceRange &InA = U.Functions[A].Range, &InB = U.Functions[B].Range;
    return std::tie(InA.File, InA.Begin, U.Functions[A].Key) <
           std::tie(InB.File, InB.Begin, U.Functions[B].Key);
  };
  std::vector<FunctionId> Roots(U.Functions.size()), Out;
  std::iota(Roots.begin(), Roots.end(), 0);
  std::sort(Roots.begin(), Roots.end(), IsEarlier);
  std::vector<bool> Seen(Roots.size());
  std::vector<std::pair<FunctionId, std::vector<FunctionId>>> Stack; // each with the work left
  auto Open = [&](FunctionId F) {
    if (Seen[F])
      return;
    Seen[F] = true;
    Stack.emplace_back(F, Order.below(F));
    std::sort(Stack.back().second.rbegin(), Stack.back().second.rend(), IsEarlier);
  };
  for (FunctionId Root : Roots)
    for (Open(Root); !Stack.empty();) {
      std::vector<FunctionId> &Left = Stack.back().second;
      if (Left.empty()) {
        Out.push_back(Stack.back().first);
        Stack.pop_back();
        continue;
      }
      FunctionId Next = Left.back();
      Left.pop_back();
      Open(Next);
    }
  return Out;
}

std::vector<bool> Callees::onThreads() const {
  std::vector<bool> Marked(Below.size());
  for (const ThreadStart &T : Threads)
    Marked[T.Body] = true;
  spread(Marked);
  return Marked;
}

bool Callees::startsThread(FunctionId F) const {
  return std::any_of(Threads.begin(), Threads.end(), [&](const ThreadStart &T) { return T.Body == F; });
}

std::vector<bool> Callees::runElsewhere() const { return asyncsafe::runElsewhere(U, Threads); }

std::vector<bool> Callees::onMainOnly() const {
  std::vector<bool> Main(U.Functions.size());
  for (FunctionId F = 0; F < Main.size(); ++F)
    Main[F] = U.Functions[F].IsMain;
  if (std::find(Main.begin(), Main.end(), true) == Main.end())
    return Main;
  spread(Main);
  std::vector<bool> Elsewhere = runElsewhere();
  spread(Elsewhere);
  for (FunctionId F = 0; F < Main.size(); ++F)
    Main[F] = Main[F] && !Elsewhere[F];
  return Main;
}

/// Follows the edges that \p Takes to their \p End.
template <class Edges, class Test>
static void spreadOver(const Edges &From, FunctionId CallEdge::*End, std::vector<bool> &Marked, Test Takes) {
  std::vector<FunctionId> Work;
  for (FunctionId F = 0; F < Marked.size(); ++F)
    if (Marked[F])
      Work.push_back(F);
  while (!Work.empty()) {
    FunctionId F = Work.back();
    Work.pop_back();
    for (const CallEdge &E : From[F])
      if (!Marked[E.*End] && Takes(E)) {
        Marked[E.*End] = true;
        Work.push_back(E.*End);
      }
  }
}

void Callees::spread(std::vector<bool> &Marked) const {
  spreadOver(Below, &CallEdge::To, Marked, [](const CallEdge &) { return true; });
}

void Callees::spreadUp(std::vector<bool> &Marked) const {
  spreadOver(Above, &CallEdge::From, Marked, [](const CallEdge &) { return true; });
}

void Callees::spreadByName(std::vector<bool> &Marked) const {
  spreadOver(Below, &CallEdge::To, Marked, [&](const CallEdge &E) {
    if (E.At->kind() != EventKind::Call || bodyOf(U, *E.At, Runs::Perhaps) != NoId)
      return true;
    return startsThread(E.From); // a trampoline: `start->body(start->argument)`
  });
}

void Callees::spreadToOverriders(std::vector<bool> &Marked) const {
  std::multimap<std::string_view, FunctionId> Overriders;
  for (FunctionId F = 0; F < U.Functions.size(); ++F)
    for (const std::string &Base : U.Functions[F].Overrides)
      Overriders.emplace(Base, F);
  for (bool Grows = true; Grows;) {
    Grows = false;
    spreadByName(Marked);
    if (Overriders.empty())
      return;
    for (FunctionId F = 0; F < Marked.size(); ++F) {
      if (!Marked[F])
        continue;
      for (const Block &B : U.Functions[F].Blocks)
        for (const Event &E : B.Events) {
          if (E.kind() != EventKind::Call || !U.Callees[E.site().Callee].Virtual)
            continue;
          auto [First, Last] = Overriders.equal_range(U.Callees[E.site().Callee].Key);
          for (auto It = First; It != Last; ++It)
            if (!Marked[It->second])
              Grows = Marked[It->second] = true;
        }
    }
  }
}

std::vector<bool> Callees::reachedFrom(FunctionId F) const {
  std::vector<bool> Marked(Below.size());
  Marked[F] = true;
  spread(Marked);
  return Marked;
}

} // namespace asyncsafe
