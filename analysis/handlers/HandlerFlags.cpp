//===- HandlerFlags.cpp - What handlers share with other code -------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/Paths.h"
#include "analysis/handlers/CachedObjects.h"
#include "analysis/handlers/HandlerCode.h"
#include "analysis/handlers/HandlerDefects.h"
#include "analysis/handlers/HandlerGuards.h"

#include <algorithm>
#include <map>
#include <set>

namespace asyncsafe {

namespace {

struct Access {
  FunctionId In = NoId;
  const Event *At = nullptr;
};

class SharedFinder {
public:
  SharedFinder(const UnitHandlers &Facts, const std::vector<UnsafeCall> &Unsafe)
      : Facts(Facts), Work(Facts, Unsafe), U(*Facts.Of), Inside(functionsInHandlers(Facts)) {}

  std::vector<SharedObject> run() {
    std::set<ObjectId> Written, Read;
    for (const HandlerWrite &W : Facts.HandlerWrites) {
      Place To = asHandlerNames(Facts.HandlerRuns, Facts.HandlerRuns[W.Run], W.At->subject());
      if (!isCandidate(To) && !isStruct(To))
        continue;
      Written.insert(W.Object);
      WrittenBy[W.Object].insert(W.Install);
      if (isStruct(To))
        Structs.emplace(To.Name, W.Object);
    }
    for (unsigned I = 0; I < Facts.HandlerRuns.size(); ++I)
      forEachReached(Facts, Facts.HandlerRuns[I], [&](const Event &E) {
        if (E.kind() == EventKind::Read && isCandidate(E.subject())) {
          Read.insert(E.subject().Object);
          ReadBy[E.subject().Object].insert(Facts.HandlerRuns[I].Install);
          FirstRead.try_emplace(E.subject().Object, I, &E);
        }
      });
    if (Written.empty() && Read.empty())
      return {};
    collectOutside(Written, Read);
    std::vector<SharedObject> Out;
    for (ObjectId O : Written)
      if (!isFitForHandlers(U.Objects[O]) && (ReadOutside.count(O) || UpdatedOutside.count(O)))
        Out.push_back(written(O));
      else if (!isFitForHandlers(U.Objects[O]) && Read.count(O) && WrittenOutside.count(O))
        Out.push_back(latched(O));
      else {
        losesSignals(O, Out);
        losesChanges(O, Out);
      }
    for (ObjectId O : Read)
      if (!isFitForHandlers(U.Objects[O]) && !Written.count(O) && WrittenOutside.count(O))
        Out.push_back(readInHandler(O));
    std::optional<CachedObjects> Cached;
    for (SharedObject &S : Out) {
      if (!Cached)
        Cached.emplace(Facts);
      S.MayBeReadOnce = Cached->mayBeReadOnce(S.Object);
      S.MayLeaveOutAStore = Cached->mayLeaveOutAStore(S.Object);
    }
    return Out;
  }

private:
  /// A known variable or a part of one, not the target of a parameter.
  bool isCandidate(const Place &P) const {
    return P.Object != NoId && P.Root == Place::RootKind::Global && !isErrno(P) &&
           U.Objects[P.Object].IsScalar && !U.Objects[P.Object].IsThreadLocal && !U.Objects[P.Object].IsConst;
  }

  /// A struct that is stored as a whole: `clock_gettime(CLOCK_MONOTONIC, &last)`.
  bool isStruct(const Place &P) const {
    if (P.Object == NoId || P.Root != Place::RootKind::Global || !P.Path.empty())
      return false;
    const Object &O = U.Objects[P.Object];
    bool IsArray = !O.Type.empty() && O.Type.back() == ']';
    return !O.IsScalar && !O.IsField && !O.IsAtomic && !O.IsThreadLocal && !O.IsConst && !IsArray;
  }

  void collectOutside(const std::set<ObjectId> &Written, const std::set<ObjectId> &Read) {
    for (FunctionId F = 0; F < U.Functions.size(); ++F) {
      if (Inside[F])
        continue;
      forEachEvent(U.Functions[F], [&](Position, const Event &E) {
        if (E.is(EffectKind::Mask) && E.effect().Raises == Source::Signal)
          Masking.insert(F);
      });
      for (BlockId B = 0; B < U.Functions[F].Blocks.size(); ++B)
        for (unsigned I = 0; I < U.Functions[F].Blocks[B].Events.size(); ++I) {
          const Event &E = U.Functions[F].Blocks[B].Events[I];
          if (E.kind() == EventKind::Read && Written.count(E.subject().Object))
            note(ReadOutside, E.subject().Object, {F, &E});
          if (E.kind() == EventKind::Assign && Read.count(E.subject().Object) &&
              !isBeforeInstallation(F, {B, I}, ReadBy.at(E.subject().Object)))
            noteStore({F, &E});
          if (isUpdate(E) && Written.count(E.subject().Object) && !Masking.count(F) &&
              !isBeforeInstallation(F, {B, I}, WrittenBy.at(E.subject().Object)))
            note(UpdatedOutside, E.subject().Object, {F, &E});
          if (ObjectId O = structReadBy(E); O != NoId)
            note(ReadOutside, O, {F, &E});
          forEachPointerUsed(E, [&](ObjectId O) {
            if (Written.count(O))
              note(ReadOutside, O, {F, &E});
          });
        }
    }
  }

  /// A struct that handlers store to, of which \p E reads a field or copies all; NoId if there is none.
  ObjectId structReadBy(const Event &E) const {
    auto Find = [&](const Place &P, bool IsRead) {
      auto It =
          IsRead && P.Root == Place::RootKind::Global && !P.AddressOf ? Structs.find(P.Name) : Structs.end();
      return It == Structs.end() ? NoId : It->second;
    };
    if (Structs.empty())
      return NoId;
    ObjectId Out = Find(E.subject(), E.kind() == EventKind::Read);
    if (Out == NoId)
      Out = Find(E.other(), true);
    for (const Place &A : E.site().Args)
      if (Out == NoId)
        Out = Find(A, true);
    return Out;
  }

  void noteStore(Access A) {
    ObjectId O = A.At->subject().Object;
    note(WrittenOutside, O, A);
    if (A.At->constant() != 0)
      SetOutside.insert(O);
  }

  /// These handlers are installed after this store, in the same function.
  bool isBeforeInstallation(FunctionId F, Position Store, const std::set<unsigned> &Installs) {
    return std::all_of(Installs.begin(), Installs.end(),
                       [&](unsigned I) { return Facts.Handlers[I].In == F && !isBehind(I, Store); });
  }

  /// \p P, in the function that installs the handler, comes after the installation.
  bool isBehind(unsigned Install, Position P) {
    bool Known = Behind.count(Install) != 0;
    std::optional<After> &From = Behind[Install];
    const HandlerInstall &H = Facts.Handlers[Install];
    if (!Known)
      forEachEvent(U.Functions[H.In], [&](Position At, const Event &E) {
        if (&E == H.At)
          From.emplace(U.Functions[H.In], At);
      });
    return From && From->contains(P);
  }

  /// Records a use; one in code that blocks signals weighs less.
  void note(std::map<ObjectId, Access> &Into, ObjectId O, Access A) const {
    auto [It, New] = Into.try_emplace(O, A);
    size_t Old = Masking.count(It->second.In), Now = Masking.count(A.In);
    if (!New && (Now < Old || (Now == Old && isEarlier(A.At->Expr, It->second.At->Expr))))
      It->second = A;
  }

  /// A plain pointer that is dereferenced or copied: such loads have no event of their own.
  template <class F> void forEachPointerUsed(const Event &E, F Use) const {
    auto Look = [&](const Place &P, bool AsTarget) {
      if (P.Root != Place::RootKind::Global || P.AddressOf)
        return;
      if (P.Path.empty() ? !AsTarget : P.Path.front().K == Projection::Kind::Deref)
        if (ObjectId O = pointerNamed(P.Name); O != NoId)
          Use(O);
    };
    Look(E.subject(), E.kind() == EventKind::Assign);
    Look(E.other(), false);
    for (const Place &A : E.site().Args)
      Look(A, false);
    Look(E.site().This, false);
  }

  ObjectId pointerNamed(const std::string &Name) const {
    if (PointersByName.empty()) {
      PointersByName[""] = NoId;
      for (const HandlerWrite &W : Facts.HandlerWrites)
        if (W.At->subject().Path.empty() && U.Objects[W.Object].IsPointer &&
            !U.Objects[W.Object].isFlagLike())
          PointersByName[U.Objects[W.Object].Name] = W.Object;
    }
    auto It = PointersByName.find(Name);
    return It == PointersByName.end() ? NoId : It->second;
  }

  /// On this platform a volatile word is stored in one access, whatever the standard says.
  Certainty certaintyOf(ObjectId O, const Access &Outside) const {
    const Object &Shared = U.Objects[O];
    return Shared.IsVolatile || Shared.IsUsedVolatile || Masking.count(Outside.In) ? Certainty::Unknown
                                                                                   : Certainty::Likely;
  }

  /// The store interrupts code that may keep the object in a register. It does not if the handler jumps
  /// away or ends the program, or if a call of that code raises the signal.
  bool interrupts(const HandlerWrite &W) const {
    const HandlerRun &R = Facts.HandlerRuns[W.Run];
    if (Facts.Handlers[W.Install].comesFromCall())
      return false;
    const std::vector<Block> &Blocks = U.Functions[W.In].Blocks;
    for (BlockId B = 0; B < Blocks.size(); ++B)
      for (const Event &E : Blocks[B].Events)
        if (&E == W.At)
          return comesBack(Facts, R, B) && !guards().excuses(R, B);
    return true;
  }

  /// A handler that does unsafe work is reported for that.
  Certainty certaintyOf(const HandlerWrite &W, const Access &Outside) const {
    if (Work.contains(Facts.HandlerRuns[W.Run]) || !interrupts(W))
      return Certainty::Unknown;
    return std::min(certaintyIn(Facts, Facts.HandlerRuns[W.Run]), certaintyOf(W.Object, Outside));
  }

  const HandlerGuards &guards() const {
    if (!Guards)
      Guards.emplace(Facts);
    return *Guards;
  }

  SharedObject written(ObjectId O) const {
    SharedObject S;
    S.Object = O;
    auto Updated = UpdatedOutside.find(O);
    const Access &Outside = Updated == UpdatedOutside.end() ? ReadOutside.at(O) : Updated->second;
    S.OutsideIn = Outside.In;
    S.Outside = Outside.At;
    S.Sure = Certainty::Unknown;
    chooseWrite(S, [&](const HandlerWrite &W) { return certaintyOf(W, Outside); });
    return S;
  }

  /// Tells the most certain of the handlers' stores.
  template <class SureOf> void chooseWrite(SharedObject &S, SureOf Of) const {
    for (const HandlerWrite *W : writesTo(Facts, S.Object))
      if (Certainty Sure = Of(*W); !S.Inside || Sure > S.Sure) {
        S.Inside = W->At;
        S.Run = W->Run;
        S.Sure = Sure;
      }
  }

  /// The other direction is correct if the store precedes the installation of the handler, which can
  /// rarely be determined.
  SharedObject readInHandler(ObjectId O) const {
    SharedObject S;
    S.K = SharedObject::Kind::WrittenOutside;
    S.Object = O;
    S.OutsideIn = WrittenOutside.at(O).In;
    S.Outside = WrittenOutside.at(O).At;
    S.Sure = Certainty::Unknown;
    std::tie(S.Run, S.Inside) = FirstRead.at(O);
    return S;
  }

  /// The handler sets and tests it, too. If other code only resets it, the compiler may move that store,
  /// or drop it.
  SharedObject latched(ObjectId O) const {
    SharedObject S = readInHandler(O);
    S.IsLatch = !SetOutside.count(O);
    for (const HandlerWrite *W : writesTo(Facts, O))
      S.Sure = std::max(S.Sure, certaintyOf(*W, WrittenOutside.at(O)));
    return S;
  }

  /// `pending--`, of what the handler increments: the type is fit, the update is not.
  void losesChanges(ObjectId O, std::vector<SharedObject> &Out) const {
    auto Updated = UpdatedOutside.find(O);
    const Object &It = U.Objects[O];
    if (Updated == UpdatedOutside.end() || !isFitForHandlers(It) || It.IsAtomic || It.IsUsedAtomically)
      return;
    SharedObject S;
    S.Object = O;
    S.OutsideIn = Updated->second.In;
    S.Outside = Updated->second.At;
    S.Sure = Certainty::Unknown;
    chooseWrite(S, [&](const HandlerWrite &W) {
      return interrupts(W) ? certaintyIn(Facts, Facts.HandlerRuns[W.Run]) : Certainty::Unknown;
    });
    Out.push_back(S);
  }

  /// `last = sig;` for several signals, and `last == SIGHUP`, `last == SIGUSR1` later.
  void losesSignals(ObjectId O, std::vector<SharedObject> &Out) const {
    std::map<int64_t, unsigned> Stored; // signal → install
    const HandlerWrite *Store = nullptr;
    for (const HandlerWrite *W : writesTo(Facts, O)) {
      const Place &From = W->At->other();
      bool ItsSignal = Facts.HandlerRuns[W->Run].Caller == NoId && From.Root == Place::RootKind::Param &&
                       From.Index == 0 && From.Path.empty();
      if (ItsSignal && Facts.Handlers[W->Install].Signal && Facts.Handlers[W->Install].strikesAnywhere()) {
        Stored.emplace(*Facts.Handlers[W->Install].Signal, W->Install);
        Store = W;
      }
    }
    if (Stored.size() < 2)
      return;
    std::set<int64_t> Told;
    Access Where;
    for (FunctionId F = 0; F < U.Functions.size(); ++F)
      forEachEdge(U.Functions[F], [&](BlockId B, const Edge &E) {
        if (!Inside[F] && E.When && E.When->Subject.Object == O && E.When->Test.O == Predicate::Op::EQ &&
            Stored.count(E.When->Test.Constant)) {
          const std::vector<Event> &Events = U.Functions[F].Blocks[B].Events;
          Told.insert(E.When->Test.Constant);
          Where = {F, Events.empty() ? nullptr : &Events.back()};
        }
      });
    // Signals that all end the program are interchangeable.
    auto Lost = std::find_if(Told.begin(), Told.end(), [](int64_t S) { return S != 2 && S != 3 && S != 15; });
    auto Outside = ReadOutside.find(O);
    if (Told.size() < 2 || Lost == Told.end() || Outside == ReadOutside.end())
      return;
    SharedObject S;
    S.K = SharedObject::Kind::LosesSignals;
    S.Object = O;
    S.Run = Store->Run;
    S.Inside = Store->At;
    S.OutsideIn = Outside->second.In;
    S.Outside = Outside->second.At;
    S.OtherInstall = Stored.at(*Lost);
    Out.push_back(S);
  }

  const UnitHandlers &Facts;
  const WorkInHandlers Work;
  const Unit &U;
  std::vector<bool> Inside;
  std::set<FunctionId> Masking; ///< they block signals
  std::map<ObjectId, Access> ReadOutside, WrittenOutside, UpdatedOutside;
  std::set<ObjectId> SetOutside;                                    ///< other code does more than reset it
  std::map<ObjectId, std::set<unsigned>> ReadBy, WrittenBy;         ///< installations whose handlers do that
  std::map<Symbol, ObjectId> Structs;                               ///< that handlers store to
  std::map<ObjectId, std::pair<unsigned, const Event *>> FirstRead; ///< by a run of a handler
  std::map<unsigned, std::optional<After>> Behind;                  ///< of installations
  mutable std::map<std::string, ObjectId> PointersByName;
  mutable std::optional<HandlerGuards> Guards;
};

} // namespace

bool isFitForHandlers(const Object &O) {
  return ((O.IsVolatile || O.IsUsedVolatile) && O.IsSigAtomic) || (O.IsAtomic && O.IsLockFree) ||
         O.IsUsedAtomically;
}

bool isUpdate(const Event &E) {
  return E.kind() == EventKind::Assign &&
         (E.adds() || E.addsParameter() || E.sets() || E.clears() || E.shrinks());
}

std::vector<SharedObject> findSharedObjects(const UnitHandlers &Facts,
                                            const std::vector<UnsafeCall> &Unsafe) {
  return SharedFinder(Facts, Unsafe).run();
}

} // namespace asyncsafe
