#pragma once

#include "model/base/result.h"

#include <memory>
#include <string>

class QApplication;

namespace hallwright {

struct Arguments;

/// What commands that draw need of Qt: fonts and painters, on no screen where there is none.
class PaperApplication {
public:
    PaperApplication(int& argc, char** argv);
    ~PaperApplication();

private:
    std::unique_ptr<QApplication> m_application;
};

/// The day given with --date, else today; fails on what is no day.
Result<std::string> dateOf(const Arguments& arguments);

}  // namespace hallwright
