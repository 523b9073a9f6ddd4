//===- Store.h - Persistent cache -------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Stores results in a file: a table from names to a key (a hash of everything that the value depends on)
// and the value, each row with a checksum. A damaged file costs time but never gives a wrong result: an
// invalid row is ignored, and an unusable file is not used, with one message.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_INDEX_STORE_H
#define ASYNCSAFE_TOOL_INDEX_STORE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

struct sqlite3;

namespace asyncsafe {

/// 32 bytes that identify \p Parts; the boundaries of parts matter.
std::string contentHash(llvm::ArrayRef<llvm::StringRef> Parts);

class Store {
public:
  enum class Access { ReadWrite, ReadOnly };

  /// Opens or creates the file \p Path. Calls \p Complain at most once, with one sentence, if the store
  /// is not used or no longer written.
  Store(std::string Path, Access Wanted, std::function<void(const std::string &)> Complain);
  ~Store();
  Store(const Store &) = delete;
  Store &operator=(const Store &) = delete;

  /// The file \p Path looks like a store, intact or damaged.
  static bool isOne(llvm::StringRef Path);
  bool usable() const { return Database != nullptr; }
  const std::string &path() const { return Path; }

  struct Row {
    std::string Key, Head, Body;
  };
  /// The row \p Name of \p Kind as it was stored; nothing if there is no valid one. Its Body is not read
  /// if \p OnlyHead. Thread-safe, as is put().
  std::optional<Row> get(llvm::StringRef Kind, llvm::StringRef Name, bool OnlyHead = false);
  void put(llvm::StringRef Kind, llvm::StringRef Name, const Row &R);

  struct Size {
    std::string Kind;
    uint64_t Rows = 0, Bytes = 0;
  };
  std::vector<Size> sizes();

private:
  bool open(Access Wanted);
  bool makeSchema();
  void giveUp(const std::string &Why);
  std::string problem() const;

  std::string Path;
  std::function<void(const std::string &)> Complain;
  std::mutex Guard;
  sqlite3 *Database = nullptr;
  bool Writable = false;
  bool KeepsNothing = false; ///< it is not writable, though that was wanted, and nobody was told
};

} // namespace asyncsafe

#endif
