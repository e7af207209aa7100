#include "app/window_main.h"
namespace hallwright {
int runWindow(const std::vector<std::string>&, int&, char**) { return 0; }
int runScreenshot(const std::vector<std::string>&, int&, char**) { return 0; }
}
