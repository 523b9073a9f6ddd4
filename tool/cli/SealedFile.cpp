//===- SealedFile.cpp - Files between the phases --------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/cli/SealedFile.h"

#include "tool/index/Bytes.h"
#include "tool/index/Store.h"
#include "tool/input/InputFile.h"
#include "tool/input/Problem.h"

#include "llvm/ADT/StringExtras.h"

using namespace asyncsafe;
using llvm::StringRef;

static constexpr size_t HashSize = 32;

static std::string firstLine(const FileKind &Kind) { return ("asyncsafe " + Kind.Name + "\n").str(); }

OwnKind asyncsafe::ownKind(const FileKind &Kind) {
  return {Kind.Name.str(), [Begin = firstLine(Kind)](StringRef Text) { return Text.starts_with(Begin); }};
}

std::string asyncsafe::sealed(const FileKind &Kind, StringRef Builder, llvm::ArrayRef<StringRef> Parts) {
  ByteWriter W;
  for (StringRef Part : Parts)
    W.text(Part);
  return firstLine(Kind) + Builder.str() + contentHash({W.Out}) + W.Out;
}

llvm::Expected<std::vector<std::string>> asyncsafe::unsealed(StringRef Bytes, const FileKind &Kind,
                                                             StringRef Builder, size_t NumParts) {
  if (!Bytes.consume_front(firstLine(Kind)))
    return problem("is not a file of {0}; '{1}' writes them", Kind.Name, Kind.Command);
  StringRef WrittenBy = Bytes.take_front(HashSize),
            Checksum = Bytes.drop_front(WrittenBy.size()).take_front(HashSize);
  if (WrittenBy.size() == HashSize && WrittenBy != Builder)
    return problem("another build of asyncsafe wrote it; run '{0}' again with this one", Kind.Command);
  Bytes = Bytes.drop_front(WrittenBy.size() + Checksum.size());
  ByteReader R(Bytes);
  std::vector<std::string> Parts;
  if (contentHash({Bytes}) == Checksum)
    while (Parts.size() < NumParts)
      Parts.push_back(R.text());
  if (Parts.empty() || !R.isDone())
    return problem("is damaged or cut off; run '{0}' again", Kind.Command);
  return Parts;
}

llvm::Expected<std::vector<std::string>> asyncsafe::readSealed(StringRef File, const FileKind &Kind,
                                                               StringRef Builder, size_t NumParts) {
  auto Text = readInput(File, InputLimit::Phase);
  if (!Text)
    return problem("{0}: {1}", File, llvm::toString(Text.takeError()));
  auto Parts = unsealed((*Text)->getBuffer(), Kind, Builder, NumParts);
  if (!Parts)
    return problem("{0}: {1}", File, llvm::toString(Parts.takeError()));
  return std::move(*Parts);
}

llvm::Error asyncsafe::notAsWritten(StringRef File, const FileKind &Kind) {
  return problem("{0}: is not as '{1}' writes {2}; run it again", File, Kind.Command, Kind.Name);
}
