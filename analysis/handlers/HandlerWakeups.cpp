//===- HandlerWakeups.cpp - Where handlers write to what can block --------===//

#include "analysis/handlers/HandlerDefects.h"

#include "analysis/engine/Visited.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace asyncsafe {

namespace {

/// The variable that a descriptor is kept in: the root, and for a field which.
struct Holder {
  Place::RootKind Root = Place::RootKind::None;
  std::string Name;
  ObjectId Object = NoId;
  unsigned Index = 0;

  bool operator<(const Holder &H) const {
    return std::tie(Root, Name, Object, Index) < std::tie(H.Root, H.Name, H.Object, H.Index);
  }
};

Holder holderOf(const Place &P) {
  Holder H;
  if (P.isNone())
    return H;
  H.Object = P.Object;
  if (P.Object != NoId) // a global, or a field of whatever struct
    return H.Root = Place::RootKind::Global, H;
  H.Root = P.Root;
  H.Index = P.Index;
  H.Name = P.Root == Place::RootKind::Global ? P.Name : "";
  return H;
}

bool isEffect(const Event &E, EffectKind K) { return E.kind() == EventKind::Effect && E.effect().Kind == K; }

/// Both ends of a pipe or of a pair of sockets come in an array.
bool isPair(const Event &E) {
  return isEffect(E, EffectKind::Acquire) && E.effect().Resource == ResourceKind::Fd &&
         !E.effect().Subject.Path.empty() && E.effect().Subject.Path.back().K == Projection::Kind::Index;
}

class WakeupFinder {
public:
  explicit WakeupFinder(const UnitHandlers &Facts) : Facts(Facts), U(*Facts.Of) {}

  std::vector<BlockingWakeup> run() {
    std::vector<std::pair<unsigned, const Event *>> Writes;
    std::set<const Event *> Seen;
    for (unsigned I = 0; I < Facts.HandlerRuns.size(); ++I)
      forEachReached(Facts, Facts.HandlerRuns[I], [&](const Event &E) {
        if (isEffect(E, EffectKind::Wake) && !E.effect().Subject.isNone() &&
            canBlock(Facts.HandlerRuns[I], E) && Seen.insert(&E).second)
          Writes.emplace_back(I, &E);
      });
    std::vector<BlockingWakeup> Out;
    if (Writes.empty())
      return Out;
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      for (const Block &B : U.Functions[F].Blocks)
        for (const Event &E : B.Events)
          if (isPair(E))
            created(F, E, Writes, Out);
    return Out;
  }

private:
  /// The same call waits, unless the flags of the call say otherwise.
  bool canBlock(const HandlerRun &R, const Event &Wake) const {
    bool Blocks = false;
    forEachReached(Facts, R, [&](const Event &E) {
      Blocks = Blocks || (isEffect(E, EffectKind::Block) && E.Expr == Wake.Expr);
    });
    return Blocks;
  }

  void created(FunctionId F, const Event &Pair, const std::vector<std::pair<unsigned, const Event *>> &Writes,
               std::vector<BlockingWakeup> &Out) const {
    std::set<Holder> Holders = copiesOf(Pair.effect().Subject);
    if (mayBeNonblocking(Pair, Holders))
      return;
    for (auto &[Run, Write] : Writes)
      if (Holders.count(holderOf(Write->effect().Subject))) {
        BlockingWakeup W;
        W.Run = Run;
        W.Write = Write;
        W.CreatedIn = F;
        W.Created = &Pair;
        W.Sure = certaintyIn(Facts, Facts.HandlerRuns[Run]);
        Out.push_back(W);
        return;
      }
  }

  template <class Visit> void forEachEvent(Visit See) const {
    for (const Function &F : U.Functions)
      for (const Block &B : F.Blocks)
        for (const Event &E : B.Events)
          See(E);
  }

  /// Every variable that the descriptors are stored in.
  std::set<Holder> copiesOf(const Place &P) const {
    std::set<Holder> Known{holderOf(P)};
    for (bool Grows = true; Grows;) {
      Grows = false;
      forEachEvent([&](const Event &E) {
        if (E.kind() == EventKind::Assign && !E.other().isNone() && !E.other().AddressOf &&
            Known.count(holderOf(E.other())) && !E.subject().isNone())
          Grows = Known.insert(holderOf(E.subject())).second || Grows;
      });
    }
    return Known;
  }

  /// Made so in sight, or handed to somebody who may do it.
  bool mayBeNonblocking(const Event &Pair, const std::set<Holder> &Holders) const {
    bool May = false;
    Visited<Handed> Seen;
    forEachEvent([&](const Event &E) {
      if (isEffect(E, EffectKind::SetNonblocking) && Holders.count(holderOf(E.effect().Subject)))
        May = true;
      if (E.kind() != EventKind::Call || E.site().Callee == NoId || E.Expr == Pair.Expr)
        return;
      for (unsigned I = 0; I < E.site().Args.size(); ++I)
        if (!E.site().Args[I].isNone() && Holders.count(holderOf(E.site().Args[I])))
          May = May || makesNonblocking(E, I, 0, Seen);
    });
    return May;
  }

  using Handed = std::pair<FunctionId, unsigned>; ///< a body, and which argument

  bool makesNonblocking(const Event &Call, unsigned Argument, unsigned Depth, Visited<Handed> &Seen) const {
    FunctionId Body = calledBy(U, Call, Runs::Surely);
    if (Body == NoId || Depth > 3)
      return true;
    if (!Seen.isNew({Body, Argument}, Depth))
      return false; // or the search would be over
    auto IsArgument = [&](const Place &P) { return P.Root == Place::RootKind::Param && P.Index == Argument; };
    bool Does = false;
    for (const Block &B : U.Functions[Body].Blocks)
      for (const Event &E : B.Events) {
        Does = Does || (isEffect(E, EffectKind::SetNonblocking) && IsArgument(E.effect().Subject));
        // Where it goes from there is not followed.
        Does = Does || (E.kind() == EventKind::Assign && IsArgument(E.other()));
        if (E.kind() == EventKind::Call && E.site().Callee != NoId)
          for (unsigned I = 0; I < E.site().Args.size(); ++I)
            Does = Does || (IsArgument(E.site().Args[I]) && makesNonblocking(E, I, Depth + 1, Seen));
      }
    return Does;
  }

  const UnitHandlers &Facts;
  const Unit &U;
};

} // namespace

std::vector<BlockingWakeup> findBlockingWakeups(const UnitHandlers &Facts) {
  return WakeupFinder(Facts).run();
}

} // namespace asyncsafe
