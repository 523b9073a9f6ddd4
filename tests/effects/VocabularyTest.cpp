// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// Places and predicates: how they are spelled, parsed and combined.
#include "effects/Effect.h"

#include <gtest/gtest.h>

#include <limits>

using namespace asyncsafe;

namespace {

Place local(unsigned Index, std::string Name) {
  Place P;
  P.Root = Place::RootKind::Local;
  P.Index = Index;
  P.Name = std::move(Name);
  return P;
}
Place addressOf(Place P) {
  P.AddressOf = true;
  return P;
}
Place formal(std::string_view Text) {
  std::optional<Place> P = parseFormalPlace(Text);
  EXPECT_TRUE(P) << Text;
  return P.value_or(Place());
}
Predicate predicate(std::string_view Text) {
  std::optional<Predicate> P = parsePredicate(Text);
  EXPECT_TRUE(P) << Text;
  return P.value_or(Predicate());
}

TEST(Spellings, comeBackAsTheSameWord) {
  for (unsigned I = 0; I != NumSources; ++I)
    EXPECT_EQ(parseSource(spelling(Source(I))), Source(I));
  for (unsigned I = 0; I != 3; ++I)
    EXPECT_EQ(parseCertainty(spelling(Certainty(I))), Certainty(I));
  for (unsigned I = 0; I != NumResourceKinds; ++I) {
    EXPECT_EQ(parseResourceKind(spelling(ResourceKind(I))), ResourceKind(I));
    EXPECT_FALSE(noun(ResourceKind(I)).empty());
  }
  for (unsigned I = 0; I != NumEffectKinds; ++I)
    EXPECT_EQ(parseEffectKind(spelling(EffectKind(I))), EffectKind(I));
  for (unsigned I = 0; I != 3; ++I)
    EXPECT_EQ(parseOnSignal(spelling(OnSignal(I))), OnSignal(I));
  EXPECT_FALSE(parseOnSignal("restart"));
  EXPECT_FALSE(parseSource("Throw"));
  EXPECT_FALSE(parseResourceKind(""));
}

TEST(FormalPlaces, areSpelledAsTheyAreWritten) {
  for (const char *Text :
       {"arg0", "*arg1", "**arg0", "&arg2", "this", "ret", "this->name", "this->a.b", "arg0->name",
        "arg0.name", "arg0[*]", "arg0->a[*].b()", "*arg0->next", "*this->p", "arg99", "global:a::b"}) {
    std::string Spelled = spelling(formal(Text));
    EXPECT_EQ(Spelled, std::string_view(Text).substr(0, 7) == "global:" ? "a::b" : Text);
  }
  EXPECT_EQ(spelling(formal("&global:errno")), "&errno");
}

TEST(FormalPlaces, thatAreNoneAreRefused) {
  for (const char *Text : {"",       "arg",    "arg100",  "arg01",      "argx",     "arg0x", "***arg0",
                           "&*arg0", "*&arg0", "arg0->",  "arg0.",      "arg0[0]",  "arg0[", " arg0",
                           "arg0 ",  "self",   "global:", "global:a::", "global:1", "ret)",  "this..a"})
    EXPECT_FALSE(parseFormalPlace(Text)) << Text;
}

TEST(FormalPlaces, starOfThisIsTheObject) { EXPECT_EQ(formal("*this"), formal("this")); }

TEST(Substitution, derefOfAnAddressIsTheObject) {
  Place X = local(1, "x");
  EXPECT_EQ(formal("*arg0").substituted(addressOf(X)), X);
  EXPECT_EQ(spelling(formal("*arg0").substituted(X)), "*x");
  EXPECT_EQ(spelling(formal("arg0->m").substituted(addressOf(X))), "x.m");
  EXPECT_EQ(spelling(formal("arg0->m").substituted(X)), "x->m");
  EXPECT_EQ(spelling(formal("arg0[*]").substituted(X)), "x[*]");
  EXPECT_EQ(formal("arg0").substituted(addressOf(X)), addressOf(X));
}

TEST(Substitution, fieldsOfThisAreFieldsOfTheObject) {
  Place P = local(1, "p");
  P.deref();
  EXPECT_EQ(spelling(formal("this->mutex_").substituted(P)), "p->mutex_");
  EXPECT_EQ(spelling(formal("this->mutex_").substituted(local(2, "o"))), "o.mutex_");
}

TEST(Substitution, addressOfADerefIsThePointer) {
  Place P = local(1, "p");
  Place Object = P;
  Object.deref();
  EXPECT_EQ(formal("&arg0").substituted(Object), P);
  EXPECT_TRUE(formal("&arg0").substituted(addressOf(P)).isNone());
  EXPECT_TRUE(formal("*arg0").substituted(Place()).isNone());
}

TEST(Places, startWithTheirPrefixes) {
  Place X = local(1, "x"), Y = X, Z = X;
  Y.field("a");
  Z.field("b");
  EXPECT_TRUE(Y.startsWith(X));
  EXPECT_TRUE(X.startsWith(X));
  EXPECT_FALSE(X.startsWith(Y));
  EXPECT_FALSE(Y.startsWith(Z));
  EXPECT_FALSE(Y.startsWith(local(2, "x")));
  EXPECT_FALSE(Place().startsWith(Place()));
}

TEST(Places, spelledWithParenthesesWhereNeeded) {
  Place P = local(1, "p");
  P.deref().index();
  EXPECT_EQ(spelling(P), "(*p)[*]");
  Place Q = local(1, "q");
  Q.deref().deref().field("f");
  EXPECT_EQ(spelling(Q), "(*q)->f");
}

TEST(Places, differByNameOnlyIfGlobal) {
  EXPECT_EQ(local(1, "x"), local(1, ""));
  EXPECT_NE(formal("global:a"), formal("global:b"));
}

TEST(Predicates, areSpelledAsTheyAreWritten) {
  for (const char *Text : {"==0", "!=1", "<2", "<=-3", ">4", ">=5"})
    EXPECT_EQ(spelling(predicate(Text)), Text);
  EXPECT_EQ(predicate("!=null"), predicate("!=0"));
  for (const char *Text : {"", "=0", "==", "==x", "== 0", "==0x1", "==9999999999999999999", "==--1", "==nul"})
    EXPECT_FALSE(parsePredicate(Text)) << Text;
}

TEST(Predicates, compatibleIffAnIntegerHoldsBoth) {
  // Against all integers near the constants, and the ends of the range.
  const char *Tests[] = {"==0", "!=0", "<0", "<=0", ">0",   ">=0", "==1", "!=1",
                         "<1",  "<=1", ">1", ">=1", "==-1", "<-1", ">-1", ">=2"};
  for (const char *A : Tests)
    for (const char *B : Tests) {
      bool Found = false;
      for (int64_t V = -5; V <= 5; ++V)
        Found |= holds(predicate(A), V) && holds(predicate(B), V);
      EXPECT_EQ(compatible(predicate(A), predicate(B)), Found) << A << " and " << B;
      EXPECT_FALSE(compatible(predicate(A), negated(predicate(A)))) << A;
    }
}

TEST(Predicates, ofBits) {
  Predicate Has = predicate("&6"), Lacks = predicate("!&6");
  EXPECT_EQ(spelling(Has), "&6");
  EXPECT_EQ(spelling(Lacks), "!&6");
  EXPECT_EQ(negated(Has), Lacks);
  EXPECT_EQ(negated(Lacks), Has);
  for (int64_t Value : {0, 2, 4, 6, 7, 8, -1}) {
    EXPECT_EQ(holds(Has, Value), (Value & 6) == 6) << Value;
    EXPECT_NE(holds(Has, Value), holds(Lacks, Value)) << Value;
  }
  EXPECT_FALSE(holdsOfUnknown(Has)) << "of a value that is not known no bit is known to be set";
  EXPECT_TRUE(holdsOfUnknown(Lacks));
  EXPECT_TRUE(holdsOfUnknown(predicate("!=6")));
  EXPECT_TRUE(compatible(Has, predicate("==7")));
  EXPECT_FALSE(compatible(Has, predicate("==5")));
  EXPECT_FALSE(compatible(Has, Lacks));
  EXPECT_FALSE(compatible(predicate("!&2"), predicate("&6")));
  EXPECT_TRUE(compatible(predicate("!&6"), predicate("&2")));
  for (const char *Text : {"&", "!&", "&&1", "!1", "& 1", "&x", "!&-"})
    EXPECT_FALSE(parsePredicate(Text)) << Text;
}

TEST(Predicates, atTheEndsOfTheRange) {
  Predicate Low{Predicate::Op::LT, std::numeric_limits<int64_t>::min()};
  Predicate High{Predicate::Op::GT, std::numeric_limits<int64_t>::max()};
  EXPECT_FALSE(compatible(Low, Low));
  EXPECT_FALSE(compatible(High, predicate("!=0")));
}

} // namespace
