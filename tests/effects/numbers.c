// What is done with the numbers that calls which wait have answered.
// RUN: %dump --stage=effects %s -- -std=c17 | FileCheck %s
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>

static char buf[100];
int other(void);
void own(size_t);

// CHECK-LABEL: function index
void index(int s) {
  ssize_t n = recv(s, buf, 99, 0), m = other();
  buf[n] = 0;     // CHECK: use n as index
  buf[n - 1] = 0; // CHECK: use n as index
  buf[n + 1] = 0; // CHECK-NOT: use
  buf[m] = 0;
}
// CHECK-LABEL: function others
void others(int s, char *to, size_t len, char *p) {
  ssize_t n = recv(s, buf, 99, 0), copy = n;
  memcpy(to, buf, copy);              // CHECK: use copy as size
  own(n);                             // CHECK-NOT: use
  p += n;                             // CHECK: use n as summand
  len -= recv(s, buf, 99, 0);         // CHECK: use temporary{{[0-9]+}} as summand
  if (n == len)                       // CHECK: use n as something to look at
    return;
  if (n == 3 || n < 0)                // CHECK-NOT: use n as something to look at
    return;
  for (size_t i = 0; i < n; i++)      // CHECK: use n as bound
    buf[i] = 0;
}
