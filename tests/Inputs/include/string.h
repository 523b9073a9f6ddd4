#ifndef MOCK_STRING_H
#define MOCK_STRING_H
#include <mock-c.h>
#include <stddef.h>
MOCK_C_BEGIN
size_t strlen(const char *text) MOCK_NOTHROW;
int strcmp(const char *a, const char *b) MOCK_NOTHROW;
char *strdup(const char *text) MOCK_NOTHROW;
void *memcpy(void *to, const void *from, size_t size) MOCK_NOTHROW;
void *memset(void *to, int value, size_t size) MOCK_NOTHROW;
MOCK_C_END
#endif
