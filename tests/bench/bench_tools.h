#pragma once

#include "model/planner/planner.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright::bench {

double milliseconds(const auto& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin)
        .count();
}

/// Processor time of the calling thread, which other programs on the machine do not lengthen.
double processorMilliseconds();

double percentile(std::vector<double> times, double share);

/// A shipped example, planned; ends the program where that fails.
Plan planned(std::string_view example);

/// A hall of so many racks: copies of the example of 128 racks one behind the other, all on its
/// fabrics.
Hall large(const Plan& plan, std::size_t racks, RawId& next);

/// A hall of so many racks that stand close: rows of 100 with a busway of each system and a tray
/// over them, cold and hot aisles of usual width. Nothing joins the racks, so every one has
/// findings: the most that there is to draw.
Hall dense(const Plan& plan, std::size_t racks, RawId& next);

// The benchmarks; each prints JSON lines.
void place();
void hallOf10000();
void draw();
void drag();
void catalog();
/// Returns the exit code.
int fabric(const std::vector<std::string>& arguments);

}  // namespace hallwright::bench
