//===- Fingerprint.cpp - The identity of a finding ------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/baseline/Fingerprint.h"

#include "tool/report/SourceCache.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MD5.h"

using namespace asyncsafe;
using llvm::StringRef;

static std::string withoutBlanks(StringRef Line) {
  std::string Text;
  for (char C : Line)
    if (!llvm::isSpace(C))
      Text += C;
  return Text;
}

void asyncsafe::addFingerprints(std::vector<Finding> &Findings) {
  SourceCache Sources;
  for (Finding &F : Findings) {
    std::string_view Source = spelling(F.Why);
    // The separator byte occurs in none of the parts.
    std::string Text = F.Check + '\0' + std::string(Source) + '\0' + F.Function + '\0' +
                       withoutBlanks(Sources.line(F.Where));
    llvm::MD5::MD5Result Hash = llvm::MD5::hash(llvm::arrayRefFromStringRef(Text));
    F.Fingerprint = Hash.digest().str().str();
  }
}

void asyncsafe::addOrdinals(llvm::ArrayRef<std::vector<Finding> *> Lists) {
  llvm::StringMap<unsigned> Seen;
  for (std::vector<Finding> *Findings : Lists)
    for (Finding &F : *Findings)
      F.Ordinal = ++Seen[F.Fingerprint];
}
