# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# What is installed beside the programs: Clang's builtin headers, so that a package needs LLVM's shared libraries and
# nothing else of it, the pages of the checks, man pages and completions.
install(DIRECTORY ${LLVM_LIBRARY_DIR}/clang/${LLVM_VERSION_MAJOR}/include/
  DESTINATION ${CMAKE_INSTALL_LIBDIR}/asyncsafe/clang/${LLVM_VERSION_MAJOR}/include)
install(DIRECTORY ${PROJECT_SOURCE_DIR}/docs/checks DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/asyncsafe)
install(FILES ${PROJECT_SOURCE_DIR}/docs/ci.md ${PROJECT_SOURCE_DIR}/docs/editors.md ${PROJECT_SOURCE_DIR}/docs/models.md
  ${PROJECT_SOURCE_DIR}/docs/report.schema.json
  ${PROJECT_SOURCE_DIR}/docs/suppressing.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/asyncsafe)

install(DIRECTORY ${PROJECT_SOURCE_DIR}/bazel DESTINATION ${CMAKE_INSTALL_DATADIR}/asyncsafe)

# Man pages and completions are made of the program's own help, at each build that changes it.
find_package(Python3 REQUIRED COMPONENTS Interpreter)
set(command_line ${CMAKE_CURRENT_BINARY_DIR}/command-line)
add_custom_command(
  OUTPUT ${command_line}/done
  COMMAND Python3::Interpreter ${PROJECT_SOURCE_DIR}/cmake/command_line.py $<TARGET_FILE:asyncsafe> ${command_line}
  COMMAND ${CMAKE_COMMAND} -E touch ${command_line}/done
  DEPENDS asyncsafe ${PROJECT_SOURCE_DIR}/cmake/command_line.py
  COMMENT "Writing man pages and completions"
  VERBATIM)
add_custom_target(asyncsafe-command-line ALL DEPENDS ${command_line}/done)
install(DIRECTORY ${command_line}/man1 DESTINATION ${CMAKE_INSTALL_MANDIR})
install(FILES ${command_line}/asyncsafe.bash DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME asyncsafe)
install(FILES ${command_line}/_asyncsafe DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
install(FILES ${command_line}/asyncsafe.fish DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
