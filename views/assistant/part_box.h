#pragma once

#include "model/parts/catalog.h"

#include <QComboBox>

#include <memory>

namespace hallwright {

/// "NVIDIA GB300 NVL72 · 142 kW · 1,600 kg": a part with the figures it is chosen by.
QString partLine(const Part& part);

/// A choice among the parts of some kinds, by name with their key figures.
class PartBox : public QComboBox {
    Q_OBJECT

public:
    PartBox(std::shared_ptr<const Catalog> catalog, std::vector<Kind> kinds,
            QWidget* parent = nullptr);

    /// A choice above the parts that is no part: "None" with the word "none", for instance.
    void addWord(const QString& text, const std::string& word);
    /// By id, name or alias; what the catalog does not hold stays as it is written.
    void setPart(const std::string& written);
    /// What a brief says: the id of a part, or a word.
    std::string part() const;

Q_SIGNALS:
    void chosen();

private:
    void fill();

    std::shared_ptr<const Catalog> m_catalog;
    std::vector<Kind> m_kinds;
};

}  // namespace hallwright
