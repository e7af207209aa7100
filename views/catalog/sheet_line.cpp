#include "views/catalog/sheet_line.h"

#include "views/catalog/sheet_source.h"
#include "views/reading_text.h"
#include "views/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace hallwright {

namespace {

constexpr int wideSheetFrom = 600;
constexpr int sheetMargin = 12;
constexpr int indent = 28;  // titles stand to the right of the fold marks
constexpr int sheetRow = 18;
constexpr int pad = 4;

QFont lineTitleFont() { return textFont(13); }
QFont valueFont() { return tabularFont(12); }
QFont hintFont() { return textFont(12); }

/// "assumed, 25 … 45 kW"; why it is unknown.
QString rangeHint(const Datum& datum) {
    const Reading& reading = datum.reading();
    QStringList words;
    if (reading.unknown) {
        for (const std::string* why : {&reading.why, &reading.note})
            if (!why->empty()) words += QString::fromStdString(*why);
        if (words.isEmpty()) words += QObject::tr("looked for, and not public");
        return words.join(QStringLiteral("; "));
    }
    if (reading.source == "assumption") words += QObject::tr("assumed");
    if (reading.source == userSource) words += QObject::tr("entered by you");
    if (reading.source == userCatalogSource) words += QObject::tr("of your own catalog");
    if (const QString range = rangeText(datum); !range.isEmpty()) words += range;
    return words.join(QStringLiteral(", "));
}

/// "at AC input, with trays, shelves, fans, 4 readings".
QString conditionHint(const Datum& datum) {
    QStringList words;
    if (const QString condition = conditionWords(datum.reading()); !condition.isEmpty())
        words += condition;
    if (datum.readings.size() > 1) words += QObject::tr("%1 readings").arg(datum.readings.size());
    return words.join(QStringLiteral(", "));
}

}  // namespace

SheetLine::SheetLine(const Datum& datum, const PartLookups& lookups, QWidget* parent)
    : QWidget(parent), m_property(datum.property), m_title(sheetTitle(datum.property)),
      m_range(rangeHint(datum)), m_condition(conditionHint(datum)), m_bar(rangeBar(datum)),
      m_grade(datum.reading().grade), m_unknown(datum.reading().unknown) {
    const QuantityText value = valueParts(lookups.part, datum.property, datum.reading());
    m_number = QString::fromStdString(value.number);
    m_unit = QString::fromStdString(value.unit);
    m_tip = sourceTip(datum, datum.chosen, lookups);
    m_spoken = QStringLiteral("%1: %2").arg(m_title, joinedText(value));
    if (!hints().isEmpty()) m_spoken += QStringLiteral(", ") + hints();
    m_spoken += tr(", grade %1, %2")
                    .arg(QLatin1Char(static_cast<char>(m_grade)))
                    .arg(sourceName(lookups.source, datum.reading().source));
    setObjectName(QStringLiteral("line.") + fromView(info(m_property).id));
    setAccessibleName(m_spoken);
    setFocusPolicy(Qt::ClickFocus);
    setAttribute(Qt::WA_Hover);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

void SheetLine::setOpen(bool open) {
    if (open == m_open) return;
    m_open = open;
    setAccessibleDescription(open ? tr("Readings shown") : QString());
    update();
}

QString SheetLine::value() const { return m_unit.isEmpty() ? m_number : m_number + u' ' + m_unit; }

QString SheetLine::hints() const {
    return m_range.isEmpty() || m_condition.isEmpty()
               ? m_range + m_condition
               : m_range + QStringLiteral(", ") + m_condition;
}

SheetLine::Places SheetLine::place(int width) const {
    Places p = width < wideSheetFrom ? placeNarrow(width) : placeWide(width);
    p.chevron = QRect(sheetMargin - 2, pad, 12, sheetRow);
    p.grade = QRect(width - sheetMargin - gradeSize, pad, gradeSize, gradeSize);
    p.height = std::max(p.height, sheetRow + 2 * pad);
    return p;
}

/// Title and value in one row; below them how far it may lie beside a bar, then what it is of.
SheetLine::Places SheetLine::placeNarrow(int width) const {
    constexpr int barWidth = 80;
    Places p;
    const int right = width - sheetMargin - gradeSize - 8, room = right - indent;
    const int valueWidth = QFontMetrics(valueFont()).horizontalAdvance(value()) + 2;
    const int titleWidth = QFontMetrics(lineTitleFont()).horizontalAdvance(m_title) + 2;
    p.wrapped = titleWidth + sheetMargin + valueWidth > room && valueWidth > room * 3 / 5;
    const int titleRoom = p.wrapped ? room : room - valueWidth - sheetMargin;
    const int titleHeight = std::max(sheetRow, wrappedHeight(lineTitleFont(), m_title, titleRoom));
    p.title = QRect(indent, pad, titleRoom, titleHeight);
    int y = pad + titleHeight;
    if (p.wrapped) {
        p.value =
            QRect(indent, y, room, std::max(sheetRow, wrappedHeight(valueFont(), value(), room)));
        y += p.value.height();
    } else {
        p.value = QRect(right - valueWidth, pad, valueWidth, sheetRow);
    }
    const bool both = m_bar && !m_range.isEmpty();
    p.hintText = both ? m_range : hints();
    p.moreText = both ? m_condition : QString();
    if (m_bar || !p.hintText.isEmpty()) {
        const int hintRoom = m_bar ? room - barWidth - sheetMargin : room;
        const int hintHeight = wrappedHeight(hintFont(), p.hintText, hintRoom);
        p.hints = QRect(indent, y, hintRoom, hintHeight);
        if (m_bar) p.bar = QRect(right - barWidth, y, barWidth, 14);
        y += std::max(hintHeight, m_bar ? 14 : 0);
    }
    p.more = QRect(indent, y, room, wrappedHeight(hintFont(), p.moreText, room));
    p.height = y + p.more.height() + pad;
    return p;
}

/// Columns: title, value, bar, words. Text runs over the columns of value, bar and words.
SheetLine::Places SheetLine::placeWide(int width) const {
    constexpr int valueColumn = 116, gap = 12;
    const int barColumn = width < 800 ? 88 : 120;
    Places p;
    const int right = width - sheetMargin - gradeSize - 8;
    const int titleRoom = std::clamp(width * 27 / 100, 150, 260);
    const int valueLeft = indent + titleRoom + gap, barLeft = valueLeft + valueColumn + gap,
              hintLeft = barLeft + barColumn + gap;
    const int titleHeight = std::max(sheetRow, wrappedHeight(lineTitleFont(), m_title, titleRoom));
    p.title = QRect(indent, pad, titleRoom, titleHeight);
    p.hintText = hints();
    const Shape shape = info(m_property).shape;
    const bool isText = shape == Shape::Text || shape == Shape::Reference;
    int y = pad;
    if (isText || QFontMetrics(valueFont()).horizontalAdvance(value()) > valueColumn) {
        p.wrapped = true;
        const int room = right - valueLeft;
        p.value = QRect(valueLeft, pad, room,
                        std::max(sheetRow, wrappedHeight(valueFont(), value(), room)));
        y += p.value.height();
        const int hintRoom = m_bar ? room - barColumn - gap : room;
        p.hints =
            QRect(right - hintRoom, y, hintRoom, wrappedHeight(hintFont(), p.hintText, hintRoom));
        if (m_bar) p.bar = QRect(valueLeft, y, barColumn, 14);
        y += std::max(p.hints.height(), m_bar ? 14 : 0);
    } else {
        p.value = QRect(valueLeft, pad, valueColumn, sheetRow);
        if (m_bar) p.bar = QRect(barLeft, pad + 2, barColumn, 14);
        const int hintRoom = right - hintLeft;
        p.hints = QRect(hintLeft, pad + 1, hintRoom,
                        std::max(sheetRow, wrappedHeight(hintFont(), p.hintText, hintRoom)));
        y += p.hints.height();
    }
    p.height = std::max(y, pad + titleHeight) + pad;
    return p;
}

void SheetLine::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    const Places p = place(width());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing, true);
    if (underMouse() || hasFocus()) {
        painter.setPen(hasFocus() ? QPen(theme.accent, 1) : QPen(Qt::NoPen));
        painter.setBrush(mixed(theme.panel, theme.accent, 0.07));
        painter.drawRoundedRect(QRectF(rect()).adjusted(4.5, 0.5, -4.5, -0.5), 4, 4);
    }
    painter.setPen(QPen(theme.faint, 1.5));
    painter.setBrush(Qt::NoBrush);
    const QPointF c = QRectF(p.chevron).center();
    painter.drawPolyline(
        m_open ? QPolygonF({c + QPointF(-4, -2), c + QPointF(0, 2), c + QPointF(4, -2)})
               : QPolygonF({c + QPointF(-2, -4), c + QPointF(2, 0), c + QPointF(-2, 4)}));
    painter.setFont(lineTitleFont());
    painter.setPen(theme.text);
    painter.drawText(p.title, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, m_title);
    painter.setFont(valueFont());
    painter.setPen(m_unknown ? theme.faint : theme.text);
    if (p.wrapped) {
        painter.drawText(p.value, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextWordWrap, value());
    } else {
        const int unit =
            m_unit.isEmpty()
                ? 0
                : painter.fontMetrics().horizontalAdvance(QStringLiteral(" ") + m_unit);
        painter.drawText(p.value.adjusted(0, 0, -unit, 0), Qt::AlignRight | Qt::AlignVCenter,
                         m_number);
        painter.setPen(theme.faint);
        painter.drawText(p.value, Qt::AlignRight | Qt::AlignVCenter, m_unit);
    }
    painter.setFont(hintFont());
    painter.setPen(theme.faint);
    painter.drawText(p.hints, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, p.hintText);
    painter.drawText(p.more, Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap, p.moreText);
    if (m_bar) paintRangeBar(painter, p.bar, *m_bar, theme);
    paintGrade(painter, p.grade, QLatin1Char(static_cast<char>(m_grade)), theme);
}

bool SheetLine::event(QEvent* event) {
    switch (event->type()) {
    case QEvent::ToolTip: {
        const auto* help = static_cast<QHelpEvent*>(event);
        const bool grade = place(width()).grade.adjusted(-4, -4, 4, 4).contains(help->pos());
        QToolTip::showText(help->globalPos(),
                           grade ? tr("Grade %1").arg(gradeWords(m_grade)) : m_tip, this);
        return true;
    }
    case QEvent::ShortcutOverride: {
        // These keys are the line's, not the window's, which would act on the plan.
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool plain = (key->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
        for (const int own : {Qt::Key_Up, Qt::Key_Down, Qt::Key_Left, Qt::Key_Right, Qt::Key_Home,
                              Qt::Key_End, Qt::Key_Return, Qt::Key_Enter, Qt::Key_Space})
            if (plain && key->key() == own) event->accept();
        if (key->matches(QKeySequence::Copy)) event->accept();
        return true;
    }
    default:
        return QWidget::event(event);
    }
}

void SheetLine::mouseReleaseEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        Q_EMIT openWanted(!m_open);
}

void SheetLine::keyPressEvent(QKeyEvent* event) {
    constexpr int allTheWay = 10000;
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(m_spoken);
        return;
    }
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return Q_EMIT openWanted(!m_open);
    case Qt::Key_Right:
        return Q_EMIT openWanted(true);
    case Qt::Key_Left:
        return Q_EMIT openWanted(false);
    case Qt::Key_Up:
        return Q_EMIT moveWanted(-1);
    case Qt::Key_Down:
        return Q_EMIT moveWanted(1);
    case Qt::Key_Home:
        return Q_EMIT moveWanted(-allTheWay);
    case Qt::Key_End:
        return Q_EMIT moveWanted(allTheWay);
    default:
        QWidget::keyPressEvent(event);
    }
}

void SheetLine::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void SheetLine::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    update();
}

GradeMark::GradeMark(Grade grade, QWidget* parent) : QWidget(parent), m_grade(grade) {
    setFixedSize(sizeHint());
    setToolTip(tr("Grade %1").arg(gradeWords(grade)));
    setAccessibleName(toolTip());
}

void GradeMark::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    paintGrade(painter, rect(), QLatin1Char(static_cast<char>(m_grade)), Theme::current());
}

}  // namespace hallwright
