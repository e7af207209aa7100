#include "views/quantity_edit.h"

#include "model/units/quantity_text.h"
#include "views/theme.h"
#include "views/units.h"

#include <QKeyEvent>

#include <cmath>

namespace hallwright {

QuantityEdit::QuantityEdit(Dimension dimension, QWidget* parent)
    : QLineEdit(parent), m_dimension(dimension) {
    setFont(tabularFont());
    setAlignment(Qt::AlignRight);
    connect(this, &QLineEdit::editingFinished, this, &QuantityEdit::accept);
    connect(&Units::shown(), &Units::changed, this, [this] {
        if (!isModified()) showValue();
    });
}

void QuantityEdit::setValue(Value value) {
    m_value = value;
    m_millimetres = false;
    m_several = false;
    showValue();
}

void QuantityEdit::setSeveral() {
    m_several = true;
    showValue();
}

void QuantityEdit::setLength(Millimetres length) {
    m_value = {length.metres(), Dimension::Length};
    m_millimetres = true;
    m_several = false;
    showValue();
}

void QuantityEdit::showValue() {
    m_shown = m_millimetres ? QStringLiteral("%1\u00a0mm").arg(std::lround(m_value.si * 1000.0))
                            : shownText(m_value);
    const qsizetype space = m_shown.indexOf(QChar(0xa0));
    m_unit = space > 0 ? m_shown.mid(space + 1) : QString();
    if (m_several) m_shown.clear();
    setPlaceholderText(m_several ? tr("several") : QString());
    setText(m_shown);
    setModified(false);
    setToolTip({});
    setPalette({});
}

void QuantityEdit::accept() {
    const QString typed = text().trimmed();
    if (typed == m_shown) return;
    bool bare = false;
    typed.toDouble(&bare);
    const QString whole = bare && !m_unit.isEmpty() ? typed + u' ' + m_unit : typed;
    const Result<Value> read = parseQuantity(whole.toStdString(), m_dimension);
    if (!read) {
        QPalette marked = palette();
        marked.setColor(QPalette::Text, Theme::current().error);
        setPalette(marked);
        const QString why = QString::fromStdString(read.error().message);
        setToolTip(why);
        Q_EMIT refused(why);
        return;
    }
    m_value = *read;
    m_several = false;
    showValue();
    Q_EMIT edited(m_value);
}

void QuantityEdit::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape && isModified()) {
        showValue();
        selectAll();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

}  // namespace hallwright
