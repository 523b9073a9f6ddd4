//===- ExplainCommand.cpp - asyncsafe explain -----------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Prints a check's page of docs/checks, which is built in.
//
//===----------------------------------------------------------------------===//

#include "checks/Check.h"
#include "tool/cli/Command.h"
#include "tool/cli/DocPages.h"
#include "tool/cli/Terminal.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"

using namespace asyncsafe;
namespace cl = llvm::cl;
using llvm::StringRef;

static ExitCode runExplain(const Invocation &I);

Command asyncsafe::ExplainCommand("explain", "describe a check: what it finds and how to fix it", runExplain);
static cl::opt<std::string> Name(cl::Positional, cl::desc("[CHECK]"), cl::sub(ExplainCommand.Sub),
                                 cl::cat(ourOptions()));

static StringRef ref(std::string_view S) { return {S.data(), S.size()}; }

static std::string list() {
  std::string Text = "checks ('asyncsafe explain CHECK' says more):\n";
  for (const CheckInfo *Info : allChecks())
    Text += llvm::formatv("  {0,-34} {1}\n", ref(Info->Id), ref(Info->Summary));
  return Text;
}

static std::string metadata(const CheckInfo &Info) {
  std::string Text =
      llvm::formatv("\n{0}: family {1}, since {2}", ref(Info.Id), ref(Info.Family), ref(Info.Since));
  if (!Info.Cwe.empty())
    Text += llvm::formatv(", {0}", ref(Info.Cwe));
  return Text + "\n";
}

static const DocPage *pageOf(StringRef Check) {
  for (const DocPage &Page : docPages())
    if (Page.Check == Check)
      return &Page;
  return nullptr;
}

static ExitCode runExplain(const Invocation &) {
  if (Name.empty())
    return writeWhole(list());
  StringRef Short = Name;
  Short.consume_front("asyncsafe-");
  std::string Wanted = ("asyncsafe-" + Short).str();
  const CheckInfo *Nearest = nullptr;
  unsigned Distance = 6; // a larger distance is not a typing error
  for (const CheckInfo *Info : allChecks()) {
    if (Info->Id == Wanted) {
      const DocPage *Page = pageOf(Wanted);
      return writeWhole((Page ? Page->Text.str() : (ref(Info->Summary) + "\n").str()) + metadata(*Info));
    }
    unsigned D = ref(Info->Id).edit_distance(Wanted);
    if (D < Distance) {
      Distance = D;
      Nearest = Info;
    }
  }
  complain(llvm::formatv("there is no check '{0}'; {1}", Name,
                         Nearest ? llvm::formatv("did you mean '{0}'?", ref(Nearest->Id)).str()
                                 : std::string("'asyncsafe explain' lists them"))
               .str());
  return ExitCode::Usage;
}
