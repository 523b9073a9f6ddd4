// RUN: %check_asyncsafe %s %t -- -std=c++17 %mock -isystem %source/tests/Inputs/headers/system
// System headers are never reported.
#include <vendor.h>

pthread_mutex_t M;

void callsVendor_ok(int N) { vendorWork(&M, N); }
void callsVendorTemplate_ok() {
  vendorLocked(&M, [] { throw 1; });
}
