#ifndef MOCK_SYS_WAIT_H
#define MOCK_SYS_WAIT_H
#include <mock-c.h>
#include <sys/types.h>
#define WNOHANG 1
MOCK_C_BEGIN
pid_t wait(int *status);
pid_t waitpid(pid_t pid, int *status, int options);
MOCK_C_END
#endif
