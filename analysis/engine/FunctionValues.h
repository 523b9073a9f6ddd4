//===- FunctionValues.h - Which functions a pointer can hold ----*- C++ -*-===//
//
// Computes which functions each indirect or virtual call can run: what is stored in
// the variables, fields and parameters on the way from where a function is named to
// where it is called.  Insensitive to order; a field is one, whatever its object; an
// array is its elements.  A virtual method is what overrides it.
//
// A place that can hold more than a few functions dispatches: that one of them does
// something says nothing about one call, so it counts as unknown.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_FUNCTIONVALUES_H
#define ASYNCSAFE_ANALYSIS_ENGINE_FUNCTIONVALUES_H

#include "effects/Graph.h"

#include <unordered_map>

namespace asyncsafe {

/// It is linked of all that makes its program: who calls a function, or stores to a variable, is there.
bool isWholeProgram(const Unit &U);
/// By function: something stores its address, or hands it on.
std::vector<bool> addressesTaken(const Unit &U);
/// By function: all its calls name it.  Nothing takes its address, and no other unit can call it.
std::vector<bool> callersKnown(const Unit &U);

class FunctionValues {
public:
  explicit FunctionValues(const Unit &U);

  struct Answer {
    std::vector<CalleeId> Functions; ///< stored there, with a body or without
    std::vector<FunctionId> Bodies;  ///< that can run, as they stand in the source
    bool All = false;                ///< nothing else can be meant
  };
  /// What \p P of \p In can hold, at any time.
  Answer heldBy(FunctionId In, const Place &P) const;
  /// What a Call runs that names no one function; null for others, and where nothing is known.
  const Answer *calledBy(const Event &E) const;
  /// … what the calls of \p In run that go by one name.
  const Answer *calledBy(FunctionId In, CalleeId Name) const;

private:
  /// A variable, field, parameter, temporary, or a function's result.
  using Node = uint64_t;
  static constexpr Node None = ~Node(0);
  struct Content {
    std::vector<Node> From; ///< what is stored there
    std::vector<CalleeId> Functions;
    bool Open = false; ///< something else is stored there
  };

  Node nodeOf(FunctionId In, const Place &P) const;
  static Node parameter(FunctionId Of, unsigned Index);
  static Node result(FunctionId Of);
  void store(Node To, CalleeId Function, Node From);
  void readEvent(FunctionId In, const Event &E);
  void passArguments(FunctionId In, const CallSite &Site, FunctionId Body);
  bool isOpen(Node N) const;
  Answer collect(Node N) const;
  Answer overridersOf(CalleeId Method) const;
  void finish(Answer &A, const CallSite *Site) const;

  const Unit &U;
  const bool Whole;
  std::unordered_map<Node, Content> Nodes;
  std::vector<bool> CallersKnown;
  std::unordered_map<std::string, std::vector<FunctionId>> Overriders; ///< by the key of what they override
  std::unordered_map<const Event *, Answer> Calls;
  std::map<std::pair<FunctionId, CalleeId>, Answer> Named;
};

} // namespace asyncsafe

#endif
