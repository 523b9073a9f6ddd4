//===- Bytes.h - Binary encoding of records ---------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Reads and writes small records; the reader treats its input as untrusted, never reads past the end,
// and reports at the end whether the input was valid.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_INDEX_BYTES_H
#define ASYNCSAFE_TOOL_INDEX_BYTES_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Endian.h"
#include <map>
#include <string>
#include <vector>

namespace asyncsafe {

class ByteWriter {
public:
  static constexpr bool Reading = false;
  std::string Out;

  void number(uint64_t N) {
    char Bytes[8];
    llvm::support::endian::write64le(Bytes, N);
    Out.append(Bytes, sizeof Bytes);
  }
  void text(llvm::StringRef S) {
    number(S.size());
    Out.append(S.data(), S.size());
  }
};

class ByteReader {
public:
  static constexpr bool Reading = true;
  explicit ByteReader(llvm::StringRef In) : In(In) {}

  uint64_t number() {
    if (In.size() < 8)
      return fail();
    uint64_t N = llvm::support::endian::read64le(In.data());
    In = In.drop_front(8);
    return N;
  }
  std::string text() {
    uint64_t Size = number();
    if (Size > In.size())
      return fail(), std::string();
    std::string S = In.take_front(Size).str();
    In = In.drop_front(Size);
    return S;
  }
  /// The number of elements that follow, each at least one byte long.
  uint64_t count() {
    uint64_t N = number();
    return N > In.size() / 8 ? fail() : N;
  }
  /// Rejects input that no writer produces.
  void reject() { fail(); }
  /// Everything was present, and nothing is left.
  bool isDone() const { return Ok && In.empty(); }

private:
  uint64_t fail() {
    Ok = false;
    In = {};
    return 0;
  }
  llvm::StringRef In;
  bool Ok = true;
};

/// One description of a type for both directions: `field(Ar, X)`, which is `fields(Ar, X.A, X.B…)` for a
/// record.
inline void field(ByteWriter &Ar, std::string &S) { Ar.text(S); }
inline void field(ByteReader &Ar, std::string &S) { S = Ar.text(); }
template <class T> std::enable_if_t<std::is_integral_v<T>> field(ByteWriter &Ar, T &N) {
  Ar.number(static_cast<uint64_t>(N));
}
template <class T> std::enable_if_t<std::is_integral_v<T>> field(ByteReader &Ar, T &N) {
  N = static_cast<T>(Ar.number());
}
template <class T> void field(ByteWriter &Ar, std::vector<T> &V) {
  Ar.number(V.size());
  for (T &Element : V)
    field(Ar, Element);
}
template <class T> void field(ByteReader &Ar, std::vector<T> &V) {
  V.clear();
  for (uint64_t I = 0, N = Ar.count(); I < N; ++I)
    field(Ar, V.emplace_back());
}
template <class A, class... T> void fields(A &Ar, T &...Parts) { (field(Ar, Parts), ...); }
template <class A, class S, class T> void field(A &Ar, std::pair<S, T> &P) { fields(Ar, P.first, P.second); }
template <class K, class T> void field(ByteWriter &Ar, std::map<K, T> &M) {
  Ar.number(M.size());
  for (auto &[Key, Value] : M)
    fields(Ar, const_cast<K &>(Key), Value); // a writer changes nothing
}
template <class K, class T> void field(ByteReader &Ar, std::map<K, T> &M) {
  M.clear();
  for (uint64_t I = 0, N = Ar.count(); I < N; ++I) {
    K Key;
    field(Ar, Key);
    field(Ar, M[std::move(Key)]);
  }
}

template <class T> std::string encoded(const T &X) {
  ByteWriter W;
  field(W, const_cast<T &>(X)); // a writer changes nothing
  return std::move(W.Out);
}
/// False if \p Bytes are not those of an X, and of nothing else.
template <class T> bool decode(llvm::StringRef Bytes, T &X) {
  ByteReader R(Bytes);
  field(R, X);
  return R.isDone();
}

} // namespace asyncsafe

#endif
