//===- Uri.cpp - Paths as URIs --------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/report/Uri.h"

#include "llvm/ADT/StringExtras.h"

std::string asyncsafe::uriPath(llvm::StringRef Path) {
  std::string Text;
  for (unsigned char C : Path) {
    if (llvm::isAlnum(C) || llvm::StringRef("/-._~").contains(C)) {
      Text += C;
      continue;
    }
    Text += '%';
    Text += llvm::hexdigit(C >> 4);
    Text += llvm::hexdigit(C & 15);
  }
  return Text;
}
