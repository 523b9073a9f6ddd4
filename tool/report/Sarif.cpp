//===- Sarif.cpp - The report as SARIF 2.1.0 ------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// For code hosts and viewers. One run; a rule for every check, with its page; each finding with its path
// as a code flow in execution order, its fix, and a fingerprint that survives moved lines. Files of the
// project are relative to %SRCROOT%. Columns are UTF-16 units. Suppressed findings are included only on
// request: GitHub treats them as open alerts (github/codeql-action#1230).
//
//===----------------------------------------------------------------------===//

#include "tool/report/Escape.h"
#include "tool/report/Report.h"
#include "tool/report/SourceCache.h"
#include "tool/report/Uri.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

using namespace asyncsafe;
using llvm::StringRef;
namespace json = llvm::json;

static constexpr StringRef SourceRoot = "%SRCROOT%";
static constexpr StringRef Schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

namespace {

class SarifRenderer {
public:
  SarifRenderer(const Report &R, const RenderOptions &Options, json::OStream &J)
      : R(R), Options(Options), J(J), Sources(R, Options.WorkingDirectory) {}

  void run() {
    J.attributeObject("tool", [&] { J.attributeObject("driver", [&] { driver(); }); });
    J.attribute("columnKind", "utf16CodeUnits");
    if (!Options.Root.empty())
      J.attributeObject("originalUriBaseIds", [&] {
        J.attributeObject(SourceRoot, [&] { J.attribute("uri", "file://" + uriPath(Options.Root) + "/"); });
      });
    J.attributeArray("invocations", [&] { J.object([&] { invocation(); }); });
    J.attributeArray("results", [&] {
      for (const Finding &F : R.Findings)
        J.object([&] { result(F, R.HasBaseline ? "new" : ""); });
      if (!Options.Suppressed)
        return;
      for (const Finding &F : R.Known)
        J.object([&] {
          result(F, "unchanged");
          suppression("external", "known from the baseline");
        });
      for (const Finding &F : R.Silenced)
        J.object([&] {
          result(F, R.HasBaseline ? "unchanged" : "");
          suppression("inSource", "a NOLINT comment");
        });
    });
  }

private:
  void text(StringRef Key, StringRef Value) {
    J.attributeObject(Key, [&] { J.attribute("text", asUtf8(Value)); });
  }

  void driver() {
    J.attribute("name", "asyncsafe");
    if (!Options.Version.empty())
      J.attribute("semanticVersion", Options.Version);
    J.attributeArray("rules", [&] {
      for (const RuleText &Rule : Options.Rules)
        J.object([&] { rule(Rule); });
    });
  }

  void rule(const RuleText &Rule) {
    J.attribute("id", Rule.Id);
    text("shortDescription", Rule.Summary);
    text("fullDescription", Rule.Summary);
    J.attributeObject("help", [&] {
      J.attribute("text", asUtf8(Rule.Help.empty() ? Rule.Summary : Rule.Help));
      if (!Rule.Help.empty())
        J.attribute("markdown", asUtf8(Rule.Help));
    });
    if (!Rule.Uri.empty())
      J.attribute("helpUri", Rule.Uri);
    // A check has no level of its own: each result states what its consequence makes of it.
    J.attributeObject("defaultConfiguration", [&] { J.attribute("level", "warning"); });
    J.attributeObject("properties", [&] {
      J.attribute("precision", Rule.Precision);
      if (!Rule.SecuritySeverity.empty())
        J.attribute("security-severity", Rule.SecuritySeverity);
      J.attributeArray("tags", [&] {
        J.value("reliability");
        if (!Rule.SecuritySeverity.empty())
          J.value("security"); // otherwise GitHub ignores the severity
        llvm::SmallVector<StringRef, 4> Cwes;
        StringRef(Rule.Cwe).split(Cwes, ',', -1, /*KeepEmpty=*/false);
        for (StringRef Cwe : Cwes)
          J.value("external/cwe/" + Cwe.trim().lower());
      });
    });
  }

  void invocation() {
    const Coverage &C = R.Covered;
    J.attribute("executionSuccessful", C.Failed.empty());
    if (C.Failed.empty() && C.Refused.empty())
      return;
    J.attributeArray("toolExecutionNotifications", [&] {
      for (const FailedUnit &F : C.Failed)
        J.object([&] {
          J.attribute("level", "error");
          text("message", "not analysed: " + F.Reason);
          J.attributeArray("locations", [&] {
            J.object([&] { J.attributeObject("physicalLocation", [&] { artifact(F.File); }); });
          });
        });
      for (const RefusedFunction &F : C.Refused)
        J.object([&] {
          J.attribute("level", "note");
          text("message", "function '" + F.Function + "' not analysed: " + F.Reason);
          if (!F.Where.File.empty())
            J.attributeArray("locations", [&] { J.object([&] { physical(F.Where); }); });
        });
    });
  }

  void artifact(StringRef File) {
    StringRef Shown = shownFrom(Options.Root, File);
    J.attributeObject("artifactLocation", [&] {
      if (Shown.size() == File.size()) {
        J.attribute("uri", "file://" + uriPath(File));
      } else {
        J.attribute("uri", uriPath(Shown));
        J.attribute("uriBaseId", SourceRoot);
      }
    });
  }

  /// Columns, and the end, need the text; without it only the line is given.
  void region(StringRef File, unsigned Begin, unsigned End, unsigned Line) {
    auto From = Sources.position(File, Begin), To = Sources.position(File, End);
    if (!From || !To || (Line && From->Line != Line)) {
      J.attribute("startLine", std::max(Line, 1u));
      return;
    }
    J.attribute("startLine", From->Line);
    J.attribute("startColumn", From->Column);
    J.attribute("endLine", To->Line);
    J.attribute("endColumn", To->Column);
  }

  void physical(const FilePlace &P) {
    J.attributeObject("physicalLocation", [&] {
      artifact(P.File);
      J.attributeObject("region", [&] { region(P.File, P.Begin, P.End, P.Line); });
    });
  }

  void suppression(StringRef Kind, StringRef Why) {
    J.attributeArray("suppressions", [&] {
      J.object([&] {
        J.attribute("kind", Kind);
        J.attribute("status", "accepted");
        J.attribute("justification", Why);
      });
    });
  }

  void result(const Finding &F, StringRef AgainstBaseline) {
    J.attribute("ruleId", F.Check);
    for (size_t I = 0; I < Options.Rules.size(); ++I)
      if (Options.Rules[I].Id == F.Check)
        J.attribute("ruleIndex", static_cast<int64_t>(I));
    J.attribute("level", asUtf8(spelling(F.Severity)));
    if (!AgainstBaseline.empty())
      J.attribute("baselineState", AgainstBaseline);
    text("message", messageOf(F));
    J.attributeArray("locations", [&] {
      J.object([&] {
        physical(F.Where);
        if (!F.Function.empty())
          J.attributeArray("logicalLocations", [&] {
            J.object([&] {
              J.attribute("fullyQualifiedName", asUtf8(F.Function));
              J.attribute("kind", "function");
            });
          });
      });
    });
    J.attributeArray("codeFlows", [&] {
      J.object([&] {
        J.attributeArray("threadFlows",
                         [&] { J.object([&] { J.attributeArray("locations", [&] { steps(F); }); }); });
      });
    });
    if (!F.Fixes.empty())
      J.attributeArray("fixes", [&] { J.object([&] { fix(F); }); });
    // GitHub adds a hash of its own, and warns about a different one under the same name.
    J.attributeObject("partialFingerprints", [&] { J.attribute("asyncsafe/v1", uniqueFingerprint(F)); });
    J.attributeObject("properties", [&] {
      J.attribute("certainty", asUtf8(spelling(F.Sure)));
      J.attribute("source", asUtf8(spelling(F.Why)));
    });
  }

  void steps(const Finding &F) {
    int64_t Order = 0;
    for (const Note &Step : pathOf(F)) {
      if (Step.Where.File.empty())
        continue;
      J.object([&] {
        J.attributeObject("location", [&] {
          physical(Step.Where);
          text("message", Step.Message);
        });
        J.attribute("executionOrder", ++Order);
      });
    }
  }

  void fix(const Finding &F) {
    text("description", F.Help.empty() ? StringRef("apply the fix-it") : StringRef(F.Help));
    std::map<std::string, std::vector<const Edit *>> ByFile;
    for (const Edit &E : F.Fixes)
      ByFile[E.File].push_back(&E);
    J.attributeArray("artifactChanges", [&] {
      for (const auto &[File, Edits] : ByFile)
        J.object([&, &File = File, &Edits = Edits] {
          artifact(File);
          J.attributeArray("replacements", [&] {
            for (const Edit *E : Edits)
              J.object([&] { replacement(*E); });
          });
        });
    });
  }

  void replacement(const Edit &E) {
    J.attributeObject("deletedRegion", [&] {
      if (Sources.position(E.File, E.Offset + E.Length)) {
        region(E.File, E.Offset, E.Offset + E.Length, 0);
        return;
      }
      J.attribute("byteOffset", E.Offset);
      J.attribute("byteLength", E.Length);
    });
    text("insertedContent", E.Text);
  }

  const Report &R;
  const RenderOptions &Options;
  json::OStream &J;
  SourceCache Sources;
};

} // namespace

static void render(const Report &R, const RenderOptions &Options, llvm::raw_ostream &Out) {
  writeJson(Out, /*Indent=*/2, [&](json::OStream &J) {
    J.object([&] {
      J.attribute("$schema", Schema);
      J.attribute("version", "2.1.0");
      J.attributeArray("runs", [&] { J.object([&] { SarifRenderer(R, Options, J).run(); }); });
    });
  });
}

static const Format Sarif{"sarif", "SARIF 2.1.0, for code hosts and viewers", render};
static const RegisterFormat Registered(Sarif);
