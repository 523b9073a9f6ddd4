#ifndef MOCK_ERRNO_H
#define MOCK_ERRNO_H
#include <mock-c.h>
MOCK_C_BEGIN
int *__errno_location(void) MOCK_NOTHROW;
MOCK_C_END
#define errno (*__errno_location())
#define EINTR 4
#define EAGAIN 11
#define EBUSY 16
#endif
