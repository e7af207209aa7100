#pragma once

#include <string>
#include <vector>

namespace hallwright {

/// Opens the window on the hall that the words name, or an empty one, and runs until it is closed.
int runWindow(const std::vector<std::string>& words, int& argc, char** argv);

/// --screenshot OUT.png [--view NAME] [--size WxH] [--theme light|dark] [--scale 1..2] HALL.
/// Draws off the screen, so it needs no display.
int runScreenshot(const std::vector<std::string>& words, int& argc, char** argv);

}  // namespace hallwright
