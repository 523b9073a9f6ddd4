//===- DepFile.cpp - What an output was made from -------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/DepFile.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

using namespace asyncsafe;
using llvm::StringRef;

/// Ninja removes ".." from names without looking at the disk, which is wrong behind a link to a folder.
static std::string withoutParents(StringRef File) {
  llvm::SmallString<256> Real;
  return File.contains("/../") && !llvm::sys::fs::real_path(File, Real) ? Real.str().str() : File.str();
}

static std::string escaped(StringRef File) {
  std::string Out;
  for (char C : File) {
    if (C == ' ' || C == '#')
      Out += '\\';
    else if (C == '$')
      Out += '$';
    Out += C;
  }
  return Out;
}

std::string asyncsafe::dependencyRule(StringRef Output, llvm::ArrayRef<std::string> Inputs) {
  std::string Text = escaped(Output) + ":";
  for (StringRef Input : Inputs)
    if (!Input.contains('\n'))
      Text += " \\\n  " + escaped(withoutParents(Input));
  return Text + "\n";
}

/// Compilers put the first input behind the colon, and several in a line.
static bool isDependencyRule(StringRef Text) {
  llvm::SmallVector<StringRef> Lines;
  if (!Text.consume_back("\n"))
    return false;
  Text.split(Lines, '\n');
  for (size_t I = 0; I < Lines.size(); ++I) {
    bool GoesOn = Lines[I].consume_back(" \\");
    bool IsLine = I ? Lines[I].size() > 2 && Lines[I].starts_with("  ") : Lines[I].ends_with(":");
    if (!IsLine || GoesOn != (I + 1 < Lines.size()))
      return false;
  }
  return true;
}

const OwnKind &asyncsafe::dependencyFile() {
  static const OwnKind Kind{"dependency", isDependencyRule};
  return Kind;
}
