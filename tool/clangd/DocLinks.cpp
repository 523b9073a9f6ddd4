//===- DocLinks.cpp - Links to the pages of our checks --------------------===//
//
// clangd makes a diagnostic's documentation link from the check's name, and leads
// ours to a page of LLVM's that does not exist.  There is no hook for it, so the
// link is corrected in every message that leaves, wherever a diagnostic is in it.
//
//===----------------------------------------------------------------------===//

#include "tool/clangd/DocLinks.h"

#include "tool/clangd/Clangd.h"
#include "tool/report/Uri.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <vector>

using llvm::StringRef;
namespace json = llvm::json;
namespace path = llvm::sys::path;

static std::vector<std::string> &pageFolders() {
  static std::vector<std::string> Folders;
  return Folders;
}

void asyncsafe::lookForPagesIn(std::vector<std::string> Folders) { pageFolders() = std::move(Folders); }

std::string asyncsafe::docLink(StringRef Check) {
  StringRef Name = Check;
  if (!Name.consume_front("asyncsafe-") || Name.empty() ||
      Name.find_if_not([](char C) { return llvm::isAlnum(C) || C == '-'; }) != StringRef::npos)
    return "";
  constexpr StringRef Base = ASYNCSAFE_DOC_URL;
  if (!Base.empty())
    return (Base + "/" + Name + ".md").str();
  for (const std::string &Folder : pageFolders()) {
    llvm::SmallString<256> Page(Folder);
    path::append(Page, Name + ".md");
    if (llvm::sys::fs::exists(Page))
      return "file://" + uriPath(Page);
  }
  return "";
}

namespace {

using clang::clangd::Transport;

/// A diagnostic is any object with a codeDescription; they are in
/// publishDiagnostics, and again in what code actions answer.
void correct(json::Value &V) {
  if (json::Array *Elements = V.getAsArray()) {
    for (json::Value &Element : *Elements)
      correct(Element);
    return;
  }
  json::Object *O = V.getAsObject();
  if (!O)
    return;
  std::optional<StringRef> Check = O->getString("code");
  if (Check && Check->starts_with("asyncsafe-") && O->getObject("codeDescription")) {
    std::string Link = asyncsafe::docLink(*Check);
    if (Link.empty())
      O->erase("codeDescription");
    else
      (*O)["codeDescription"] = json::Object{{"href", Link}};
    return;
  }
  for (auto &Member : *O)
    correct(Member.second);
}

class Corrected : public Transport {
public:
  explicit Corrected(std::unique_ptr<Transport> Inner) : Inner(std::move(Inner)) {}

  void notify(StringRef Method, json::Value Params) override {
    if (Method == "textDocument/publishDiagnostics")
      correct(Params);
    Inner->notify(Method, std::move(Params));
  }
  void call(StringRef Method, json::Value Params, json::Value Id) override {
    Inner->call(Method, std::move(Params), std::move(Id));
  }
  void reply(json::Value Id, llvm::Expected<json::Value> Result) override {
    if (Result && !hugeAnswer(*Result))
      correct(*Result);
    Inner->reply(std::move(Id), std::move(Result));
  }
  llvm::Error loop(MessageHandler &Handler) override { return Inner->loop(Handler); }

private:
  /// Only an array of code actions can hold diagnostics; completion lists and
  /// tokens, which are large, cannot.
  static bool hugeAnswer(const json::Value &Result) {
    const json::Array *Elements = Result.getAsArray();
    if (!Elements || Elements->empty())
      return true;
    const json::Object *First = Elements->front().getAsObject();
    return !First || !(First->get("diagnostics") || First->get("edit") || First->get("command"));
  }

  std::unique_ptr<Transport> Inner;
};

} // namespace

namespace clang::clangd {

#define ASYNCSAFE_NEW_TRANSPORT                                                                              \
  "_ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_bNS0_15JSONStreamStyleE"

std::unique_ptr<Transport> realNewTransport(std::FILE *, llvm::raw_ostream &, llvm::raw_ostream *, bool,
                                            JSONStreamStyle) asm("__real_" ASYNCSAFE_NEW_TRANSPORT);
std::unique_ptr<Transport> wrapNewTransport(std::FILE *, llvm::raw_ostream &, llvm::raw_ostream *, bool,
                                            JSONStreamStyle) asm("__wrap_" ASYNCSAFE_NEW_TRANSPORT);

std::unique_ptr<Transport> wrapNewTransport(std::FILE *In, llvm::raw_ostream &Out, llvm::raw_ostream *Mirror,
                                            bool Pretty, JSONStreamStyle Style) {
  return std::make_unique<Corrected>(realNewTransport(In, Out, Mirror, Pretty, Style));
}

} // namespace clang::clangd
