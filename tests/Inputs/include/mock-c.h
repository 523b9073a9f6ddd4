// What the mock C headers share.  As in glibc, functions that are no cancellation
// points are declared not to throw in C++.
#ifndef MOCK_C_H
#define MOCK_C_H
#ifdef __cplusplus
#define MOCK_C_BEGIN extern "C" {
#define MOCK_C_END }
#define MOCK_NOTHROW noexcept(true)
#else
#define MOCK_C_BEGIN
#define MOCK_C_END
#define MOCK_NOTHROW __attribute__((__nothrow__))
#endif
#endif
