#pragma once

#include "views/catalog/part_words.h"
#include "views/catalog/sheet_bar.h"

#include <QWidget>

namespace hallwright {

/// One datum of a sheet: title, chosen value, how far it may lie, what it is of, and the grade of
/// its document. Narrow it takes two rows, wide one. A click, Enter or the arrow to the right asks
/// for its readings.
class SheetLine : public QWidget {
    Q_OBJECT

public:
    SheetLine(const Datum& datum, const PartLookups& lookups, QWidget* parent);

    Property property() const { return m_property; }
    void setOpen(bool open);
    bool isOpen() const { return m_open; }
    /// What the line tells, as one sentence.
    const QString& words() const { return m_spoken; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return place(width).height; }
    QSize sizeHint() const override { return {280, heightForWidth(280)}; }
    QSize minimumSizeHint() const override { return {120, 26}; }

Q_SIGNALS:
    void openWanted(bool open);
    /// To another line: -1 up, 1 down; further for the first and the last.
    void moveWanted(int step);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    struct Places {
        QRect chevron, title, value, bar, hints, more, grade;
        bool wrapped = false;        ///< the value runs over lines
        QString hintText, moreText;  ///< beside the bar, and below it
        int height = 0;
    };
    Places place(int width) const;
    Places placeNarrow(int width) const;
    Places placeWide(int width) const;
    QString value() const;
    QString hints() const;

    Property m_property;
    QString m_title, m_number, m_unit, m_spoken, m_tip;
    QString m_range, m_condition;  ///< how far it may lie; what it is of
    std::optional<RangeBar> m_bar;
    Grade m_grade = Grade::D;
    bool m_unknown = false, m_open = false;
};

/// A grade by its shape, with the letter in it and the words behind it.
class GradeMark : public QWidget {
    Q_OBJECT

public:
    explicit GradeMark(Grade grade, QWidget* parent);
    QSize sizeHint() const override { return {18, 18}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    Grade m_grade;
};

}  // namespace hallwright
