//===- Interned.h - Interned names and paths --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// One copy of each name and of each access path, shared by all places that have it: equality compares
// pointers, and copying does not allocate. Values live until the process ends. Thread-safe.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_EFFECTS_INTERNED_H
#define ASYNCSAFE_EFFECTS_INTERNED_H

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace asyncsafe {

/// An interned string.  Reads as a `const std::string &`.
class Symbol {
  template <class T>
  using IsText =
      std::enable_if_t<std::is_convertible_v<const T &, std::string_view> && !std::is_same_v<T, Symbol>>;

public:
  Symbol() = default;
  Symbol(std::string_view Text);
  Symbol(const std::string &Text) : Symbol(std::string_view(Text)) {}
  Symbol(const char *Text) : Symbol(std::string_view(Text)) {}

  const std::string &str() const;
  operator const std::string &() const { return str(); }
  bool empty() const { return !Value; }
  size_t hash() const { return std::hash<const void *>()(Value); }
  int compare(Symbol O) const { return Value == O.Value ? 0 : str().compare(O.str()); }

  friend bool operator==(Symbol A, Symbol B) { return A.Value == B.Value; }
  friend bool operator!=(Symbol A, Symbol B) { return A.Value != B.Value; }
  template <class T, class = IsText<T>> friend bool operator==(Symbol A, const T &B) {
    return std::string_view(A.str()) == std::string_view(B);
  }
  template <class T, class = IsText<T>> friend bool operator!=(Symbol A, const T &B) { return !(A == B); }
  /// By the text, so that the order does not depend on addresses.
  friend bool operator<(Symbol A, Symbol B) { return A.Value != B.Value && A.str() < B.str(); }

private:
  const std::string *Value = nullptr; ///< null: the empty string
};

/// One step of an access path.
struct Projection {
  enum class Kind : uint8_t {
    Deref, ///< `*p`, `p->`, and operator* / operator-> of a smart pointer
    Field, ///< `.name`; a call of an accessor without arguments is the
           ///< pseudo-field `name()`
    Index, ///< `[*]`: every element is one place
  };
  Kind K = Kind::Field;
  Symbol Name; ///< of a Field, else empty
  bool operator==(const Projection &O) const { return K == O.K && Name == O.Name; }
  bool operator!=(const Projection &O) const { return !(*this == O); }
};

/// The steps from a place's root. Reads as a `const std::vector<Projection> &`; a change creates another
/// path.
class AccessPath {
public:
  using Steps = std::vector<Projection>;

  AccessPath() = default;
  AccessPath(const Steps &All);

  const Steps &steps() const;
  operator const Steps &() const { return steps(); }
  bool empty() const { return !Value; }
  size_t size() const { return Value ? Value->size() : 0; }
  const Projection &operator[](size_t I) const { return (*Value)[I]; }
  const Projection &front() const { return Value->front(); }
  const Projection &back() const { return Value->back(); }
  Steps::const_iterator begin() const { return steps().begin(); }
  Steps::const_iterator end() const { return steps().end(); }
  size_t hash() const { return std::hash<const void *>()(Value); }

  void push_back(const Projection &P);
  void pop_back() { resize(size() - 1); }
  void clear() { Value = nullptr; }
  /// Keeps the first \p Length steps.
  void resize(size_t Length);

  friend bool operator==(AccessPath A, AccessPath B) { return A.Value == B.Value; }
  friend bool operator!=(AccessPath A, AccessPath B) { return A.Value != B.Value; }

private:
  const Steps *Value = nullptr; ///< null: no steps
};

} // namespace asyncsafe

#endif
