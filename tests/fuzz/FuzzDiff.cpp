// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What git says of a change.
#include "tests/fuzz/Fuzz.h"
#include "tool/baseline/ChangedLines.h"

int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  std::string_view Text = textOf(Data, Size);
  asyncsafe::GitAnswers Answers;
  Answers.Root = "/root";
  size_t Cut = Text.find("\n\n");
  Answers.Diff = std::string(Text.substr(0, Cut));
  if (Cut != Text.npos)
    Answers.NewFiles = std::string(Text.substr(Cut));
  asyncsafe::ChangedLines Changed = asyncsafe::ChangedLines::read(Answers);
  static_cast<void>(Changed.touches("/root/a", 1));
  return 0;
}
