//===- Store.cpp - Persistent cache ---------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/index/Store.h"

#include "tool/input/InputFile.h"

#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <sqlite3.h>

using namespace asyncsafe;
using llvm::StringRef;

/// In the file's header: a file without it is neither used nor overwritten.
static constexpr int ApplicationId = 0x41534658;
static constexpr int LayoutVersion = 1;
/// The whole schema; a file with any other (a trigger, a view) is rejected.
static constexpr const char *Schema =
    "CREATE TABLE answers (kind TEXT NOT NULL, name TEXT NOT NULL, key BLOB NOT NULL, head BLOB NOT NULL, "
    "body BLOB NOT NULL, headsum BLOB NOT NULL, bodysum BLOB NOT NULL, PRIMARY KEY (kind, name)) WITHOUT "
    "ROWID";
/// How long simultaneous runs wait for each other, in milliseconds.
static constexpr int Patience = 10'000;
static constexpr int Pause = 20;

std::string asyncsafe::contentHash(llvm::ArrayRef<StringRef> Parts) {
  llvm::BLAKE3 Hash;
  for (StringRef Part : Parts) {
    char Length[8];
    llvm::support::endian::write64le(Length, Part.size());
    Hash.update(StringRef(Length, sizeof Length));
    Hash.update(Part);
  }
  auto Result = Hash.final();
  return std::string(reinterpret_cast<const char *>(Result.data()), Result.size());
}

Store::Store(std::string Path, Access Wanted, std::function<void(const std::string &)> Complain)
    : Path(std::move(Path)), Complain(std::move(Complain)) {
  if (!open(Wanted) && Database) {
    sqlite3_close(Database);
    Database = nullptr;
  }
}

bool Store::isOne(StringRef Path) {
  // SQLite's header: its name, and at byte 68 the application id.
  constexpr size_t IdAt = 68;
  auto Start = llvm::MemoryBuffer::getFileSlice(Path, IdAt + 4, 0);
  return Start && (*Start)->getBuffer().starts_with("SQLite format 3") &&
         llvm::support::endian::read32be((*Start)->getBufferStart() + IdAt) == ApplicationId;
}

Store::~Store() {
  if (Database)
    sqlite3_close(Database);
}

std::string Store::problem() const { return Database ? sqlite3_errmsg(Database) : "out of memory"; }

/// Reported once; earlier reads stay valid, and nothing more is read or written.
void Store::giveUp(const std::string &Why) {
  StringRef Advice = llvm::sys::fs::exists(Path) ? "; 'asyncsafe index clear' removes it" : "";
  if (Complain)
    Complain(llvm::formatv("the index {0} is not used: {1}{2}", Path, Why, Advice));
  Complain = nullptr;
}

bool Store::open(Access Wanted) {
  // SQLite would block on a pipe.
  for (StringRef Suffix : {"", "-wal", "-shm", "-journal"})
    if (std::string Why = obstacleIn(Path + Suffix.str(), InputLimit::Index); !Why.empty())
      return giveUp((Suffix.empty() ? "" : Suffix.str() + ": ") + Why), false;
  // Nor does it follow links to these files; its own message does not say so.
  for (StringRef Suffix : {"-wal", "-shm", "-journal"})
    if (llvm::sys::fs::is_symlink_file(Path + Suffix))
      return giveUp(Suffix.str() + ": it is a link"), false;
  int Flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
  bool Exists = llvm::sys::fs::exists(Path);
  Writable = Wanted == Access::ReadWrite && llvm::sys::fs::can_write(Exists ? StringRef(Path) : ".");
  if (Wanted == Access::ReadWrite && !Exists) {
    if (std::error_code EC = llvm::sys::fs::create_directories(llvm::sys::path::parent_path(Path)))
      return giveUp(EC.message()), false;
    Writable = true;
  }
  if (!Exists && !Writable)
    return false; // there is nothing to read
  // SQLite may create files next to it, which a read-only folder does not allow.
  std::string Uri = "file:";
  for (char C : Path)
    Uri += C == '?' || C == '#' || C == '%' ? llvm::formatv("%{0}", llvm::utohexstr(C)).str()
                                            : std::string(1, C);
  bool FolderIsWritable = llvm::sys::fs::can_write(llvm::sys::path::parent_path(Path));
  Writable &= FolderIsWritable;
  KeepsNothing = Wanted == Access::ReadWrite && !Writable;
  if (!Writable)
    Uri += FolderIsWritable ? "?mode=ro" : "?immutable=1";
  Flags |= Writable ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;
  if (sqlite3_open_v2(Uri.c_str(), &Database, Flags, nullptr) != SQLITE_OK)
    return giveUp(problem()), false;
  sqlite3_busy_timeout(Database, Patience);
  // The file is untrusted: its schema must not run anything.
  sqlite3_db_config(Database, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(Database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_exec(Database, "PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY", nullptr,
               nullptr, nullptr);
  return makeSchema();
}

namespace {
/// One prepared statement, during its lifetime.
class Statement {
public:
  Statement(sqlite3 *Database, StringRef Text) {
    Code = sqlite3_prepare_v2(Database, Text.data(), static_cast<int>(Text.size()), &Prepared, nullptr);
  }
  ~Statement() { sqlite3_finalize(Prepared); }
  Statement &blob(int I, StringRef Bytes) {
    if (Code == SQLITE_OK)
      Code = sqlite3_bind_blob64(Prepared, I, Bytes.data() ? Bytes.data() : "", Bytes.size(), SQLITE_STATIC);
    return *this;
  }
  Statement &text(int I, StringRef Text) {
    if (Code == SQLITE_OK)
      Code = sqlite3_bind_text64(Prepared, I, Text.data() ? Text.data() : "", Text.size(), SQLITE_STATIC,
                                 SQLITE_UTF8);
    return *this;
  }
  /// SQLITE_ROW, SQLITE_DONE, or an error.
  int step() { return Code = Code == SQLITE_OK || Code == SQLITE_ROW ? sqlite3_step(Prepared) : Code; }
  std::string bytes(int I) {
    auto *Begin = static_cast<const char *>(sqlite3_column_blob(Prepared, I));
    return Begin ? std::string(Begin, sqlite3_column_bytes(Prepared, I)) : std::string();
  }
  int64_t number(int I) { return sqlite3_column_int64(Prepared, I); }

private:
  sqlite3_stmt *Prepared = nullptr;
  int Code = SQLITE_OK;
};
} // namespace

/// Creates the table in an empty file; accepts only files that it created.
bool Store::makeSchema() {
  auto Number = [&](StringRef Query) -> std::optional<int64_t> {
    Statement S(Database, Query);
    return S.step() == SQLITE_ROW ? std::optional<int64_t>(S.number(0)) : std::nullopt;
  };
  const char *CountThings = "SELECT count(*) FROM sqlite_master";
  std::optional<int64_t> Things = Number(CountThings);
  if (!Things)
    return giveUp(problem()), false;
  std::string Make =
      llvm::formatv("PRAGMA journal_mode=WAL; BEGIN IMMEDIATE; PRAGMA application_id={0}; PRAGMA "
                    "user_version={1}; {2}; COMMIT",
                    ApplicationId, LayoutVersion, Schema);
  // Another run may be creating it now, and SQLite does not wait for that by itself.
  for (int Waited = 0; Things == 0 && Writable && Number("PRAGMA application_id") == 0; Waited += Pause) {
    int Code = sqlite3_exec(Database, Make.c_str(), nullptr, nullptr, nullptr);
    if (Code == SQLITE_OK)
      break;
    sqlite3_exec(Database, "ROLLBACK", nullptr, nullptr, nullptr);
    Things = Number(CountThings);
    bool TakesTurns = (Code & 0xff) == SQLITE_BUSY || (Code & 0xff) == SQLITE_LOCKED;
    if (Things == 0 && (!TakesTurns || Waited >= Patience))
      return giveUp(sqlite3_errstr(Code)), false;
    sqlite3_sleep(Pause);
  }
  if (Number("PRAGMA application_id") != ApplicationId)
    return giveUp("it is not an index of asyncsafe"), false;
  if (Number("PRAGMA user_version") != LayoutVersion)
    return giveUp("another version of asyncsafe made it"), false;
  Statement S(Database, "SELECT count(*), max(sql) FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'");
  if (S.step() != SQLITE_ROW || S.number(0) != 1 || S.bytes(1) != Schema)
    return giveUp("it is damaged"), false;
  // A system crash may lose the last rows; a crash of the program loses nothing.
  sqlite3_exec(Database, "PRAGMA synchronous=NORMAL", nullptr, nullptr, nullptr);
  return true;
}

std::optional<Store::Row> Store::get(StringRef Kind, StringRef Name, bool OnlyHead) {
  std::lock_guard<std::mutex> Lock(Guard);
  if (!Database || !Complain)
    return std::nullopt;
  Statement S(Database,
              OnlyHead ? "SELECT key, head, headsum FROM answers WHERE kind=?1 AND name=?2"
                       : "SELECT key, head, headsum, body, bodysum FROM answers WHERE kind=?1 AND name=?2");
  int Code = S.text(1, Kind).text(2, Name).step();
  if (Code != SQLITE_ROW) {
    if (Code != SQLITE_DONE && Code != SQLITE_BUSY)
      giveUp(problem());
    return std::nullopt;
  }
  Row R{S.bytes(0), S.bytes(1), {}};
  if (S.bytes(2) != contentHash({Kind, Name, R.Key, R.Head}))
    return std::nullopt;
  if (OnlyHead)
    return R;
  R.Body = S.bytes(3);
  if (S.bytes(4) != contentHash({Kind, Name, R.Key, R.Body}))
    return std::nullopt;
  return R;
}

void Store::put(StringRef Kind, StringRef Name, const Row &R) {
  std::string HeadSum = contentHash({Kind, Name, R.Key, R.Head}),
              BodySum = contentHash({Kind, Name, R.Key, R.Body});
  std::lock_guard<std::mutex> Lock(Guard);
  if (!Database || !Complain)
    return;
  if (KeepsNothing)
    Complain(llvm::formatv("the index {0} cannot be written: what this run found out is not kept", Path));
  KeepsNothing = false;
  if (!Writable)
    return;
  Statement S(Database, "INSERT OR REPLACE INTO answers VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
  int Code = S.text(1, Kind)
                 .text(2, Name)
                 .blob(3, R.Key)
                 .blob(4, R.Head)
                 .blob(5, R.Body)
                 .blob(6, HeadSum)
                 .blob(7, BodySum)
                 .step();
  if (Code == SQLITE_DONE || (Code & 0xff) == SQLITE_BUSY)
    return;
  Writable = false;
  if ((Code & 0xff) == SQLITE_FULL || (Code & 0xff) == SQLITE_IOERR)
    Complain(llvm::formatv("the index {0} is not written any more: {1}", Path, problem()));
  else
    giveUp(problem());
}

std::vector<Store::Size> Store::sizes() {
  std::lock_guard<std::mutex> Lock(Guard);
  std::vector<Size> All;
  if (!Database)
    return All;
  Statement S(Database,
              "SELECT kind, count(*), sum(length(key)+length(head)+length(body)) FROM answers GROUP BY kind");
  while (S.step() == SQLITE_ROW)
    All.push_back({S.bytes(0), static_cast<uint64_t>(S.number(1)), static_cast<uint64_t>(S.number(2))});
  return All;
}
