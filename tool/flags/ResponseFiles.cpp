//===- ResponseFiles.cpp - Response files ---------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/flags/ResponseFiles.h"

#include "tool/input/InputFile.h"
#include "tool/input/Paths.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/StringSaver.h"

using llvm::StringRef;
using Words = std::vector<std::string>;

Words asyncsafe::wordsOfFile(StringRef File, llvm::cl::TokenizerCallback Tokenize) {
  auto Buffer = readInput(File, InputLimit::Configuration);
  if (!Buffer) {
    llvm::consumeError(Buffer.takeError());
    return {};
  }
  // Build systems for Windows write UTF-16, or UTF-8 with a byte order mark.
  std::string Converted;
  llvm::ArrayRef<char> Bytes((*Buffer)->getBufferStart(), (*Buffer)->getBufferEnd());
  StringRef Text = (*Buffer)->getBuffer();
  if (llvm::hasUTF16ByteOrderMark(Bytes)) {
    if (!llvm::convertUTF16ToUTF8String(Bytes, Converted))
      return {};
    Text = Converted;
  }
  Text.consume_front("\xef\xbb\xbf");
  llvm::BumpPtrAllocator Memory;
  llvm::StringSaver Saver(Memory);
  llvm::SmallVector<const char *, 64> Found;
  Tokenize(Text, Saver, Found, /*MarkEOLs=*/false);
  return Words(Found.begin(), Found.end());
}

namespace {

class Expander {
public:
  Expander(StringRef Directory, llvm::cl::TokenizerCallback Tokenize)
      : Directory(Directory), Tokenize(Tokenize) {}

  void add(llvm::ArrayRef<std::string> From, unsigned Depth) {
    for (const std::string &Word : From)
      if (Words Inside = Depth < Limit::Depth ? open(Word) : Words(); !Inside.empty())
        add(Inside, Depth + 1);
      else
        Out.push_back(Word);
  }

  Words Out;

private:
  using Limit = asyncsafe::ResponseLimit;

  Words open(StringRef Word) {
    if (!Word.consume_front("@") || Word.empty() || Files == Limit::Files || Out.size() > Limit::Words)
      return {};
    llvm::SmallString<256> Path(Word);
    asyncsafe::makeAbsolute(Directory, Path);
    if (!llvm::sys::fs::is_regular_file(Path))
      return {};
    ++Files;
    Words Found = asyncsafe::wordsOfFile(Path, Tokenize);
    return Found.size() > Limit::Words ? Words() : Found;
  }

  StringRef Directory;
  llvm::cl::TokenizerCallback Tokenize;
  size_t Files = 0;
};

} // namespace

Words asyncsafe::expandResponseFiles(llvm::ArrayRef<std::string> Command, StringRef Directory,
                                     llvm::cl::TokenizerCallback Tokenize) {
  Expander E(Directory, Tokenize);
  E.add(Command, /*Depth=*/0);
  return std::move(E.Out);
}
