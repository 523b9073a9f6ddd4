//===- Ids.h - The ids in a graph -------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Visits every reference of a record to a unit's tables: each file, callee and place, by the lists of
// Fields.h. A renumbering is a visitor:
// struct Renumber {
// void file(FileId &), callee(CalleeId &), place(Place &);
// };
// Place::Object and Place::Index are left to the visitor.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_EFFECTS_IDS_H
#define ASYNCSAFE_EFFECTS_IDS_H

#include "effects/Fields.h"

#include <unordered_map>

namespace asyncsafe {

template <class V> class IdWalk {
public:
  explicit IdWalk(V &To) : To(To) {}

  /// Lets the visitor change the ids of \p R; values shared within \p R stay shared.
  template <class T> void change(T &R) {
    if constexpr (std::is_same_v<T, Place>)
      To.place(R);
    else if constexpr (HasFields<T>)
      forEachField<T>([&](const auto &F) {
        auto &Member = R.*(F.At);
        if constexpr (std::is_same_v<decltype(Member), uint32_t &>)
          id(F.Of, Member);
        else
          change(Member);
      });
  }
  template <class T> void change(Shared<T> &R) {
    if (!R)
      return;
    auto &Known = std::get<Changed<T>>(All).Values;
    auto It = Known.find(R.identity());
    if (It == Known.end()) {
      T New = *R;
      change(New);
      It = Known.emplace(R.identity(), std::make_pair(R, Shared<T>(std::move(New)))).first;
    }
    R = It->second.second;
  }
  template <class T> void change(std::optional<T> &R) {
    if (R)
      change(*R);
  }
  template <class T> void change(std::vector<T> &R) {
    for (T &Element : R)
      change(Element);
  }
  template <class... T> void change(std::variant<T...> &R) {
    std::visit([&](auto &Alternative) { change(Alternative); }, R);
  }

  /// The visitor sees copies.
  template <class T> void read(const T &R) {
    if constexpr (std::is_same_v<T, Place>) {
      Place Copy = R;
      To.place(Copy);
    } else if constexpr (HasFields<T>) {
      forEachField<T>([&](const auto &F) {
        const auto &Member = R.*(F.At);
        if constexpr (std::is_same_v<decltype(Member), const uint32_t &>) {
          uint32_t Copy = Member;
          id(F.Of, Copy);
        } else {
          read(Member);
        }
      });
    }
  }
  template <class T> void read(const Shared<T> &R) {
    if (R)
      read(*R);
  }
  template <class T> void read(const std::optional<T> &R) {
    if (R)
      read(*R);
  }
  template <class T> void read(const std::vector<T> &R) {
    for (const T &Element : R)
      read(Element);
  }
  template <class... T> void read(const std::variant<T...> &R) {
    std::visit([&](const auto &Alternative) { read(Alternative); }, R);
  }

private:
  /// By the identity of the old value, which is kept alive so that its address is not reused.
  template <class T> struct Changed {
    std::unordered_map<const void *, std::pair<Shared<T>, Shared<T>>> Values;
  };

  void id(Table Of, uint32_t &Id) {
    if (Id == NoId)
      return;
    if (Of == Table::Files)
      To.file(Id);
    else if (Of == Table::Callees)
      To.callee(Id);
  }

  V &To;
  std::tuple<Changed<Effect>, Changed<CallSite>, Changed<Statement>, Changed<Provenance>, Changed<WaitTerms>,
             Changed<std::string>>
      All;
};

template <class T, class V> void changeIds(T &R, V &To) { IdWalk<V>(To).change(R); }
template <class T, class V> void readIds(const T &R, V &To) { IdWalk<V>(To).read(R); }

} // namespace asyncsafe

#endif
