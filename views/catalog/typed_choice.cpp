#include "views/catalog/typed_choice.h"

#include <QComboBox>

namespace hallwright {

std::optional<QVariant> typedChoice(const QComboBox& box) {
    const QString words = box.currentText().trimmed();
    if (words.isEmpty()) return QVariant();
    // Several entries may have one title; the chosen one is meant as long as its words stand.
    if (box.currentIndex() >= 0 && words == box.itemText(box.currentIndex()).trimmed())
        return box.currentData();
    int at = box.findText(words, Qt::MatchExactly | Qt::MatchCaseSensitive);
    if (at < 0) at = box.findText(words, Qt::MatchFixedString);
    return at < 0 ? std::nullopt : std::optional(box.itemData(at));
}

}  // namespace hallwright
