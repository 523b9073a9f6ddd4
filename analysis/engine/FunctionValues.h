//===- FunctionValues.h - Which functions a pointer can hold ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which functions each indirect or virtual call can run, by following the variables, fields and
// parameters from the place where a function is named to the call. The result is flow-insensitive; a
// field is one node for all objects, and an array is one node. A virtual call runs the overriders of its
// method.
// A place that can hold more than a few functions dispatches: a property of one of them says nothing
// about one call, so its target counts as unknown.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_FUNCTIONVALUES_H
#define ASYNCSAFE_ANALYSIS_ENGINE_FUNCTIONVALUES_H

#include "effects/Graph.h"

#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

namespace asyncsafe {

/// The unit is linked from all units of its program: every caller of a function and every store to a
/// variable is in it.
bool isWholeProgram(const Unit &U);
/// By function: something stores its address, or hands it on.
std::vector<bool> addressesTaken(const Unit &U);
/// By function: every call names it. No code takes its address, and no other unit can call it.
std::vector<bool> callersKnown(const Unit &U);

class FunctionValues {
public:
  explicit FunctionValues(const Unit &U);
  FunctionValues(const FunctionValues &) = delete; // what calls run is shared
  FunctionValues &operator=(const FunctionValues &) = delete;

  struct Answer {
    std::vector<CalleeId> Functions; ///< stored there, with or without a body
    std::vector<FunctionId> Bodies;  ///< those that can run, in source order
    bool All = false;                ///< no other function can be called
  };
  /// The functions that \p P of \p In can hold at any time.
  Answer heldBy(FunctionId In, const Place &P) const;
  /// The functions that an indirect Call can run; null for direct calls, and where nothing is known.
  const Answer *calledBy(const Event &E) const;
  /// … also of a call that dispatches, if all that it can run is known. Calls through one table, or of one
  /// method, have the same answer.
  const Answer *dispatchedBy(const Event &E) const;
  /// By function: its address stands only in tables that the whole program itself calls from, copies
  /// nothing out of, and gives to no other code.
  const std::vector<bool> &inCalledTables() const { return InTables; }
  /// … the functions that the calls of \p In with one callee name can run.
  const Answer *calledBy(FunctionId In, CalleeId Name) const;

private:
  /// A variable, field, parameter, temporary, or a function's result.
  using Node = uint64_t;
  static constexpr Node None = ~Node(0);
  struct Content {
    std::vector<Node> From; ///< what is stored there
    std::vector<CalleeId> Functions;
    bool Open = false; ///< an unknown value is stored there
  };
  class Tables;

  Node nodeOf(FunctionId In, const Place &P) const;
  static Node parameter(FunctionId Of, unsigned Index);
  static Node result(FunctionId Of);
  void store(Node To, CalleeId Function, Node From);
  void readEvent(FunctionId In, const Event &E);
  void findTables();
  void passArguments(FunctionId In, const CallSite &Site, FunctionId Body);
  const Object *objectOf(Node N) const; ///< null: not a variable with static storage, nor a field
  bool isOpen(Node N) const;
  Answer collect(Node N) const;
  const Answer &answerFor(FunctionId In, const CallSite &Site);
  Answer overridersOf(CalleeId Method) const;
  void finish(Answer &A, const CallSite *Site) const;

  const Unit &U;
  const bool Whole;
  std::unordered_map<Node, Content> Nodes;
  std::vector<bool> CallersKnown;
  std::unordered_map<std::string, std::vector<FunctionId>> Overriders; ///< by the key of what they override
  /// By what is called, directly or through a place, and the number of arguments.
  std::map<std::tuple<CalleeId, Node, size_t>, Answer> Answers;
  std::unordered_map<const Event *, const Answer *> Calls, Dispatches;
  std::unordered_set<Node> CalledFrom, Copied;
  std::vector<bool> InTables;
  std::map<std::pair<FunctionId, CalleeId>, const Answer *> Named;
};

} // namespace asyncsafe

#endif
