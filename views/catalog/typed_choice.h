#pragma once

#include <QVariant>

#include <optional>

class QComboBox;

namespace hallwright {

/// What the words in an editable box stand for, be they chosen from its list or typed: the data of
/// that entry. Invalid for no words; nothing where no entry is called so. A box alone goes on
/// telling the entry that was chosen before, whatever is typed.
std::optional<QVariant> typedChoice(const QComboBox& box);

}  // namespace hallwright
