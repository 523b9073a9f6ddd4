//===- SharedSet.cpp - A set of shared names ------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "analysis/engine/SharedSet.h"

#include <algorithm>

namespace asyncsafe {

SharedKey SharedSet::iterator::operator*() const {
  if (At < Of->bits())
    return {SharedKey::Kind::Object, static_cast<uint32_t>(At)};
  return {SharedKey::Kind::Local, Of->Locals[At - Of->bits()]};
}

size_t SharedSet::next(size_t From) const {
  while (From < bits()) {
    uint64_t Rest = Objects[From / Word] >> (From % Word);
    if (Rest & 1)
      return From;
    From = Rest ? From + 1 : (From / Word + 1) * Word;
  }
  return From;
}

void SharedSet::insert(const SharedKey &K) {
  if (K.K == SharedKey::Kind::Local) {
    auto At = std::lower_bound(Locals.begin(), Locals.end(), K.Id);
    if (At == Locals.end() || *At != K.Id)
      Locals.insert(At, K.Id);
    return;
  }
  if (!K)
    return;
  if (K.Id / Word >= Objects.size())
    Objects.resize(K.Id / Word + 1);
  Objects[K.Id / Word] |= uint64_t(1) << (K.Id % Word);
}

bool SharedSet::count(const SharedKey &K) const {
  if (K.K == SharedKey::Kind::Local)
    return std::binary_search(Locals.begin(), Locals.end(), K.Id);
  return K && K.Id / Word < Objects.size() && (Objects[K.Id / Word] >> (K.Id % Word) & 1);
}

bool SharedSet::merge(const SharedSet &O) {
  bool Grew = false;
  if (Objects.size() < O.Objects.size())
    Objects.resize(O.Objects.size());
  for (size_t I = 0; I < O.Objects.size(); ++I) {
    Grew |= O.Objects[I] & ~Objects[I];
    Objects[I] |= O.Objects[I];
  }
  if (!std::includes(Locals.begin(), Locals.end(), O.Locals.begin(), O.Locals.end())) {
    std::vector<uint32_t> Both;
    std::set_union(Locals.begin(), Locals.end(), O.Locals.begin(), O.Locals.end(), std::back_inserter(Both));
    Locals = std::move(Both);
    Grew = true;
  }
  return Grew;
}

} // namespace asyncsafe
