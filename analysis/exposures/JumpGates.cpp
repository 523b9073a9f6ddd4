//===- JumpGates.cpp - Jumps that a flag allows for a time ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/exposures/JumpGates.h"

#include "analysis/engine/Callees.h"
#include "analysis/engine/Paths.h"
#include "analysis/exposures/DropPoints.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_set>

namespace asyncsafe {

namespace {

class JumpGates {
public:
  explicit JumpGates(const Unit &U) : U(U) {}

  /// The jump whose call stands at \p Where strikes below \p In.
  bool allows(const SourceRange &Where, const Function &In) {
    auto [It, New] = Reach.try_emplace({Where.File, Where.Begin});
    if (New)
      It->second = whileOpen(Where);
    return It->second.empty() || It->second[&In - U.Functions.data()];
  }

private:
  /// The functions that may run while a flag allows that jump; none if no flag does.
  std::vector<bool> whileOpen(const SourceRange &Where) const {
    for (const Function &F : U.Functions)
      for (BlockId B = 0; B < F.Blocks.size(); ++B)
        for (const Event &E : F.Blocks[B].Events)
          if (E.Expr == Where && E.kind() == EventKind::Effect && E.effect().Raises == Source::Jump)
            return whileOpen(F, B);
    return {};
  }

  std::vector<bool> whileOpen(const Function &F, BlockId Jump) const {
    std::vector<bool> Found;
    forEachEdge(F, [&](BlockId, const Edge &E) {
      if (Found.empty() && E.When && isFlag(E.When->Subject) && isGate(F, Jump, E.When->Subject.Object))
        Found = region(E.When->Subject.Object);
    });
    return Found;
  }

  /// Only this unit can set it, and it is clear when the program begins.
  bool isFlag(const Place &P) const {
    bool Plain = P.Root == Place::RootKind::Global && P.Path.empty() && P.Object != NoId;
    return Plain && U.Objects[P.Object].IsLocalToUnit && U.Objects[P.Object].IsScalar &&
           std::none_of(U.InitialValues.begin(), U.InitialValues.end(),
                        [&](const InitialValue &V) { return V.Subject == P && V.Constant != 0; });
  }

  static bool isGate(const Function &F, BlockId Jump, ObjectId Flag) {
    return !reachedOver(F, [&](const Edge &E) {
      return !E.When || E.When->Subject.Object != Flag || holds(E.When->Test, 0);
    })[Jump];
  }

  /// What is called by the functions that set the flag and clear it again; none if some other
  /// function sets it, or it stays set.
  std::vector<bool> region(ObjectId Flag) const {
    std::vector<FunctionId> Work;
    for (FunctionId Id = 0; Id < U.Functions.size(); ++Id) {
      const Function &F = U.Functions[Id];
      bool Sets = false, Stays = false, Lands = false;
      forEachEvent(F, [&](Position P, const Event &E) {
        Lands |= E.is(EffectKind::SetJump);
        if (E.kind() != EventKind::Assign || E.subject().Object != Flag || E.constant() == 0)
          return;
        Sets = true;
        Walked W = walk(F, behind(P), [&](Position, const Event &Later) {
          bool Clears =
              Later.kind() == EventKind::Assign && Later.subject().Object == Flag && Later.constant() == 0;
          bool Ends = Later.site().Callee != NoId && U.Callees[Later.site().Callee].NoReturn;
          return Later.kind() == EventKind::Return ? Visit::Stop
                 : Clears || Ends                  ? Visit::EndPath
                                                   : Visit::GoOn;
        });
        Stays |= !W.allEnded();
      });
      if (Sets && (Stays || !Lands))
        return {};
      if (Sets)
        Work.push_back(Id);
    }
    return Work.empty() ? std::vector<bool>() : calledBy(std::move(Work));
  }

  /// All functions where a pointer is called.
  std::vector<bool> calledBy(std::vector<FunctionId> Work) const {
    std::vector<bool> Found(U.Functions.size());
    auto Add = [&](CalleeId C) {
      FunctionId Body = bodyOf(U, C, Runs::Perhaps);
      if (Body != NoId && !Found[Body]) {
        Found[Body] = true;
        Work.push_back(Body);
      }
    };
    for (FunctionId F : Work)
      Found[F] = true;
    while (!Work.empty()) {
      FunctionId Id = Work.back();
      Work.pop_back();
      for (const Block &B : U.Functions[Id].Blocks)
        for (const Event &E : B.Events) {
          if (E.site().Callee != NoId &&
              (U.Callees[E.site().Callee].Indirect || U.Callees[E.site().Callee].Virtual))
            return std::vector<bool>(U.Functions.size(), true);
          Add(E.site().Callee);
          for (auto &[Argument, Callback] : E.site().FunctionArgs)
            Add(Callback);
        }
    }
    return Found;
  }

  const Unit &U;
  std::map<std::pair<FileId, uint32_t>, std::vector<bool>> Reach; ///< by the jump
};

/// Libraries that jump by a function which the program is to store in a field of theirs: where it
/// leaves the default there, which ends the program, nothing jumps.
class DefaultExits {
public:
  explicit DefaultExits(const Unit &U) : U(U) {}

  /// No known code stores a function of its own to \p Field, and known code stores the default.
  bool keeps(const std::string &Field) {
    if (Field.empty())
      return false;
    auto [It, New] = Known.try_emplace(Field);
    if (New)
      It->second = find(Field);
    return It->second;
  }

private:
  bool find(const std::string &Field) const {
    std::string_view Name = std::string_view(Field).substr(Field.rfind(':') + 1);
    std::vector<Place> Defaults; // the objects that the library has filled
    bool Own = false;
    for (const Function &F : U.Functions)
      forEachEvent(F, [&](Position, const Event &E) {
        const Place &To = E.subject();
        if (E.kind() != EventKind::Assign || To.Path.empty() || To.Path.back().Name != Name)
          return;
        // What a row stores has no declaration that the source names.
        if (To.Object != NoId || E.function() != NoId || E.constant() != 0) {
          Own |= To.Object == NoId || U.Objects[To.Object].Name == Field;
          return;
        }
        Defaults.push_back(To);
        Defaults.back().Path.pop_back();
      });
    return !Own && !Defaults.empty() && !isHandedOn(Defaults);
  }

  /// Unknown code may store another one.
  bool isHandedOn(const std::vector<Place> &Defaults) const {
    bool Handed = false;
    for (const Function &F : U.Functions)
      forEachEvent(F, [&](Position, const Event &E) {
        if (E.kind() != EventKind::Call || !isOpen(U, E.site().Callee))
          return;
        for (Place A : E.site().Args) {
          bool ByAddress = A.AddressOf;
          A.AddressOf = false;
          for (const Place &Each : Defaults)
            Handed |= ByAddress && Each.startsWith(A);
        }
      });
    return Handed;
  }

  const Unit &U;
  std::map<std::string, bool> Known;
};

/// Libraries that jump to where the program has told them to, and end it where it has not: an object that
/// the very function makes which uses it has no landing but one of this function's own.
class OwnLandings {
  /// What such a row says that its jump goes through.
  static constexpr std::string_view Landing = "landing";

public:
  explicit OwnLandings(const Unit &U) : U(U) {}

  bool isMissing(const ExposedPoint &P) {
    if (P.type() != Landing)
      return false;
    if (!Missing)
      find();
    const SourceRange &Where = P.chain().empty() ? P.At->Expr : P.chain().back().At;
    return Missing->count({Where.File, Where.Begin, Where.End}) != 0;
  }

private:
  using Spot = std::tuple<FileId, uint32_t, uint32_t>;
  using Places = std::unordered_set<Place, PlaceHash>;

  /// Where a function that has no landing uses what it makes.
  void find() {
    Missing.emplace();
    for (const Function &F : U.Functions) {
      const Places Made = madeIn(F);
      if (Made.empty())
        continue;
      forEachEvent(F, [&](Position, const Event &E) {
        if (E.kind() == EventKind::Effect && E.effect().Raises == Source::Jump && !E.site().Args.empty() &&
            Made.count(E.site().Args.front()))
          Missing->insert({E.Expr.File, E.Expr.Begin, E.Expr.End});
      });
    }
  }

  /// A function that is told of errors may jump by itself.
  bool mayJump(const FunctionArgument &A) {
    FunctionId Body = bodyOf(U, A.Function, Runs::Perhaps);
    if (Body == NoId)
      return true;
    if (auto Known = Jumps.find(Body); Known != Jumps.end())
      return Known->second;
    bool &May = Jumps[Body];
    forEachEvent(U.Functions[Body], [&](Position, const Event &E) {
      May |= E.kind() == EventKind::Effect && E.effect().Raises == Source::Jump;
      May |= E.kind() == EventKind::Call;
    });
    return May;
  }

  /// What \p F makes and keeps; none where it has a landing.
  Places madeIn(const Function &F) {
    Places Made, Out;
    bool Lands = false;
    forEachEvent(F, [&](Position, const Event &E) {
      Lands |= E.is(EffectKind::SetJump);
      const std::vector<FunctionArgument> &Given = E.site().FunctionArgs;
      if (E.is(EffectKind::Acquire) && E.effect().Resource == ResourceKind::Handle &&
          std::none_of(Given.begin(), Given.end(), [&](const FunctionArgument &A) { return mayJump(A); }))
        Made.insert(E.effect().Subject);
    });
    if (Lands || Made.empty())
      return Out;
    forEachEvent(F, [&](Position, const Event &E) {
      if (E.kind() == EventKind::Assign && Made.count(E.other()))
        Out.insert(E.subject());
    });
    return Out;
  }

  const Unit &U;
  std::optional<std::set<Spot>> Missing; ///< jumps to a landing that is not there
  std::map<FunctionId, bool> Jumps;
};

} // namespace

void closeJumpGates(const Unit &U, std::vector<Exposure> &Exposures) {
  JumpGates Gates(U);
  DefaultExits Defaults(U);
  OwnLandings Landings(U);
  dropPoints(Exposures, [&](const Exposure &X, const ExposedPoint &P) {
    return P.Why == Source::Jump && (Landings.isMissing(P) || Defaults.keeps(P.type()) ||
                                     (!P.chain().empty() && !Gates.allows(P.chain().back().At, *X.In)));
  });
}

} // namespace asyncsafe
