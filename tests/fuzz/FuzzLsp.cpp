// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What an editor sends, down to the JSON of each message; and on the way back, what our links are put into.
#include "tests/fuzz/Fuzz.h"
#include "tool/clangd/Clangd.h"
#include "tool/report/DocLink.h"

#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"

using namespace clang::clangd;
using llvm::StringRef;

namespace clang::clangd {
// Of clangd's Transport.h.
std::unique_ptr<Transport> newJSONTransport(std::FILE *In, llvm::raw_ostream &Out, llvm::raw_ostream *Mirror,
                                            bool Pretty, JSONStreamStyle Style);

// Of clangd's support/Logger.h.
class Logger {
public:
  virtual ~Logger() = default;
  enum Level { Debug, Verbose, Info, Error };
  virtual void log(Level, const char *Format, const llvm::formatv_object_base &Message) = 0;
};
class LoggingSession {
public:
  explicit LoggingSession(Logger &);
  ~LoggingSession();
};
} // namespace clang::clangd

namespace {
class Silent : public Logger {
  void log(Level, const char *, const llvm::formatv_object_base &) override {}
};

/// Sends back what it is sent, as diagnostics and as what code actions answer.
class Echo : public Transport::MessageHandler {
public:
  explicit Echo(Transport &To) : To(To) {}
  bool onNotify(StringRef Method, llvm::json::Value Params) override {
    To.notify("textDocument/publishDiagnostics", std::move(Params));
    return Method != "exit";
  }
  bool onCall(StringRef, llvm::json::Value Params, llvm::json::Value Id) override {
    To.reply(std::move(Id), llvm::json::Value(llvm::json::Array{std::move(Params)}));
    return true;
  }
  bool onReply(llvm::json::Value Id, llvm::Expected<llvm::json::Value> Result) override {
    To.reply(std::move(Id), std::move(Result));
    return true;
  }

private:
  Transport &To;
};
} // namespace

/// With no header of its own, the input is one message.
static std::string framed(std::string_view Text) {
  return Text.substr(0, 1) == "{"
             ? "Content-Length: " + std::to_string(Text.size()) + "\r\n\r\n" + std::string(Text)
             : std::string(Text);
}

int LLVMFuzzerTestOneInput(const uint8_t *Data, size_t Size) {
  asyncsafe::lookForPagesIn({"/nowhere"});
  std::string Text = framed(textOf(Data, Size));
  if (Text.empty())
    return 0;
  std::FILE *In = fmemopen(Text.data(), Text.size(), "r");
  REQUIRE(In);
  std::string Written;
  {
    llvm::raw_string_ostream Out(Written);
    Silent Quiet;
    LoggingSession Session(Quiet);
    std::unique_ptr<Transport> T =
        newJSONTransport(In, Out, nullptr, /*Pretty=*/false, JSONStreamStyle::Standard);
    Echo Handler(*T);
    llvm::consumeError(T->loop(Handler));
  }
  std::fclose(In);
  REQUIRE(llvm::json::isUTF8(Written));
  return 0;
}
