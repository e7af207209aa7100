#pragma once

#include <string>
#include <vector>

namespace hallwright {

/// hallwright describe (rules|figures|basis|properties|kinds|schema) [--json]
int runDescribeCommand(const std::vector<std::string>& words);

}  // namespace hallwright
