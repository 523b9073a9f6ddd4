# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
# cmake -DOUT=FILE -DPAGES=A|B|… -P EmbedDocs.cmake: writes docPages() with the text of
# each page.  A page's name is its check's id without
# "asyncsafe-".
string(REPLACE "|" ";" PAGES "${PAGES}")
set(entries "")
foreach(page IN LISTS PAGES)
  get_filename_component(id "${page}" NAME_WE)
  file(READ "${page}" text)
  string(APPEND entries "    {\"asyncsafe-${id}\", R\"_doc_(${text})_doc_\"},\n")
endforeach()
set(code "// Generated from docs/checks by cmake/EmbedDocs.cmake.
#include \"tool/cli/DocPages.h\"

llvm::ArrayRef<asyncsafe::DocPage> asyncsafe::docPages() {
  static const DocPage Pages[] = {
    {\"\", \"\"}, // an array has at least one element
${entries}  };
  return llvm::ArrayRef(Pages).drop_front();
}
")
file(WRITE "${OUT}" "${code}")
