// Any mention of a function that makes a source live is evidence, called or not.
// RUN: %dump --stage=effects %s -- %mock | FileCheck %s
#include <pthread.h>
struct table {
  int (*cancel)(pthread_t);
};
struct table functions = {pthread_cancel};
// CHECK: evidence cancel pthread_cancel [[#]]:[[#]]
