// RUN: %check_asyncsafe %s %t -check-suffixes=THROW,JUMP -- -std=c++20 %mock
// RUN: %check_asyncsafe %s %t -check-suffixes=THROW -option=Sources=throw -- -std=c++20 %mock
// RUN: %check_asyncsafe %s %t -check-suffixes=CANCEL -option=Sources=cancel -- -std=c++20 %mock
// RUN: %check_asyncsafe %s %t -check-suffixes=JUMP -option=Sources=jump -- -std=c++20 %mock
// RUN: %check_asyncsafe %s %t -check-suffixes=THROW,CANCEL "-option=Sources=throw;cancel" -- -std=c++20 %mock
// RUN: %check_asyncsafe %s %t -check-suffixes=NONE -option=Sources=suspend -- -std=c++20 %mock
// The user says which sources there are. Without that, there is no cancellation here:
// a throw and a jump are their own evidence, a cancellation is not.
#include <pthread.h>
#include <setjmp.h>
#include <unistd.h>

pthread_mutex_t M;
jmp_buf Top;
int Bad;
void throws() {
  if (Bad)
    throw Bad;
}

void throw_bad() {
  pthread_mutex_lock(&M);
  // CHECK-MESSAGES-THROW: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'throws' throws [asyncsafe-unprotected-release]
  throws();
  pthread_mutex_unlock(&M);
}
void cancel_bad() {
  pthread_mutex_lock(&M);
  // CHECK-MESSAGES-CANCEL: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if the thread is cancelled in 'sleep' [asyncsafe-unprotected-release]
  sleep(1);
  pthread_mutex_unlock(&M);
}
void jump_bad() {
  pthread_mutex_lock(&M);
  // CHECK-MESSAGES-JUMP: :[[@LINE-1]]:3: warning: lock 'M' is acquired here and not released if 'longjmp' jumps out of this function [asyncsafe-unprotected-release]
  if (Bad)
    longjmp(Top, 1);
  pthread_mutex_unlock(&M);
}
