#ifndef MOCK_TIME_H
#define MOCK_TIME_H
#include <mock-c.h>
#include <stddef.h>
#include <mock-timespec.h>
MOCK_C_BEGIN
int nanosleep(const struct timespec *duration, struct timespec *left);
MOCK_C_END
#endif
