#pragma once

#include "catalog/part_search.h"

#include <QWidget>

#include <array>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;

namespace hallwright {

/// Words and filters by which the catalog page looks for parts. Offers only what the catalog has.
class PartFilterBar : public QWidget {
    Q_OBJECT

public:
    enum Field { Words, OfKind, Maker, Status, Cooling, Connector, Power, FieldCount };

    explicit PartFilterBar(QWidget* parent = nullptr);

    void setCatalog(const Catalog& catalog);
    QString words() const;
    PartFilter filter() const;
    void setWords(const QString& words);
    /// Shows retired parts too, or not.
    void setRetired(bool shown);
    void clear();
    void focusSearch();

    /// Which fields ask for something.
    std::vector<Field> active() const;
    /// What a field asks for, as in "the maker NVIDIA".
    QString wordsOf(Field field) const;
    /// The question with one field left out.
    std::pair<QString, PartFilter> without(Field field) const;
    void lift(Field field);

Q_SIGNALS:
    void changed();
    /// Down or Enter in the search.
    void listWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QComboBox* addBox(const QString& name, const QString& all);
    QLineEdit* addPower(const QString& name, const QString& hint);
    void fill(QComboBox* box, const QStringList& texts, const QStringList& values);
    void showState();
    void readPower();

    QLineEdit* m_search;
    QLabel* m_unread = nullptr;
    std::array<QComboBox*, FieldCount> m_boxes{};  ///< none for words and power
    QLineEdit *m_from = nullptr, *m_to = nullptr;
    QCheckBox* m_retired = nullptr;
    std::optional<double> m_powerFrom, m_powerTo;  ///< W
};

}  // namespace hallwright
