#ifndef MOCK_SEMAPHORE_H
#define MOCK_SEMAPHORE_H
#include <mock-c.h>
typedef union {
  char size[32];
  long align;
} sem_t;
MOCK_C_BEGIN
int sem_init(sem_t *sem, int shared, unsigned value) MOCK_NOTHROW;
int sem_destroy(sem_t *sem) MOCK_NOTHROW;
int sem_wait(sem_t *sem);
int sem_trywait(sem_t *sem) MOCK_NOTHROW;
int sem_post(sem_t *sem) MOCK_NOTHROW;
MOCK_C_END
#endif
