#ifndef MOCK_DIRENT_H
#define MOCK_DIRENT_H
#include <mock-c.h>
MOCK_C_BEGIN
typedef struct mock_dir DIR;
struct dirent {
  char d_name[256];
};
DIR *opendir(const char *path);
struct dirent *readdir(DIR *folder);
int closedir(DIR *folder);
MOCK_C_END
#endif
