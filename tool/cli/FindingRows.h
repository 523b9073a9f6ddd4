//===- FindingRows.h - Findings of programs in files ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What 'asyncsafe analyse' writes and 'asyncsafe report' reads: the rows that the index would keep.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCSAFE_TOOL_CLI_FINDINGROWS_H
#define ASYNCSAFE_TOOL_CLI_FINDINGROWS_H

#include "tool/cli/ProgramRun.h"
#include "tool/cli/SealedFile.h"

#include <map>
#include <mutex>

namespace asyncsafe {

class FindingRows : public FindingsCache {
public:
  explicit FindingRows(std::string Builder) : Builder(std::move(Builder)) {}

  std::optional<RawFindings> findFindings(llvm::StringRef Name, llvm::StringRef Key,
                                          const std::set<std::string> &Known) override;
  void keepFindings(llvm::StringRef Name, llvm::StringRef Key, const RawFindings &Found) override;
  const std::string &builder() const override { return Builder; }

  /// Why a program could not be analysed; empty if it could.
  void keepFailure(const Program &P, const RunUnits &Units, const std::string &Why);
  std::string failureOf(const Program &P, const RunUnits &Units) const;

  std::string bytes() const;
  /// Adds the rows of a file. The error says where, what, and what to do.
  llvm::Error read(llvm::StringRef File);

  /// Files that the rows given so far refer to.
  const std::set<std::string> &files() const { return Files; }

private:
  using Row = std::pair<std::string, std::string>; ///< the name and the key
  static Row failureRow(const Program &P, const RunUnits &Units);

  std::string Builder;
  std::map<Row, std::string> Rows;
  std::set<std::string> Files;
  std::mutex Guard;
};

} // namespace asyncsafe

#endif
