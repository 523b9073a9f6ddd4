// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock
// The notes of a finding: points in the order of execution, five at most, chains
// of four links at most (the last is where it comes from), and where the release stands.
#include <pthread.h>

int Bad;
pthread_mutex_t M;
void fails(int N) {
  if (N == Bad)
    throw N;
}
void a6() { fails(6); }
void a5() { a6(); }
void a4() { a5(); }
void a3() { a4(); }
void a2() { a3(); }
void a1() { a2(); }

void sevenPoints_bad() {
  pthread_mutex_lock(&M);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'fails' throws [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+12]]:3: note: 'fails' may throw 'int'
  // CHECK-NOTES: :10:5: note: the exception comes from here, in 'fails'
  // CHECK-NOTES: :[[@LINE+11]]:3: note: 'fails' may throw 'int'
  // CHECK-NOTES: :10:5: note: the exception comes from here, in 'fails'
  // CHECK-NOTES: :[[@LINE+10]]:3: note: 'fails' may throw 'int'
  // CHECK-NOTES: :10:5: note: the exception comes from here, in 'fails'
  // CHECK-NOTES: :[[@LINE+9]]:3: note: 'fails' may throw 'int'
  // CHECK-NOTES: :10:5: note: the exception comes from here, in 'fails'
  // CHECK-NOTES: :[[@LINE+8]]:3: note: 'fails' may throw 'int'; 2 more such points follow
  // CHECK-NOTES: :10:5: note: the exception comes from here, in 'fails'
  // CHECK-NOTES: :[[@LINE+9]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-13]]:3: note: let a guard object hold the lock from here on
  fails(1);
  fails(2);
  fails(3);
  fails(4);
  fails(5);
  fails(6);
  fails(7);
  pthread_mutex_unlock(&M);
}
void longChain_bad() {
  pthread_mutex_lock(&M);
  // CHECK-NOTES: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'a1' throws [asyncsafe-unprotected-release]
  // CHECK-NOTES: :[[@LINE+7]]:3: note: 'a1' may throw 'int'
  // CHECK-NOTES: :17:13: note: 'a1' calls 'a2' here
  // CHECK-NOTES: :16:13: note: 'a2' calls 'a3' here
  // CHECK-NOTES: :15:13: note: 'a3' calls 'a4' here
  // CHECK-NOTES: :10:5: note: the exception comes from here, in 'fails'
  // CHECK-NOTES: :[[@LINE+3]]:3: note: the release here is skipped
  // CHECK-NOTES: :[[@LINE-8]]:3: note: let a guard object hold the lock from here on
  a1();
  pthread_mutex_unlock(&M);
}
