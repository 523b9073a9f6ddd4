//===- Store.h - Answers that outlive a run ---------------------*- C++ -*-===//
//
// Decides how what was worked out once is kept in a file: a table from names to a key
// (a hash of all that the value depends on) and the value, each row with a checksum.
// Whatever is wrong with the file costs time, never an answer: a row that does not fit is
// no row, and a file that cannot be used is done without, which is said once.
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

/// 32 bytes that say what \p Parts are; parts are told apart.
std::string contentHash(llvm::ArrayRef<llvm::StringRef> Parts);

class Store {
public:
  enum class Access { ReadWrite, ReadOnly };

  /// Opens or makes the file \p Path.  \p Complain is told in one sentence, at most once, why
  /// the store is not used, or no longer written.
  Store(std::string Path, Access Wanted, std::function<void(const std::string &)> Complain);
  ~Store();
  Store(const Store &) = delete;
  Store &operator=(const Store &) = delete;

  /// The file \p Path looks like one, whole or damaged.
  static bool isOne(llvm::StringRef Path);
  bool usable() const { return Database != nullptr; }
  const std::string &path() const { return Path; }

  struct Row {
    std::string Key, Head, Body;
  };
  /// The row \p Name of \p Kind as it was put; nothing if there is none that is whole.  Of its
  /// Body nothing is read if \p OnlyHead.  Safe to call from any thread, as put() is.
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
};

} // namespace asyncsafe

#endif
