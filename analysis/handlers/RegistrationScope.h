//===- RegistrationScope.h - Canonical form of registrations ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes which events register handlers, and the canonical form in which their places are compared.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_HANDLERS_REGISTRATIONSCOPE_H
#define ASYNCSAFE_ANALYSIS_HANDLERS_REGISTRATIONSCOPE_H

#include "effects/Graph.h"

namespace asyncsafe {

bool registersHandler(const Event &E);

class RegistrationScope {
public:
  explicit RegistrationScope(const Unit &U);

  FunctionId bodyOf(const Event &E) const;
  /// The fields of a struct that can hold the handler (with or without arguments, under the names of
  /// several platforms) share storage and are treated as one.
  Place canonical(Place P) const;

  const Unit &U;
  std::vector<bool> HasCaller;

private:
  void alternatives(const Function &F);
  void addAlternatives(const std::vector<const Place *> &Subjects);

  std::vector<std::vector<Projection>> Alternatives; ///< the longest first
};

} // namespace asyncsafe

#endif
