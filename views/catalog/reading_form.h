#pragma once

#include "model/base/result.h"
#include "model/parts/catalog.h"

#include <QWidget>

#include <memory>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace hallwright {

/// One reading as fields: value and range typed with their units, document, grade, date, plane,
/// contents and reason.
class ReadingForm : public QWidget {
    Q_OBJECT

public:
    explicit ReadingForm(std::shared_ptr<const Catalog> catalog, QWidget* parent = nullptr);

    /// A reading that is not the user's can be read and not written.
    void showReading(Property property, const Reading& reading, bool writable);
    /// What stands in the fields, or which of them cannot be read.
    Result<Reading> reading() const;
    /// Documents that the user may name beside those of the catalog.
    void addSource(const Source& source);
    void focusValue();

Q_SIGNALS:
    void edited();

private:
    void showShape();

    std::shared_ptr<const Catalog> m_catalog;
    Property m_property = Property::mass;
    Reading m_shown;
    QLineEdit *m_value, *m_low, *m_high, *m_date, *m_includes;
    QComboBox *m_reference, *m_source, *m_grade, *m_at;
    QCheckBox* m_unknown;
    QPlainTextEdit* m_why;
    QLabel *m_valueLabel, *m_rangeLabel, *m_atLabel, *m_includesLabel;
    QWidget* m_range;
};

/// A number in the unit that its reading is written in: "142 kW".
QString writtenText(double si, const std::string& unit, Dimension dimension);

}  // namespace hallwright
