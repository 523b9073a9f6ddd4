// Calls everything in models/testing.json.  Its headers are not needed here: what is declared are their
// interfaces.
namespace Catch {
struct AssertionHandler {
  AssertionHandler(const char *);
  ~AssertionHandler();
  void handleExpr(bool), handleMessage(const char *), handleExceptionThrownAsExpected();
  void handleUnexpectedExceptionNotThrown(), handleExceptionNotThrownAsExpected(), handleThrowingCallSkipped();
  void handleUnexpectedInflightException(), complete(), setCompleted();
};
void handleExceptionMatchExpr(AssertionHandler &, const char *);
} // namespace Catch

void catch2() {
  Catch::AssertionHandler A("a == b");
  A.handleExpr(true);
  A.handleMessage("message");
  A.handleExceptionThrownAsExpected();
  A.handleUnexpectedExceptionNotThrown();
  A.handleExceptionNotThrownAsExpected();
  A.handleThrowingCallSkipped();
  A.handleUnexpectedInflightException();
  A.setCompleted();
  Catch::handleExceptionMatchExpr(A, "text");
  A.complete();
}

namespace doctest::detail {
struct ResultBuilder {
  explicit ResultBuilder(int);
  void setResult(bool), translateException(), react() const;
  bool log();
  template <int Comparison, class L, class R> bool binary_assert(const L &, const R &);
  template <class L> bool unary_assert(const L &);
};
struct MessageBuilder {
  explicit MessageBuilder(const char *);
  bool log();
  void react();
};
bool decomp_assert(int, const char *);
template <int Comparison, class L, class R> bool binary_assert(int, const L &, const R &);
template <class L> bool unary_assert(int, const L &);
} // namespace doctest::detail

void doctests(int A, int B) {
  doctest::detail::ResultBuilder R(1);
  R.setResult(true);
  R.binary_assert<0>(A, B);
  R.unary_assert(A);
  R.translateException();
  if (R.log())
    R.react();
  doctest::detail::MessageBuilder M("message");
  if (M.log())
    M.react();
  doctest::detail::decomp_assert(1, "a == b");
  doctest::detail::binary_assert<0>(1, A, B);
  doctest::detail::unary_assert(1, A);
}

namespace boost {
namespace unit_test {
struct basic_cstring {
  basic_cstring(const char *);
};
struct unit_test_log_t {
  void set_checkpoint(basic_cstring, unsigned long);
};
} // namespace unit_test
namespace test_tools {
struct assertion_result {
  assertion_result(bool);
};
namespace tt_detail {
bool report_assertion(const assertion_result &, int, ...);
unit_test::basic_cstring prod_report_format(const assertion_result &, int);
} // namespace tt_detail
} // namespace test_tools
} // namespace boost

void boostTest(boost::unit_test::unit_test_log_t &Log) {
  Log.set_checkpoint("file", 1);
  boost::test_tools::assertion_result Result(true);
  boost::test_tools::tt_detail::report_assertion(Result, 1);
  boost::test_tools::tt_detail::prod_report_format(Result, 1);
}

namespace testing {
struct Message {
  Message();
};
struct AssertionResult {};
AssertionResult AssertionFailure(), AssertionSuccess();
namespace internal {
struct AssertHelper {
  explicit AssertHelper(int);
  ~AssertHelper();
  void operator=(const Message &) const;
};
const char *GetBoolAssertionFailureMessage(const AssertionResult &, const char *);
AssertionResult EqFailure(const char *, const char *);
} // namespace internal
} // namespace testing

void googletest() {
  testing::Message M;
  testing::internal::AssertHelper(1) = M;
  testing::AssertionSuccess();
  testing::internal::GetBoolAssertionFailureMessage(testing::AssertionFailure(), "a");
  testing::internal::EqFailure("a", "b");
}

namespace CppUnit {
struct SourceLine {
  SourceLine(const char *, int);
};
struct Message {
  Message(const char *);
};
struct Asserter {
  static void fail(const Message &, const SourceLine &);
  static void failIf(bool, const Message &, const SourceLine &);
  static void failNotEqual(const char *, const char *, const SourceLine &);
  static void failNotEqualIf(bool, const char *, const char *, const SourceLine &);
};
template <class T> void assertEquals(const T &, const T &, SourceLine, const char *);
void assertDoubleEquals(double, double, double, SourceLine, const char *);
} // namespace CppUnit

void cppunit() {
  CppUnit::SourceLine Line("file", 1);
  CppUnit::Message Text("text");
  CppUnit::Asserter::fail(Text, Line);
  CppUnit::Asserter::failIf(true, Text, Line);
  CppUnit::Asserter::failNotEqual("a", "b", Line);
  CppUnit::Asserter::failNotEqualIf(true, "a", "b", Line);
  CppUnit::assertEquals(1, 2, Line, "");
  CppUnit::assertDoubleEquals(1, 2, 0, Line, "");
}
