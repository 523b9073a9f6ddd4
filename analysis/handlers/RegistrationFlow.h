//===- RegistrationFlow.h - What functions register as handlers --*- C++ -*-===//
//
// Decides what reaches each call that registers a signal handler: which function, which
// signal, which flags. Functions are evaluated with what their callers pass.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_REGISTRATIONFLOW_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_REGISTRATIONFLOW_H

#include "analysis/handlers/PlaceValues.h"

#include <set>

namespace asyncsafe {

/// A call that makes something a handler, as far as its function knows.
struct Registration {
  PlaceValues Handlers, Signals, Flags;
  bool HasFlags = false, Restarting = false;
  const Event *At = nullptr;
  /// It depends on what the function was called with.
  bool Open = false;
};

bool registersHandler(const Event &E);

/// Which functions matter, and in which form places are compared.
class RegistrationScope {
public:
  explicit RegistrationScope(const Unit &U);

  FunctionId bodyOf(const Event &E) const;
  /// The fields of a struct that can hold the handler (with arguments or without, under
  /// the names of several platforms) share their storage: one field for us.
  Place canonical(Place P) const;

  const Unit &U;
  std::vector<bool> Concerned; ///< registers a handler, or calls who does
  std::vector<bool> HasCaller;

private:
  void alternatives(const Function &F);
  void addAlternatives(const std::vector<const Place *> &Subjects);

  std::vector<std::vector<Projection>> Alternatives; ///< the longest first
};

class RegistrationFlow {
public:
  explicit RegistrationFlow(const RegistrationScope &S) : S(S), U(S.U) {}

  /// What \p F registers, for itself.
  std::vector<Registration> of(FunctionId F) {
    Complete = true;
    return run(F, {}, 0).Registrations;
  }
  /// The last answer of of() left nothing out for want of budget.
  bool complete() const { return Complete; }

private:
  struct Outcome {
    std::vector<Registration> Registrations;
    PlaceState Exit;
  };

  Outcome run(FunctionId Id, PlaceState Entry, unsigned Depth);
  void transfer(PlaceState &State, const Event &E, unsigned Depth, std::vector<Registration> *Collect);
  void registration(PlaceState &State, const Event &E, std::vector<Registration> *Collect);
  void call(PlaceState &State, const Event &E, unsigned Depth, std::vector<Registration> *Collect);
  bool isOpen(FunctionId F, const Event &At);
  PlaceState entryOf(const PlaceState &State, const CallSite &Site) const;

  const RegistrationScope &S;
  const Unit &U;
  unsigned Evaluations = 0;
  size_t Spent = 0; ///< values copied
  bool Complete = true;
  std::map<FunctionId, std::set<const Event *>> OpenOnes;
};

} // namespace asyncsafe

#endif
