//===- Index.h - Cached results ---------------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Caches results together with everything that they depend on: for a unit's record, its command, the
// models, this program, and the content of every file read; for a program's findings, the graphs of its
// units and the options. A result is used only if all of these are unchanged.
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

class Index : public FindingsCache {
public:
  /// \param Builder  identifies this program: results of another build are not used.
  Index(std::unique_ptr<Store> Rows, std::string Builder, std::string ResourceDirectory)
      : Rows(std::move(Rows)), Builder(std::move(Builder)), ResourceDirectory(std::move(ResourceDirectory)) {}

  /// The record of an unchanged unit, without its graph.
  std::optional<UnitRecord> find(const CompileJob &Job, const UnitSettings &Settings);
  void keep(const CompileJob &Job, const UnitSettings &Settings, const UnitRecord &R);
  /// The graph of a record returned by find().
  std::string graphOf(const CompileJob &Job, const UnitSettings &Settings, const UnitRecord &R);

  std::optional<RawFindings> findFindings(llvm::StringRef Name, llvm::StringRef Key,
                                          const std::set<std::string> &Known) override;
  void keepFindings(llvm::StringRef Name, llvm::StringRef Key, const RawFindings &Found) override;
  const std::string &builder() const override { return Builder; }

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
    std::string Hash; ///< computed on demand
  };
  std::mutex Guard;
  llvm::StringMap<Seen> Files;
};

/// A hash of the running program and its libraries, so that results of another build are not used.
std::string builderOf(llvm::StringRef ProgramPath);

} // namespace asyncsafe

#endif
