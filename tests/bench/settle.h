#pragma once

#include <QApplication>
#include <QThread>

#include <chrono>

namespace hallwright::bench {

/// Lets the window finish what it has begun, for so many milliseconds.
inline void settle(int ms) {
    const auto begin = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - begin < std::chrono::milliseconds(ms)) {
        QApplication::processEvents();
        QThread::usleep(200);
    }
}

}  // namespace hallwright::bench
