// Results on disk.
#pragma once

#include <string>

std::string load(const std::string &path);
std::string loadOwned(const std::string &path);
void save(const std::string &path, const std::string &text);
