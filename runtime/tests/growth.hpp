// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
// What a process has: memory, descriptors, threads, processor time.
#pragma once

#include <cstdio>
#include <ctime>
#include <dirent.h>
#include <string>

namespace asyncsafe::tests {

struct usage {
  long virtual_kib = 0;
  long resident_kib = 0;
  long descriptors = 0;
  long threads = 0;
};

inline long entries_of(const char* folder) {
  long count = 0;
  if (DIR* open = ::opendir(folder)) {
    while (::readdir(open) != nullptr) ++count;
    ::closedir(open);
  }
  return count;
}

inline usage usage_now() {
  usage found;
  if (std::FILE* file = std::fopen("/proc/self/status", "re")) {
    char line[256];
    while (std::fgets(line, sizeof line, file) != nullptr) {
      std::sscanf(line, "VmSize: %ld", &found.virtual_kib);
      std::sscanf(line, "VmRSS: %ld", &found.resident_kib);
      std::sscanf(line, "Threads: %ld", &found.threads);
    }
    std::fclose(file);
  }
  found.descriptors = entries_of("/proc/self/fd");
  return found;
}

/// Of the whole process, in microseconds.
inline double processor_time() {
  timespec t;
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_nsec) / 1e3;
}

}  // namespace asyncsafe::tests
