#pragma once

#include <string>
#include <vector>

namespace hallwright {

/// Host names as Slurm lists them: "R01-n[01-18],R02-n[01-04,09]". The names must be unique; runs
/// of numbers with the same beginning and as many digits become ranges, in the order they come.
std::string hostList(const std::vector<std::string>& names);

/// Sizes of topology blocks: the base and its doubles, up to the last that so many blocks fill.
std::vector<int> blockSizes(int base, std::size_t blocks);

}  // namespace hallwright
