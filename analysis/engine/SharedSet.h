//===- SharedSet.h - A set of shared names ----------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A set of shared keys: objects as bits, local variables as a sorted list. Every call of a program joins
// the set of what its callee touches, transitively, so the join must be cheap.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_ANALYSIS_ENGINE_SHAREDSET_H
#define ASYNCSAFE_ANALYSIS_ENGINE_SHAREDSET_H

#include "analysis/engine/Shared.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <vector>

namespace asyncsafe {

class SharedSet {
public:
  class iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = SharedKey;
    using difference_type = std::ptrdiff_t;
    using pointer = const SharedKey *;
    using reference = SharedKey;

    SharedKey operator*() const;
    iterator &operator++() {
      At = Of->next(At + 1);
      return *this;
    }
    bool operator==(const iterator &O) const { return At == O.At; }
    bool operator!=(const iterator &O) const { return At != O.At; }

  private:
    friend SharedSet;
    iterator(const SharedSet *Of, size_t At) : Of(Of), At(At) {}
    const SharedSet *Of;
    size_t At; ///< a bit, or behind the bits an index of Locals
  };

  SharedSet() = default;
  SharedSet(std::initializer_list<SharedKey> Keys) { insert(Keys.begin(), Keys.end()); }

  void insert(const SharedKey &K); ///< keys that name nothing are ignored
  template <class It> void insert(It First, It Last) {
    for (; First != Last; ++First)
      insert(*First);
  }
  bool count(const SharedKey &K) const;
  bool merge(const SharedSet &O); ///< true if it grew
  /// Removes the local variables for which \p Gone is true.
  template <class Test> void eraseLocals(Test Gone) {
    Locals.erase(std::remove_if(Locals.begin(), Locals.end(), Gone), Locals.end());
  }
  bool empty() const { return begin() == end(); }
  size_t size() const { return static_cast<size_t>(std::distance(begin(), end())); }

  /// Iterates over objects first; each kind by its ids.
  iterator begin() const { return {this, next(0)}; }
  iterator end() const { return {this, bits() + Locals.size()}; }

private:
  static constexpr size_t Word = 64;
  size_t bits() const { return Objects.size() * Word; }
  size_t next(size_t From) const;

  std::vector<uint64_t> Objects; ///< a bit for each
  std::vector<uint32_t> Locals;  ///< sorted
};

} // namespace asyncsafe

#endif
