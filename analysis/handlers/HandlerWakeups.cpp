//===- HandlerWakeups.cpp - Where handlers write to what can block --------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/handlers/HandlerDefects.h"

#include "analysis/engine/Loops.h"
#include "analysis/engine/Paths.h"
#include "analysis/engine/Visited.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace asyncsafe {

namespace {

/// The variable that holds a descriptor: its root and, for a field, which one.
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
  if (P.Object != NoId) // a global, or a field of any struct
    return H.Root = Place::RootKind::Global, H;
  H.Root = P.Root;
  H.Index = P.Index;
  H.Name = P.Root == Place::RootKind::Global ? P.Name : "";
  return H;
}

/// The end of a pair that only this variable holds, as the text names it (`[0`); empty if unknown.
using Ends = std::map<Holder, std::string_view>;

/// An array receives both ends of a pipe or of a socket pair.
bool isPair(const Event &E) {
  return E.is(EffectKind::Acquire) && E.effect().Resource == ResourceKind::Fd &&
         !E.effect().Subject.Path.empty() && E.effect().Subject.Path.back().K == Projection::Kind::Index;
}

class WakeupFinder {
public:
  WakeupFinder(const UnitHandlers &Facts, const std::vector<UnsafeCall> &Unsafe)
      : Facts(Facts), Work(Facts, Unsafe), U(*Facts.Of) {}

  std::vector<BlockingWakeup> run() {
    std::vector<std::pair<unsigned, const Event *>> Writes;
    std::set<const Event *> Seen;
    for (unsigned I = 0; I < Facts.HandlerRuns.size(); ++I)
      forEachReached(Facts, Facts.HandlerRuns[I], [&](const Event &E) {
        if (E.is(EffectKind::Wake) && !E.effect().Subject.isNone() && canBlock(Facts.HandlerRuns[I], E) &&
            Seen.insert(&E).second)
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
  /// The call can block, unless its flags say otherwise.
  bool canBlock(const HandlerRun &R, const Event &Wake) const {
    bool Blocks = false;
    forEachReached(Facts, R, [&](const Event &E) {
      Blocks = Blocks || (E.is(EffectKind::Block) && E.Expr == Wake.Expr);
    });
    return Blocks;
  }

  void created(FunctionId F, const Event &Pair, const std::vector<std::pair<unsigned, const Event *>> &Writes,
               std::vector<BlockingWakeup> &Out) const {
    std::set<Holder> Holders = copiesOf(Pair.effect().Subject);
    const Ends Known = endsOf(Holders);
    bool May = false;
    for (auto &[Run, Write] : Writes)
      if (Holders.count(holderOf(Write->effect().Subject))) {
        if (mayBeNonblocking(Pair, Holders, Known, endOf(*Write, Write->effect().Subject, Known))) {
          May = true;
          continue;
        }
        BlockingWakeup W;
        W.Run = Run;
        W.Write = Write;
        W.CreatedIn = F;
        W.Created = &Pair;
        W.Sure = mayFill(Facts.HandlerRuns[Run], *Write, F, Pair) ? certaintyIn(Facts, Facts.HandlerRuns[Run])
                                                                  : Certainty::Unknown;
        Out.push_back(W);
        return;
      }
    if (May)
      readUntilEmpty(F, Pair, Holders, Writes, Out);
  }

  /// The handler can run again and again before somebody reads. It does not if it never comes back or is
  /// installed for one signal, nor if each pipe is for one child, whose end it tells. Of a write deep in work
  /// that has no place in a handler, that is told instead.
  bool mayFill(const HandlerRun &R, const Event &Write, FunctionId CreatedIn, const Event &Pair) const {
    const HandlerInstall &H = Facts.Handlers[R.Install];
    return !H.ResetsItself && !Work.contains(R) && writesAndReturns(R, Write) &&
           !(H.comesFromChild() && isForOneChild(U.Functions[CreatedIn], Pair));
  }

  bool writesAndReturns(const HandlerRun &R, const Event &Write) const {
    const std::vector<Block> &Blocks = U.Functions[R.Function].Blocks;
    for (BlockId B = 0; B < Blocks.size(); ++B)
      for (const Event &E : Blocks[B].Events)
        if (&E == &Write)
          return comesBack(Facts, R, B);
    return true;
  }

  /// The function starts a process behind it, and not in a loop without another pipe.
  static bool isForOneChild(const Function &F, const Event &Pair) {
    bool Starts = false, Many = false;
    asyncsafe::forEachEvent(F, [&](Position From, const Event &E) {
      if (&E != &Pair)
        return;
      walk(F, behind(From), [&](Position At, const Event &Each) {
        if (&Each == &Pair)
          return Visit::EndPath;
        if (!Each.is(EffectKind::StartProcess))
          return Visit::GoOn;
        Starts = true;
        Many =
            Many || walk(F, behind(At), [&](Position, const Event &Again) {
                      return &Again == &Pair ? Visit::EndPath : &Again == &Each ? Visit::Stop : Visit::GoOn;
                    }).Stopped;
        return Visit::GoOn;
      });
    });
    return Starts && !Many;
  }

  /// Only one end is non-blocking; the other is read until it is empty, and the last read blocks.
  void readUntilEmpty(FunctionId In, const Event &Pair, const std::set<Holder> &Holders,
                      const std::vector<std::pair<unsigned, const Event *>> &Writes,
                      std::vector<BlockingWakeup> &Out) const {
    auto IsOurs = [&](const Event &E) { return Holders.count(holderOf(E.effect().Subject)); };
    std::vector<const Event *> Changes;
    forEachEvent([&](const Event &E) {
      if (E.is(EffectKind::SetNonblocking) && IsOurs(E) &&
          std::none_of(Changes.begin(), Changes.end(), [&](const Event *Old) { return Old->Expr == E.Expr; }))
        Changes.push_back(&E);
    });
    auto Written =
        std::find_if(Writes.begin(), Writes.end(), [&](const auto &W) { return IsOurs(*W.second); });
    if (Changes.size() != 1 || Written == Writes.end() || elementOf(*Changes.front()).empty())
      return;
    for (const Function &F : U.Functions)
      for (BlockId B = 0; B < F.Blocks.size(); ++B)
        for (const Event &E : F.Blocks[B].Events) {
          std::string_view End = elementOf(E);
          bool Reads = E.is(EffectKind::Block) && IsOurs(E) && !End.empty() &&
                       End != elementOf(*Changes.front()) && &E != Written->second &&
                       End != elementOf(*Written->second);
          if (!Reads || !isRepeatedAlone(F, B, E))
            continue;
          BlockingWakeup W;
          W.Run = Written->first;
          W.Write = Written->second;
          W.Read = &E;
          W.CreatedIn = In;
          W.Created = &Pair;
          W.Sure = certaintyIn(Facts, Facts.HandlerRuns[W.Run]);
          Out.push_back(W);
          return;
        }
  }

  /// The element that a call is given, or a variable is assigned: places do not distinguish elements,
  /// but the text does. Empty if a variable selects it: `for (int i = 0; i < 2; i++) … ends[i]`.
  static std::string_view elementOf(const Event &E) {
    std::string_view Text = elementTextOf(E);
    return std::any_of(Text.begin(), Text.end(), [](char C) { return C >= 'a' && C <= 'z'; })
               ? std::string_view()
               : Text;
  }

  static std::string_view elementTextOf(const Event &E) {
    std::string_view Text = *E.Spelling;
    size_t Open = E.kind() == EventKind::Assign ? Text.rfind('[') : Text.find('[');
    size_t Close = Text.find(']', Open == Text.npos ? 0 : Open);
    return Open == Text.npos || Close == Text.npos ? std::string_view() : Text.substr(Open, Close - Open);
  }

  /// The end that a call is about, from the only variable assigned to it, or from the text; empty if
  /// unknown.
  std::string_view endOf(const Event &E, const Place &P, const Ends &Known) const {
    if (auto Found = Known.find(holderOf(P)); Found != Known.end() && !isElement(P))
      return Found->second;
    return isElement(P) ? elementOf(E) : std::string_view();
  }

  static bool isElement(const Place &P) {
    return !P.Path.empty() && P.Path.back().K == Projection::Kind::Index;
  }

  /// The variables that the ends are copied to separately: `in = p[0]; out = p[1];`.
  Ends endsOf(const std::set<Holder> &Holders) const {
    Ends Known;
    forEachEvent([&](const Event &E) {
      if (E.kind() != EventKind::Assign || !Holders.count(holderOf(E.subject())) || isElement(E.subject()))
        return;
      bool Copies = isElement(E.other()) && Holders.count(holderOf(E.other()));
      // A constant (-1) means that there is no descriptor yet.
      if (!Copies && E.constant())
        return;
      std::string_view End = Copies ? elementOf(E) : std::string_view();
      auto [Old, New] = Known.try_emplace(holderOf(E.subject()), End);
      if (!New && Old->second != End)
        Old->second = {};
    });
    return Known;
  }

  /// A loop that waits nowhere else and continues while data arrives.
  bool isRepeatedAlone(const Function &F, BlockId B, const Event &Read) const {
    std::vector<SharedLoop> Loops = LoopNest(F).around(B);
    if (Loops.empty())
      return false;
    const LoopBlocks &Inner = *Loops.front();
    for (BlockId Inside : Inner)
      for (const Event &E : F.Blocks[Inside].Events)
        if (E.is(EffectKind::Block) && &E != &Read && !(E.Expr == Read.Expr))
          return false;
    const Place &Result = Read.site().Result;
    std::vector<Place> Names{Result};
    for (BlockId Inside : Inner)
      for (const Event &E : F.Blocks[Inside].Events)
        if (E.kind() == EventKind::Assign && !Result.isNone() && E.other() == Result)
          Names.push_back(E.subject());
    for (BlockId Inside : Inner)
      for (const Edge &E : F.Blocks[Inside].Successors) {
        bool GoesOn = std::binary_search(Inner.begin(), Inner.end(), E.To);
        if (GoesOn && E.When && std::find(Names.begin(), Names.end(), E.When->Subject) != Names.end() &&
            E.When->Test == Predicate{Predicate::Op::GT, 0})
          return true;
      }
    return false;
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

  /// \p End, or an unknown end, is made non-blocking here or passed to a function that may do so.
  bool mayBeNonblocking(const Event &Pair, const std::set<Holder> &Holders, const Ends &Known,
                        std::string_view End) const {
    bool May = false;
    Visited<Handed> Seen;
    auto Concerns = [&](const Event &E, const Place &P) {
      if (P.isNone() || !Holders.count(holderOf(P)))
        return false;
      std::string_view Other = endOf(E, P, Known);
      return End.empty() || Other.empty() || Other == End;
    };
    forEachEvent([&](const Event &E) {
      if (E.is(EffectKind::SetNonblocking) && Concerns(E, E.effect().Subject))
        May = true;
      if (E.kind() != EventKind::Call || E.site().Callee == NoId || E.Expr == Pair.Expr)
        return;
      for (unsigned I = 0; I < E.site().Args.size(); ++I)
        if (Concerns(E, E.site().Args[I]))
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
      return false; // an earlier match would have ended the search
    auto IsArgument = [&](const Place &P) { return P.Root == Place::RootKind::Param && P.Index == Argument; };
    bool Does = false;
    for (const Block &B : U.Functions[Body].Blocks)
      for (const Event &E : B.Events) {
        Does = Does || (E.is(EffectKind::SetNonblocking) && IsArgument(E.effect().Subject));
        // A copy of it is not followed further.
        Does = Does || (E.kind() == EventKind::Assign && IsArgument(E.other()));
        if (E.kind() == EventKind::Call && E.site().Callee != NoId)
          for (unsigned I = 0; I < E.site().Args.size(); ++I)
            Does = Does || (IsArgument(E.site().Args[I]) && makesNonblocking(E, I, Depth + 1, Seen));
      }
    return Does;
  }

  const UnitHandlers &Facts;
  const WorkInHandlers Work;
  const Unit &U;
};

} // namespace

std::vector<BlockingWakeup> findBlockingWakeups(const UnitHandlers &Facts,
                                                const std::vector<UnsafeCall> &Unsafe) {
  return WakeupFinder(Facts, Unsafe).run();
}

} // namespace asyncsafe
