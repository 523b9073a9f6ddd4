//===- Shuffle.cpp - Reordering a unit for tests --------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "effects/Shuffle.h"

#include "effects/Ids.h"

#include <numeric>
#include <random>

namespace asyncsafe {

namespace {

class Shuffler {
public:
  Shuffler(Unit &U, unsigned Seed) : U(U), Random(Seed) {}

  void run() {
    NewFunction = permute(U.Functions);
    NewCallee = permute(U.Callees);
    NewObject = permute(U.Objects);
    permute(U.LiveEvidence);
    for (Callee &C : U.Callees) {
      move(C.Body, NewFunction);
      move(C.DestructorOf, NewCallee);
    }
    for (InitialValue &V : U.InitialValues)
      changeIds(V, *this);
    for (Function &F : U.Functions)
      function(F);
  }

  // A visitor for ids.
  void file(FileId &) const {}
  void callee(CalleeId &Id) const { move(Id, NewCallee); }
  void place(Place &P) const { move(P.Object, NewObject); }

private:
  using Numbers = std::vector<uint32_t>;

  /// std::shuffle differs between platforms.
  template <class List> void mix(List &Of) {
    for (size_t I = Of.size(); I > 1; --I)
      std::swap(Of[I - 1], Of[Random() % I]);
  }

  /// The new numbers, indexed by the old ones.
  template <class T> Numbers permute(std::vector<T> &List) {
    Numbers From(List.size()), To(List.size());
    std::iota(From.begin(), From.end(), 0);
    mix(From);
    std::vector<T> Out;
    for (uint32_t I = 0; I < From.size(); ++I) {
      Out.push_back(std::move(List[From[I]]));
      To[From[I]] = I;
    }
    List = std::move(Out);
    return To;
  }

  static void move(uint32_t &Id, const Numbers &New) {
    if (Id != NoId)
      Id = New[Id];
  }

  void function(Function &F) {
    changeIds(F, *this);
    for (Block &B : F.Blocks) {
      mix(B.Successors);
      registrations(B.Events);
    }
  }

  /// Adjacent calls that only register a handler and whose results are unused.
  void registrations(std::vector<Event> &Events) {
    for (size_t First = 0, Last; First < Events.size(); First = Last) {
      std::vector<std::vector<Event>> Calls;
      for (Last = First; Last < Events.size() && Events[Last].is(EffectKind::RegisterHandler); ++Last) {
        if (Last == First || !(Events[Last].Expr == Events[Last - 1].Expr))
          Calls.emplace_back();
        Calls.back().push_back(Events[Last]);
      }
      mix(Calls);
      size_t Next = First;
      for (std::vector<Event> &Call : Calls)
        for (Event &E : Call)
          Events[Next++] = std::move(E);
      Last = std::max(Last, First + 1);
    }
  }

  Unit &U;
  std::mt19937 Random;
  Numbers NewFunction, NewCallee, NewObject;
};

} // namespace

Unit shuffled(Unit U, unsigned Seed) {
  Shuffler(U, Seed).run();
  return U;
}

} // namespace asyncsafe
