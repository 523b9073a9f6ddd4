# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# asyncsafe_stage(NAME SOURCES… [LINKS …]): one stage of the pipeline as a static
# library.  Everything is built without exceptions and RTTI, as LLVM is, because
# the plugin is loaded into clang-tidy.
function(asyncsafe_stage name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINKS" ${ARGN})
  add_library(asyncsafe-${name} STATIC ${ARG_SOURCES})
  asyncsafe_compile_options(asyncsafe-${name})
  target_link_libraries(asyncsafe-${name} PUBLIC ${ARG_LINKS})
endfunction()

function(asyncsafe_compile_options target)
  target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR} ${PROJECT_BINARY_DIR})
  target_compile_options(${target} PRIVATE -fno-exceptions -fno-rtti -Wall -Wextra -Wno-unused-parameter)
endfunction()

# asyncsafe_clang_pch(TARGET HEADERS…): Clang's headers are most of the compile
# time; -fno-pch-timestamp lets ccache keep what was built from them.
function(asyncsafe_clang_pch target)
  target_precompile_headers(${target} PRIVATE ${ARGN})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    target_compile_options(${target} PRIVATE "SHELL:-Xclang -fno-pch-timestamp")
  endif()
endfunction()
