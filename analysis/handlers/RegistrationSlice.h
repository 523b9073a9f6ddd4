//===- RegistrationSlice.h - What a registration depends on -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which variables, events and functions of a unit influence which handler is registered for
// which signal. Only these are evaluated: most stores and tests of a unit never reach a call that
// registers a handler.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_REGISTRATIONSLICE_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_REGISTRATIONSLICE_H

#include "analysis/handlers/RegistrationScope.h"

#include <map>
#include <tuple>

namespace asyncsafe {

class RegistrationSlice {
public:
  /// A relevant event, with the places of an Assign in canonical form.
  struct Step {
    const Event *E = nullptr;
    Place To, From;
  };

  explicit RegistrationSlice(const RegistrationScope &S);

  /// It registers a handler, or calls a function that registers an argument.
  bool concerns(FunctionId F) const { return Parts[F].Registers; }
  /// Whether \p F registers a handler, or which one, can depend on its caller.
  bool dependsOnCallers(FunctionId F) const { return Parts[F].PassesUp; }
  /// \p F stores a relevant value in globals or through its pointers.
  bool stores(FunctionId F) const { return Parts[F].Stores; }
  bool tracks(FunctionId F, const Place &P) const;

  const std::vector<Step> &steps(FunctionId F, BlockId B) const { return Parts[F].Steps[B]; }
  /// forwardOrder() of the functions that are evaluated.
  const std::vector<unsigned> &order(FunctionId F) const { return Parts[F].Order; }

private:
  using RootId = unsigned;
  using RootKey = std::tuple<Place::RootKind, FunctionId, unsigned, std::string>;
  /// How a variable is relevant: it decides a branch, or its value reaches a registration.
  enum class Level : uint8_t { None, Condition, Value };

  struct Move {
    RootId To, From;
    bool Outlives; ///< the function, in whatever variable
  };
  struct Call {
    FunctionId Body;
    std::vector<RootId> Args, Formals;
    RootId This, FormalThis;
    bool GivesAddress;
  };
  struct Part {
    std::vector<Move> Moves;
    std::vector<Call> Calls;
    std::vector<RootId> Conditions, Registered, Own; ///< Own: stands for values of its callers
    bool Direct = false, Registers = false, Fills = false, PassesUp = false, Stores = false;
    std::vector<std::vector<Step>> Steps;
    std::vector<unsigned> Order;
  };

  static RootKey keyOf(FunctionId F, const Place &P);
  RootId rootOf(FunctionId F, const Place &P);
  RootId formal(FunctionId F, Place::RootKind Kind, unsigned Index);
  void collect(FunctionId F);
  void spread();
  bool spread(Part &P);
  bool spread(const Call &C);
  bool raise(RootId R, Level L);
  void findStores();
  void findSteps(FunctionId F);

  const RegistrationScope &S;
  const Unit &U;
  std::vector<Part> Parts; ///< by function
  std::map<RootKey, RootId> Roots;
  std::vector<Level> Levels; ///< by root; the first stands for places that are not variables
};

} // namespace asyncsafe

#endif
