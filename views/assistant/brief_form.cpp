#include "views/assistant/brief_form.h"

#include "views/theme.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QEvent>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QSpinBox>
#include <QToolButton>

#include <algorithm>

namespace hallwright {

namespace {

constexpr int labelWidth = 148;
constexpr int fieldWidth = 150;  // of a number

QString shown(const std::string& text) { return QString::fromStdString(text); }

}  // namespace

BriefForm::BriefForm(BriefModel& model, std::shared_ptr<const Catalog> catalog, QWidget* parent)
    : QWidget(parent), m_model(model), m_catalog(std::move(catalog)),
      m_grid(new QGridLayout(this)) {
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    m_grid->setColumnMinimumWidth(0, labelWidth);
    m_grid->setColumnStretch(1, 1);
    connect(&m_model, &BriefModel::replaced, this, &BriefForm::refresh);
    connect(&m_model, &BriefModel::changed, this, &BriefForm::refresh);
}

void BriefForm::heading(const QString& title) {
    auto* label = new QLabel(title);
    QFont font = label->font();
    font.setWeight(QFont::DemiBold);
    label->setFont(font);
    label->setContentsMargins(0, m_grid->rowCount() > 1 ? 16 : 0, 0, 2);
    m_grid->addWidget(label, m_grid->rowCount(), 0, 1, 2);
}

BriefForm::Field& BriefForm::add(const Row& row, QWidget* input, QWidget* focus, bool wide) {
    auto* label = new QLabel(row.label);
    label->setBuddy(focus);
    label->setWordWrap(true);
    label->setFixedWidth(labelWidth);
    focus->setAccessibleName(QString(row.label).remove(u'&'));
    focus->installEventFilter(this);
    focus->setFocusPolicy(Qt::StrongFocus);
    const int at = m_grid->rowCount();
    m_grid->addWidget(label, at, 0, Qt::AlignLeft | Qt::AlignVCenter);
    if (!wide) input->setMaximumWidth(fieldWidth);
    m_grid->addWidget(input, at, 1, wide ? Qt::Alignment() : Qt::AlignLeft);
    Field field;
    field.title = QString(row.label).remove(u'&');
    field.row = input;
    field.label = label;
    field.input = focus;
    field.folded = m_fold != nullptr;
    if (!row.hint.isEmpty()) {
        auto* hint = new QLabel(row.hint);
        hint->setWordWrap(true);
        hint->setForegroundRole(QPalette::PlaceholderText);
        QFont small = hint->font();
        small.setPixelSize(12);
        hint->setFont(small);
        hint->setContentsMargins(0, 0, 0, 6);
        focus->setAccessibleDescription(row.hint);
        m_grid->addWidget(hint, at + 1, 1);
        field.hint = hint;
    }
    m_order.push_back(row.key);
    return m_fields[row.key] = field;
}

void BriefForm::text(const Row& row, Get<std::string> get, Set<std::string> set) {
    auto* edit = new QLineEdit;
    edit->setMaxLength(200);
    add(row, edit, edit).show = [edit, get](const Brief& brief) {
        if (edit->hasFocus() && edit->isModified()) return;  // it is being typed
        if (edit->text() != shown(get(brief))) edit->setText(shown(get(brief)));
    };
    connect(edit, &QLineEdit::editingFinished, this,
            [this, edit, get] { edit->setText(shown(get(m_model.brief()))); });
    connect(edit, &QLineEdit::textEdited, this, [this, set](const QString& typed) {
        m_model.change([&](Brief& brief) { set(brief, typed.trimmed().toStdString()); });
    });
}

void BriefForm::bind(QuantityEdit* edit) {
    connect(edit, &QuantityEdit::refused, this, [this, edit](const QString& why) {
        m_refused[edit] = why;
        Q_EMIT readabilityChanged();
    });
    // Text that changed may be good again; it is judged when it is entered.
    connect(edit, &QLineEdit::textChanged, this, [this, edit] {
        if (m_refused.erase(edit) > 0) Q_EMIT readabilityChanged();
    });
}

void BriefForm::quantity(const Row& row, Dimension dimension, Get<double> get, Set<double> set) {
    auto* edit = new QuantityEdit(dimension);
    bind(edit);
    add(row, edit, edit, false).show = [this, edit, get, dimension](const Brief& brief) {
        if (!m_refused.contains(edit)) edit->setValue({get(brief), dimension});
    };
    connect(edit, &QuantityEdit::edited, this, [this, set](Value value) {
        m_model.change([&](Brief& brief) { set(brief, value.si); });
    });
}

void BriefForm::length(const Row& row, Get<Millimetres> get, Set<Millimetres> set) {
    auto* edit = new QuantityEdit(Dimension::Length);
    bind(edit);
    add(row, edit, edit, false).show = [this, edit, get](const Brief& brief) {
        if (!m_refused.contains(edit)) edit->setLength(get(brief));
    };
    connect(edit, &QuantityEdit::edited, this, [this, set](Value value) {
        constexpr double most = 1e6;  // m; whole millimetres go no further
        m_model.change([&](Brief& brief) {
            set(brief, Millimetres::fromMetres(std::clamp(value.si, -most, most)));
        });
    });
}

void BriefForm::optionalQuantity(const Row& row, const QString& check, Dimension dimension,
                                 Get<std::optional<double>> get, Set<std::optional<double>> set,
                                 Get<double> first) {
    auto* line = new QWidget;
    auto* box = new QHBoxLayout(line);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(8);
    auto* given = new QCheckBox(check);
    auto* edit = new QuantityEdit(dimension);
    edit->setFixedWidth(fieldWidth);
    edit->setAccessibleName(QString(row.label).remove(u'&'));
    bind(edit);
    box->addWidget(given);
    box->addWidget(edit);
    box->addStretch(1);
    add(row, line, given).show = [this, edit, given, get, first, dimension](const Brief& brief) {
        const std::optional<double> value = get(brief);
        given->setChecked(value.has_value());
        edit->setVisible(value.has_value());
        if (!m_refused.contains(edit)) edit->setValue({value ? *value : first(brief), dimension});
    };
    connect(given, &QCheckBox::toggled, this, [this, edit, set](bool on) {
        edit->setVisible(on);
        if (m_refreshing) return;
        m_model.change(
            [&](Brief& brief) { set(brief, on ? std::optional(edit->value().si) : std::nullopt); });
    });
    connect(edit, &QuantityEdit::edited, this, [this, set](Value value) {
        m_model.change([&](Brief& brief) { set(brief, value.si); });
    });
}

void BriefForm::whole(const Row& row, int least, int most, const QString& leastWord, Get<int> get,
                      Set<int> set) {
    auto* spin = new QSpinBox;
    spin->setRange(least, most);
    spin->setGroupSeparatorShown(true);
    if (!leastWord.isEmpty()) spin->setSpecialValueText(leastWord);
    add(row, spin, spin, false).show = [spin, get](const Brief& brief) {
        spin->setValue(get(brief));
    };
    if (!leastWord.isEmpty()) spin->setMaximumWidth(2 * fieldWidth);
    connect(spin, &QSpinBox::valueChanged, this, [this, set](int value) {
        if (!m_refreshing) m_model.change([&](Brief& brief) { set(brief, value); });
    });
}

void BriefForm::ratio(const Row& row, double least, double most, Get<double> get, Set<double> set) {
    auto* spin = new QDoubleSpinBox;
    spin->setRange(least, most);
    spin->setDecimals(3);
    spin->setSingleStep(0.5);
    add(row, spin, spin, false).show = [spin, get](const Brief& brief) {
        spin->setValue(get(brief));
    };
    connect(spin, &QDoubleSpinBox::valueChanged, this, [this, set](double value) {
        if (!m_refreshing) m_model.change([&](Brief& brief) { set(brief, value); });
    });
}

void BriefForm::flag(const Row& row, const QString& words, Get<bool> get, Set<bool> set) {
    auto* box = new QCheckBox(words);
    add(row, box, box).show = [box, get](const Brief& brief) { box->setChecked(get(brief)); };
    connect(box, &QCheckBox::toggled, this, [this, set](bool on) {
        if (!m_refreshing) m_model.change([&](Brief& brief) { set(brief, on); });
    });
}

void BriefForm::choice(const Row& row, const QStringList& choices, Get<int> get, Set<int> set) {
    auto* box = new QComboBox;
    box->addItems(choices);
    add(row, box, box).show = [box, get](const Brief& brief) { box->setCurrentIndex(get(brief)); };
    connect(box, &QComboBox::activated, this,
            [this, set](int at) { m_model.change([&](Brief& brief) { set(brief, at); }); });
}

void BriefForm::part(const Row& row, std::vector<Kind> kinds,
                     const std::vector<std::pair<QString, std::string>>& words,
                     Get<std::string> get, Set<std::string> set) {
    auto* box = new PartBox(m_catalog, std::move(kinds));
    for (const auto& [text, word] : words)
        box->addWord(text, word);
    add(row, box, box).show = [box, get](const Brief& brief) { box->setPart(get(brief)); };
    connect(box, &PartBox::chosen, this,
            [this, box, set] { m_model.change([&](Brief& brief) { set(brief, box->part()); }); });
}

void BriefForm::fold(const QString& title, std::function<bool(const Brief&)> used) {
    m_fold = new QToolButton;
    m_fold->setText(title);
    m_fold->setCheckable(true);
    m_fold->setAutoRaise(true);
    m_fold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_fold->setArrowType(Qt::RightArrow);
    m_fold->setFocusPolicy(Qt::StrongFocus);
    m_foldUsed = std::move(used);
    m_grid->addWidget(m_fold, m_grid->rowCount(), 0, 1, 2, Qt::AlignLeft);
    connect(m_fold, &QToolButton::toggled, this, [this](bool open) {
        m_fold->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        showRows();
    });
}

void BriefForm::onlyWhile(std::function<bool(const Brief&)> holds) {
    m_fields[m_order.back()].holds = std::move(holds);
}

void BriefForm::refresh() {
    m_refreshing = true;
    if (m_fold && m_foldUsed(m_model.brief())) m_fold->setChecked(true);
    for (const BriefKey& key : m_order)
        m_fields[key].show(m_model.brief());
    m_refreshing = false;
    showRows();
}

void BriefForm::showRows() {
    for (auto& [key, field] : m_fields) {
        const bool open = !field.folded || m_fold->isChecked();
        const bool seen = open && (!field.holds || field.holds(m_model.brief()));
        field.row->setVisible(seen);
        field.label->setVisible(seen);
        if (field.hint) field.hint->setVisible(seen);
    }
}

QWidget* BriefForm::field(const BriefKey& key) const {
    const auto found = m_fields.find(key);
    return found == m_fields.end() ? nullptr : found->second.input;
}

void BriefForm::focus(const BriefKey& key) {
    const auto found = m_fields.find(key);
    if (found == m_fields.end()) return;
    if (found->second.folded) m_fold->setChecked(true);
    found->second.input->setFocus(Qt::ShortcutFocusReason);
    if (auto* line = qobject_cast<QLineEdit*>(found->second.input)) line->selectAll();
}

void BriefForm::focusFirst() {
    if (!m_order.empty()) focus(m_order.front());
}

QString BriefForm::labelOf(const BriefKey& key) const {
    const auto found = m_fields.find(key);
    return found == m_fields.end() ? QString() : found->second.title;
}

QWidget* BriefForm::unreadable(QString* why) const {
    if (m_refused.empty()) return nullptr;
    const auto& [edit, sentence] = *m_refused.begin();
    if (why) *why = sentence;
    return edit;
}

/// The wheel scrolls the page; a field takes it only while it has the focus.
bool BriefForm::eventFilter(QObject* object, QEvent* event) {
    auto* widget = qobject_cast<QWidget*>(object);
    if (event->type() == QEvent::Wheel && widget && !widget->hasFocus()) {
        event->ignore();
        return true;
    }
    if (event->type() == QEvent::FocusIn && widget)
        for (QWidget* up = parentWidget(); up; up = up->parentWidget())
            if (auto* area = qobject_cast<QScrollArea*>(up)) area->ensureWidgetVisible(widget);
    return QWidget::eventFilter(object, event);
}

}  // namespace hallwright
