//===- SlowDescriptors.h - Descriptors that reading waits for ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Computes the descriptors that may be of slow devices (signal(7)): those that the program opens as a
// socket, pipe or event, and the variables, fields, parameters and results that they come to.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_WAITS_SLOWDESCRIPTORS_H
#define ASYNCSAFE_ANALYSIS_WAITS_SLOWDESCRIPTORS_H

#include "analysis/waits/DescriptorSet.h"

#include <unordered_map>
#include <vector>

namespace asyncsafe {

class SlowDescriptors {
public:
  explicit SlowDescriptors(const Unit &U);
  bool isSlow(FunctionId In, const Place &Descriptor) const;

private:
  struct Holder {
    FunctionId In = NoId;
    Place Is;
  };
  void learn(const Holder &H);
  void follow(const Unit &U, FunctionId In, const Event &E);
  void hand(const Holder &From, const Holder &To);
  const std::vector<Holder> *holdersOf(const Holder &From) const;

  DescriptorSet Known;
  std::vector<Holder> Work; ///< learnt, and not yet followed
  /// Where what a variable or field holds comes to, in any function.
  std::unordered_map<ObjectId, std::vector<Holder>> Everywhere;
  /// … and what another place of one function holds.
  std::vector<std::unordered_map<Place, std::vector<Holder>, PlaceHash>> Elsewhere;
};

} // namespace asyncsafe

#endif
