//===- Interned.cpp - Interned names and paths ----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "effects/Interned.h"

#include <array>
#include <deque>
#include <mutex>
#include <unordered_map>
#include <unordered_set>

namespace asyncsafe {

namespace {

/// Units are analysed in parallel and look up names constantly.
constexpr size_t NumShards = 64;

struct NameShard {
  std::mutex Guard;
  std::deque<std::string> Storage;
  std::unordered_map<std::string_view, const std::string *> Known;
};

struct PathHash {
  size_t operator()(const AccessPath::Steps &Steps) const {
    size_t H = Steps.size();
    for (const Projection &P : Steps)
      H = (H * 31 + P.Name.hash()) * 31 + static_cast<size_t>(P.K);
    return H ^ (H >> 17);
  }
};

struct PathShard {
  std::mutex Guard;
  std::unordered_set<AccessPath::Steps, PathHash> Known;
};

// Never destroyed: places may outlive every other static object.
std::array<NameShard, NumShards> &names() {
  static auto &Table = *new std::array<NameShard, NumShards>;
  return Table;
}
std::array<PathShard, NumShards> &paths() {
  static auto &Table = *new std::array<PathShard, NumShards>;
  return Table;
}

} // namespace

Symbol::Symbol(std::string_view Text) {
  if (Text.empty())
    return;
  NameShard &Shard = names()[std::hash<std::string_view>()(Text) % NumShards];
  std::lock_guard<std::mutex> Lock(Shard.Guard);
  auto It = Shard.Known.find(Text);
  if (It == Shard.Known.end()) {
    const std::string &New = Shard.Storage.emplace_back(Text);
    It = Shard.Known.emplace(New, &New).first;
  }
  Value = It->second;
}

const std::string &Symbol::str() const {
  static const std::string &Empty = *new std::string;
  return Value ? *Value : Empty;
}

AccessPath::AccessPath(const Steps &All) {
  if (All.empty())
    return;
  PathShard &Shard = paths()[PathHash()(All) % NumShards];
  std::lock_guard<std::mutex> Lock(Shard.Guard);
  Value = &*Shard.Known.insert(All).first;
}

const AccessPath::Steps &AccessPath::steps() const {
  static const Steps &None = *new Steps;
  return Value ? *Value : None;
}

void AccessPath::push_back(const Projection &P) {
  Steps All = steps();
  All.push_back(P);
  *this = AccessPath(All);
}

void AccessPath::resize(size_t Length) {
  if (Length < size())
    *this = AccessPath(Steps(begin(), begin() + static_cast<std::ptrdiff_t>(Length)));
}

} // namespace asyncsafe
