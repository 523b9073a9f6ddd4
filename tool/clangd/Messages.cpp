//===- Messages.cpp - Corrections of messages to the editor ---------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// clangd has no knowledge of asyncsafe's checks and no hook for its messages to the editor, so a few
// members of these messages are corrected:
//   * the documentation link of a check would lead to a page of LLVM's that does not exist;
//   * the action that suppresses a finding would count as a fix: clangd would show "(fix available)"
//     without a fix, and prefer that action if it is the only one;
//   * every finding would be a warning, whatever its level;
//   * the version would not show what it was built with.
// An editor sends back the diagnostics that it asks about, and clangd recognises them by their text:
// incoming messages are converted back.
//
//===----------------------------------------------------------------------===//

#include "tool/clangd/Clangd.h"
#include "tool/report/DocLink.h"
#include "tool/tidy/Emit.h"

using llvm::StringRef;
namespace json = llvm::json;
using clang::clangd::Transport;

static constexpr StringRef OneFix = " (fix available)", Fixes = " (fixes available)";

static bool isOurs(const json::Object &Diagnostic) {
  std::optional<StringRef> Check = Diagnostic.getString("code");
  return Check && Check->starts_with("asyncsafe-") && Diagnostic.getString("message");
}

/// For an editor that cannot show related places, the message goes on with the notes.
static std::pair<StringRef, StringRef> withoutNotes(StringRef Message) {
  StringRef Text = Message.substr(0, Message.find("\n\n"));
  return {Text, Message.drop_front(Text.size())};
}

/// A level that a message carries as a mark, and the severity that LSP has for it.
struct MarkedLevel {
  asyncsafe::Level Of;
  int Severity;
};
static constexpr MarkedLevel MarkedLevels[] = {{asyncsafe::Level::Error, 1}, {asyncsafe::Level::Note, 3}};

//===----------------------------------------------------------------------===//
// On the way out
//===----------------------------------------------------------------------===//

/// Converts the mark of a finding's level to the severity.
static void correctLevel(json::Object &Diagnostic) {
  StringRef Text = *Diagnostic.getString("message");
  for (const MarkedLevel &L : MarkedLevels)
    if (Text.consume_front(asyncsafe::levelMark(L.Of))) {
      std::string Unmarked = Text.str();
      Diagnostic["message"] = std::move(Unmarked);
      Diagnostic["severity"] = L.Severity;
      return;
    }
}

static void correctDiagnostic(json::Object &Diagnostic) {
  if (Diagnostic.getObject("codeDescription")) {
    std::string Link = asyncsafe::docLink(*Diagnostic.getString("code"));
    if (Link.empty())
      Diagnostic.erase("codeDescription");
    else
      Diagnostic["codeDescription"] = json::Object{{"href", Link}};
  }
  correctLevel(Diagnostic);
  auto [Text, Notes] = withoutNotes(*Diagnostic.getString("message"));
  std::string Message;
  if (Text.consume_back(OneFix))
    Message = (Text + Notes).str();
  else if (Text.consume_back(Fixes))
    Message = (Text + OneFix + Notes).str();
  else
    return;
  Diagnostic["message"] = std::move(Message);
}

/// A suppressing action is never the preferred one; the only fix next to it is.
static void correctPreference(json::Array &Actions) {
  json::Object *Fix = nullptr;
  unsigned Fixing = 0, Suppressing = 0;
  for (json::Value &Action : Actions) {
    json::Object *O = Action.getAsObject();
    if (!O || O->getString("kind") != StringRef("quickfix"))
      continue;
    if (O->getString("title").value_or("").starts_with(asyncsafe::SuppressTitle)) {
      ++Suppressing;
      O->erase("isPreferred");
    } else {
      ++Fixing;
      Fix = O;
    }
  }
  if (Suppressing && Fixing == 1)
    (*Fix)["isPreferred"] = true;
}

/// An editor that cannot show related places receives the notes as diagnostics of their own, without a
/// code; each quotes its finding.
static void correctQuotation(json::Object &Diagnostic) {
  std::optional<StringRef> Text = Diagnostic.getString("message");
  if (!Text || Diagnostic.get("code") || !Diagnostic.get("severity"))
    return;
  for (const MarkedLevel &L : MarkedLevels) {
    auto [Before, After] = Text->split(("warning: " + asyncsafe::levelMark(L.Of)).str());
    if (Before.size() == Text->size())
      continue;
    std::string Unmarked = (Before + asyncsafe::spelling(L.Of) + ": " + After).str();
    Diagnostic["message"] = std::move(Unmarked);
    return;
  }
}

/// Diagnostics occur in publishDiagnostics, and again in responses with code actions.
static void correct(json::Value &V) {
  if (json::Array *Elements = V.getAsArray()) {
    for (json::Value &Element : *Elements)
      correct(Element);
    return correctPreference(*Elements);
  }
  json::Object *O = V.getAsObject();
  if (!O)
    return;
  if (isOurs(*O))
    correctDiagnostic(*O);
  else
    correctQuotation(*O);
  for (auto &Member : *O)
    correct(Member.second);
}

static void correctVersion(json::Value &Result) {
  json::Object *O = Result.getAsObject();
  json::Object *Server = O ? O->getObject("serverInfo") : nullptr;
  if (!Server)
    return;
  StringRef Version = Server->getString("version").value_or("");
  (*Server)["version"] = (Version + " with asyncsafe " ASYNCSAFE_VERSION).str();
}

/// Only an array of code actions can contain diagnostics; completion lists and tokens, which are large,
/// cannot.
static bool holdsActions(const json::Value &Result) {
  const json::Array *Elements = Result.getAsArray();
  const json::Object *First = Elements && !Elements->empty() ? Elements->front().getAsObject() : nullptr;
  return First && (First->get("diagnostics") || First->get("edit") || First->get("command"));
}

//===----------------------------------------------------------------------===//
// On the way in
//===----------------------------------------------------------------------===//

static void restoreDiagnostics(json::Value &Params) {
  json::Object *O = Params.getAsObject();
  json::Object *Context = O ? O->getObject("context") : nullptr;
  json::Array *Diagnostics = Context ? Context->getArray("diagnostics") : nullptr;
  if (!Diagnostics)
    return;
  for (json::Value &D : *Diagnostics)
    if (json::Object *Diagnostic = D.getAsObject(); Diagnostic && isOurs(*Diagnostic)) {
      auto [Text, Notes] = withoutNotes(*Diagnostic->getString("message"));
      bool HasFix = Text.consume_back(OneFix);
      StringRef Mark;
      for (const MarkedLevel &L : MarkedLevels)
        if (Diagnostic->getInteger("severity") == L.Severity)
          Mark = asyncsafe::levelMark(L.Of);
      std::string Message = (Mark + Text + (HasFix ? Fixes : OneFix) + Notes).str();
      (*Diagnostic)["message"] = std::move(Message);
    }
}

//===----------------------------------------------------------------------===//
// In between
//===----------------------------------------------------------------------===//

namespace {

class Incoming : public Transport::MessageHandler {
public:
  explicit Incoming(Transport::MessageHandler &Inner) : Inner(Inner) {}
  bool onNotify(StringRef Method, json::Value Params) override {
    return Inner.onNotify(Method, std::move(Params));
  }
  bool onCall(StringRef Method, json::Value Params, json::Value Id) override {
    if (Method == "textDocument/codeAction")
      restoreDiagnostics(Params);
    return Inner.onCall(Method, std::move(Params), std::move(Id));
  }
  bool onReply(json::Value Id, llvm::Expected<json::Value> Result) override {
    return Inner.onReply(std::move(Id), std::move(Result));
  }

private:
  Transport::MessageHandler &Inner;
};

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
    if (Result && holdsActions(*Result))
      correct(*Result);
    else if (Result)
      correctVersion(*Result);
    Inner->reply(std::move(Id), std::move(Result));
  }
  llvm::Error loop(MessageHandler &Handler) override {
    Incoming Restored(Handler);
    return Inner->loop(Restored);
  }

private:
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
