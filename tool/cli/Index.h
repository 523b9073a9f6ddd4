//===- Index.h - What need not be worked out again --------------*- C++ -*-===//
//
// Decides what an answer depends on: a unit's record on its command, the models, this
// program, and the content of every file that was read; a program's findings on its
// units' graphs and what is asked of them.  An answer is given only where all of that
// is as it was.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_INDEX_H
#define ASYNCSAFE_TOOL_CLI_INDEX_H

#include "tool/cli/ProgramRun.h"
#include "tool/cli/Record.h"
#include "tool/index/Store.h"

#include "llvm/ADT/StringMap.h"
#include <set>

namespace asyncsafe {

class Index {
public:
  /// \param Builder  what this program is: an answer of another one is none.
  Index(std::unique_ptr<Store> Rows, std::string Builder, std::string ResourceDirectory)
      : Rows(std::move(Rows)), Builder(std::move(Builder)), ResourceDirectory(std::move(ResourceDirectory)) {}

  /// The record of a unit nothing of which has changed, without its graph.
  std::optional<UnitRecord> find(const CompileJob &Job, const UnitSettings &Settings);
  void keep(const CompileJob &Job, const UnitSettings &Settings, const UnitRecord &R);
  /// The graph of a record that find() gave.
  std::string graphOf(const CompileJob &Job, const UnitSettings &Settings, const UnitRecord &R);

  /// What was found in a program: \p Name says which and what is asked, \p Key what it is made of,
  /// \p Known which files it can speak of.
  std::optional<RawFindings> findFindings(llvm::StringRef Name, llvm::StringRef Key,
                                          const std::set<std::string> &Known);
  void keepFindings(llvm::StringRef Name, llvm::StringRef Key, const RawFindings &Found);

  const std::string &builder() const { return Builder; }

private:
  std::string nameOf(const CompileJob &Job) const;
  std::string keyOf(const CompileJob &Job, const UnitSettings &Settings) const;
  bool isUnchanged(const ReadFile &F);

  std::unique_ptr<Store> Rows;
  std::string Builder, ResourceDirectory;

  struct Seen {
    bool Exists = false;
    uint64_t Size = 0;
    int64_t Modified = 0;
    std::string Hash; ///< empty until somebody needs it
  };
  std::mutex Guard;
  llvm::StringMap<Seen> Files;
};

/// A hash of the running program and its libraries: what another build has written is
/// another program's.
std::string builderOf(llvm::StringRef ProgramPath);

} // namespace asyncsafe

#endif
