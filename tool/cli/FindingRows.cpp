//===- FindingRows.cpp - Findings of programs in files --------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/FindingRows.h"

#include "tool/index/Bytes.h"

using namespace asyncsafe;
using llvm::StringRef;

std::optional<RawFindings> FindingRows::findFindings(StringRef Name, StringRef Key,
                                                     const std::set<std::string> &Known) {
  auto It = Rows.find({Name.str(), Key.str()});
  if (It == Rows.end())
    return std::nullopt;
  std::optional<RawFindings> Found = readFindings(It->second, Known);
  if (!Found)
    return std::nullopt;
  std::lock_guard<std::mutex> Lock(Guard);
  for (const Finding &F : Found->Findings) {
    Files.insert(F.Where.File);
    for (const Note &N : F.Notes)
      Files.insert(N.Where.File);
    for (const Edit &E : F.Fixes)
      Files.insert(E.File);
  }
  for (const RefusedFunction &R : Found->Refused)
    Files.insert(R.Where.File);
  return Found;
}

void FindingRows::keepFindings(StringRef Name, StringRef Key, const RawFindings &Found) {
  Rows[{Name.str(), Key.str()}] = bytesOf(Found);
}

FindingRows::Row FindingRows::failureRow(const Program &P, const RunUnits &Units) {
  return {"failed " + P.Name, contentOf(P, Units)};
}

void FindingRows::keepFailure(const Program &P, const RunUnits &Units, const std::string &Why) {
  Rows[failureRow(P, Units)] = Why;
}

std::string FindingRows::failureOf(const Program &P, const RunUnits &Units) const {
  auto It = Rows.find(failureRow(P, Units));
  return It == Rows.end() ? std::string() : It->second;
}

std::string FindingRows::bytes() const { return sealed(FindingsFile, Builder, {encoded(Rows)}); }

llvm::Error FindingRows::read(StringRef File) {
  auto Parts = readSealed(File, FindingsFile, Builder, 1);
  if (!Parts)
    return Parts.takeError();
  std::map<Row, std::string> Read;
  if (!decode(Parts->front(), Read))
    return notAsWritten(File, FindingsFile);
  for (auto &[Of, Bytes] : Read)
    Rows[Of] = std::move(Bytes);
  return llvm::Error::success();
}
