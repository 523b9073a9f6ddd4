//===- JsonReader.cpp - Reading untrusted JSON ----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/baseline/JsonReader.h"

#include "tool/input/InputFile.h"
#include "tool/input/Nesting.h"
#include "tool/input/Problem.h"

#include "llvm/Support/FormatVariadic.h"
#include <limits>

using namespace asyncsafe;
using llvm::StringRef;

llvm::Error JsonReader::readFile(StringRef File, llvm::function_ref<void(JsonReader &)> Read) {
  auto Buffer = readInput(File, InputLimit::Report);
  if (!Buffer)
    return problem("{0}: {1}", File, llvm::toString(Buffer.takeError()));
  if (nestsTooDeep((*Buffer)->getBuffer()))
    return problem("{0}: is nested deeper than anything that asyncsafe writes", File);
  auto Parsed = llvm::json::parse((*Buffer)->getBuffer());
  if (!Parsed)
    return problem("{0}: is not JSON: {1}", File, llvm::toString(Parsed.takeError()));
  const llvm::json::Object *O = Parsed->getAsObject();
  if (!O)
    return problem("{0}: its value is not an object", File);
  std::string Mistake;
  JsonReader Reader(*O, "", Mistake);
  Read(Reader);
  return Mistake.empty() ? llvm::Error::success() : problem("{0}: {1}", File, Mistake);
}

void JsonReader::fail(StringRef Key, const llvm::Twine &What) {
  if (Mistake.empty())
    Mistake = (Pointer + (Key.empty() ? "" : "/") + Key + ": " + What).str();
}

std::string JsonReader::string(StringRef Key) {
  if (auto S = O.getString(Key))
    return S->str();
  fail(Key, O.get(Key) ? "is not a string" : "is missing");
  return {};
}

unsigned JsonReader::number(StringRef Key) {
  auto N = O.getInteger(Key);
  if (N && *N >= 0 && *N <= std::numeric_limits<unsigned>::max() / 2)
    return static_cast<unsigned>(*N);
  fail(Key, O.get(Key) ? "is not a count" : "is missing");
  return 0;
}

std::string JsonReader::stringIfAny(StringRef Key) { return O.get(Key) ? string(Key) : std::string(); }
unsigned JsonReader::numberIfAny(StringRef Key) { return O.get(Key) ? number(Key) : 0; }

void JsonReader::array(StringRef Key, llvm::function_ref<void(JsonReader &)> Read) {
  const llvm::json::Array *A = O.getArray(Key);
  if (!A)
    return fail(Key, O.get(Key) ? "is not an array" : "is missing");
  for (size_t I = 0; I < A->size() && Mistake.empty(); ++I) {
    std::string Place = llvm::formatv("{0}/{1}/{2}", Pointer, Key, I);
    const llvm::json::Object *Element = (*A)[I].getAsObject();
    JsonReader Reader(Element ? *Element : O, Place, Mistake);
    if (!Element)
      return Reader.fail("", "is not an object");
    Read(Reader);
  }
}

void JsonReader::arrayIfAny(StringRef Key, llvm::function_ref<void(JsonReader &)> Read) {
  if (O.get(Key))
    array(Key, Read);
}

std::vector<std::string> JsonReader::stringsIfAny(StringRef Key) {
  std::vector<std::string> Strings;
  if (!O.get(Key))
    return Strings;
  const llvm::json::Array *Member = O.getArray(Key);
  if (!Member) {
    fail(Key, "is not an array");
    return Strings;
  }
  for (const llvm::json::Value &Element : *Member) {
    if (std::optional<StringRef> Text = Element.getAsString())
      Strings.push_back(Text->str());
    else
      fail(Key, "is not an array of strings");
  }
  return Strings;
}

void JsonReader::object(StringRef Key, llvm::function_ref<void(JsonReader &)> Read) {
  const llvm::json::Object *Member = O.getObject(Key);
  if (!Member)
    return fail(Key, O.get(Key) ? "is not an object" : "is missing");
  JsonReader Reader(*Member, (Pointer + "/" + Key).str(), Mistake);
  Read(Reader);
}

void JsonReader::objectIfAny(StringRef Key, llvm::function_ref<void(JsonReader &)> Read) {
  if (O.get(Key))
    object(Key, Read);
}
