# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# Finds LLVM and Clang, and says which version is wanted if they are not there.
set(ASYNCSAFE_LLVM_MAJOR 22 CACHE STRING "Major version of LLVM and Clang to build against: 22 or 19")
if(NOT ASYNCSAFE_LLVM_MAJOR MATCHES "^(19|22)$")
  message(FATAL_ERROR "asyncsafe builds against LLVM and Clang 22 or 19, not ${ASYNCSAFE_LLVM_MAJOR}.")
endif()
find_package(LLVM ${ASYNCSAFE_LLVM_MAJOR} CONFIG QUIET PATHS /usr/lib/llvm-${ASYNCSAFE_LLVM_MAJOR})
find_package(Clang CONFIG QUIET HINTS ${LLVM_DIR}/../clang)
if(NOT LLVM_FOUND OR NOT Clang_FOUND)
  message(FATAL_ERROR
    "LLVM and Clang ${ASYNCSAFE_LLVM_MAJOR} are not here; './dev setup' installs them "
    "(Debian: llvm-${ASYNCSAFE_LLVM_MAJOR}-dev libclang-${ASYNCSAFE_LLVM_MAJOR}-dev).")
endif()

# Clang's headers, with the flags that LLVM itself was built with.
add_library(asyncsafe-clang-headers INTERFACE)
target_include_directories(asyncsafe-clang-headers SYSTEM INTERFACE ${LLVM_INCLUDE_DIRS} ${CLANG_INCLUDE_DIRS})
separate_arguments(ASYNCSAFE_LLVM_DEFINITIONS NATIVE_COMMAND "${LLVM_DEFINITIONS}")
target_compile_definitions(asyncsafe-clang-headers INTERFACE ${ASYNCSAFE_LLVM_DEFINITIONS})
