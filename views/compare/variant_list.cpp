#include "views/compare/variant_list.h"

#include "views/reading_text.h"
#include "views/theme.h"

#include <QCheckBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>

namespace hallwright {

namespace {

/// Where the words of a box begin, so that its sentence stands below them.
constexpr int underWords = 24;

}  // namespace

VariantList::VariantList(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    setObjectName("variantList");
    m_column->setContentsMargins(12, 8, 8, 12);
    m_column->setSpacing(0);
}

QLabel* VariantList::addLabel(const QString& words, bool heading) {
    auto* label = new QLabel(words, m_content);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setFont(heading ? textFont(12, true) : textFont(12));
    if (!heading) m_faint.push_back(label);
    return label;
}

void VariantList::build(const std::vector<VariantEntry>& entries) {
    // The old rows may be the sender of what asked for new ones.
    if (m_content) {
        m_content->hide();
        m_content->deleteLater();
    }
    m_rows.clear();
    m_faint.clear();
    m_content = new QWidget(this);
    m_column->addWidget(m_content);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(addLabel(tr("Set against"), true));
    m_hall = new QLabel(m_content);
    m_hall->setObjectName("comparedHall");
    m_hall->setWordWrap(true);
    m_hall->setTextFormat(Qt::PlainText);
    m_hall->setFont(textFont(13));
    column->addWidget(m_hall);
    const QString titles[] = {tr("The same hall with other optics"), tr("Kept with this hall"),
                              tr("Other files")};
    for (int from = 0; from < 3; ++from) {
        bool first = true;
        for (const VariantEntry& entry : entries) {
            if (static_cast<int>(entry.ref.from) != from) continue;
            if (first) {
                column->addSpacing(8);
                column->addWidget(addLabel(titles[from], true));
                first = false;
            }
            Row row;
            row.ref = entry.ref;
            row.box = new QCheckBox(m_content);
            // A long name is cut, never the column widened.
            row.box->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
            row.more = new QToolButton(m_content);
            row.more->setText(QStringLiteral("⋯"));
            row.more->setAutoRaise(true);
            row.more->setPopupMode(QToolButton::InstantPopup);
            auto* menu = new QMenu(row.more);
            const SideRef ref = entry.ref;
            if (ref.from != SideRef::From::Stored)
                menu->addAction(tr("Keep as Variant…"), this,
                                [this, ref] { Q_EMIT keepWanted(ref); });
            menu->addAction(tr("Open as Hall"), this, [this, ref] { Q_EMIT openWanted(ref); });
            if (ref.from == SideRef::From::Stored)
                menu->addAction(tr("Rename…"), this, [this, ref] { Q_EMIT renameWanted(ref); });
            if (ref.from != SideRef::From::Ready)
                menu->addAction(ref.from == SideRef::From::Stored ? tr("Remove")
                                                                  : tr("Take Off the List"),
                                this, [this, ref] { Q_EMIT removeWanted(ref); });
            row.more->setMenu(menu);
            connect(row.box, &QCheckBox::toggled, this,
                    [this, ref](bool on) { Q_EMIT ticked(ref, on); });
            auto* head = new QHBoxLayout;
            head->setContentsMargins(0, 0, 0, 0);
            head->setSpacing(4);
            head->addWidget(row.box, 1);
            head->addWidget(row.more);
            column->addLayout(head);
            row.note = addLabel({}, false);
            row.note->setContentsMargins(underWords, 0, 0, 4);
            column->addWidget(row.note);
            m_rows.push_back(row);
        }
    }
    m_hint =
        addLabel(tr("Keep a variant with the hall from the menu beside it (⋯); it then follows "
                    "what you change here."),
                 false);
    column->addSpacing(8);
    column->addWidget(m_hint);
    column->addStretch(1);
    showColours();
    m_built = true;
}

void VariantList::show(const QString& hall, const std::vector<VariantEntry>& entries,
                       const std::vector<SideRef>& ticked) {
    const bool same = m_built && std::equal(m_rows.begin(), m_rows.end(), entries.begin(),
                                            entries.end(), [](const Row& row, const auto& entry) {
                                                return row.ref == entry.ref;
                                            });
    if (!same) {
        const auto focused = std::find_if(m_rows.begin(), m_rows.end(), [](const Row& row) {
            return row.box->hasFocus() || row.more->hasFocus();
        });
        const std::optional<SideRef> kept =
            focused == m_rows.end() ? std::nullopt : std::optional(focused->ref);
        build(entries);
        if (kept)
            if (QCheckBox* next = box(*kept)) next->setFocus();
    }
    m_hall->setText(hall);
    // Only where a menu can be opened, and until somebody did.
    const auto stored = [](const VariantEntry& entry) {
        return entry.ref.from == SideRef::From::Stored;
    };
    const auto canBeKept = [](const VariantEntry& entry) {
        return entry.possible && entry.refused.isEmpty();
    };
    m_hint->setVisible(std::none_of(entries.begin(), entries.end(), stored) &&
                       std::any_of(entries.begin(), entries.end(), canBeKept));
    for (std::size_t i = 0; i < entries.size(); ++i) {
        const VariantEntry& entry = entries[i];
        Row& row = m_rows[i];
        const bool possible = entry.possible && entry.refused.isEmpty();
        const bool on = std::find(ticked.begin(), ticked.end(), entry.ref) != ticked.end();
        row.name = entry.name;
        row.box->setToolTip(plainTip(entry.name));
        row.box->setEnabled(possible);
        row.box->setAccessibleDescription(entry.refused.isEmpty() ? entry.note : entry.refused);
        {
            const QSignalBlocker quiet(row.box);
            row.box->setChecked(on && possible);
        }
        row.note->setText(entry.refused.isEmpty() ? entry.note : entry.refused);
        row.note->setVisible(!row.note->text().isEmpty());
        row.more->setAccessibleName(tr("More for %1").arg(entry.name));
        for (QAction* action : row.more->menu()->actions())
            action->setEnabled(entry.made || entry.ref.from != SideRef::From::Ready);
        row.more->setEnabled(entry.made || entry.ref.from != SideRef::From::Ready);
    }
    fitNames();
}

void VariantList::fitNames() {
    const int room = width() - 2 * underWords - 40;
    for (const Row& row : m_rows) {
        QString name = row.box->fontMetrics().elidedText(row.name, Qt::ElideRight, room);
        // An ampersand in a name is no key.
        row.box->setText(name.replace(u'&', QStringLiteral("&&")));
    }
}

void VariantList::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    fitNames();
}

QCheckBox* VariantList::box(const SideRef& ref) const {
    for (const Row& row : m_rows)
        if (row.ref == ref) return row.box;
    return nullptr;
}

QMenu* VariantList::menu(const SideRef& ref) const {
    for (const Row& row : m_rows)
        if (row.ref == ref) return row.more->menu();
    return nullptr;
}

void VariantList::showColours() {
    for (QLabel* label : m_faint) {
        QPalette faint = palette();
        faint.setColor(QPalette::WindowText, Theme::current().faint);
        faint.setColor(QPalette::Text, Theme::current().faint);
        if (label->palette() != faint) label->setPalette(faint);
    }
}

void VariantList::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_built) showColours();
}

}  // namespace hallwright
