#include "views/catalog/part_scatter.h"

#include "views/catalog/part_scatter_canvas.h"
#include "views/catalog/part_words.h"
#include "views/catalog/sheet_content.h"
#include "views/catalog/sheet_parts.h"
#include "views/reading_text.h"
#include "views/theme.h"
#include "views/units.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <algorithm>
#include <array>
#include <cmath>

namespace hallwright {

namespace {

/// What is looked at first, as far as the parts give it.
constexpr Property firstAcross[] = {Property::powerTdp, Property::coolingCapacity,
                                    Property::ratingPower, Property::linkSpeed};
constexpr Property firstUp[] = {Property::fp4Dense, Property::mass, Property::price};

/// In the middle of a sentence: "price", but "GPU packages".
QString midSentence(QString title) {
    if (title.size() > 1 && title[1].isLower()) title[0] = title[0].toLower();
    return title;
}

std::optional<Range> rangeIn(const Part& part, Property property) {
    const Datum* datum = part.find(property);
    const std::optional<Range> range = datum ? rangeOf(*datum) : std::nullopt;
    return range && range->low < range->high ? range : std::nullopt;
}

}  // namespace

PartScatter::PartScatter(std::shared_ptr<const Catalog> catalog, QWidget* parent)
    : QWidget(parent), m_catalog(std::move(catalog)), m_canvas(new PartScatterCanvas(this)),
      m_empty(new QLabel(this)), m_missing(new QLabel(this)), m_pages(new QStackedWidget(this)) {
    setObjectName("partScatter");
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(12, 8, 12, 8);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    makeSide(m_y, tr("Up"), QStringLiteral("scatterY"), *grid, 0);
    makeSide(m_x, tr("Across"), QStringLiteral("scatterX"), *grid, 1);
    m_empty->setObjectName("scatterEmpty");
    m_empty->setTextFormat(Qt::RichText);
    m_empty->setWordWrap(true);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignHCenter);
    m_empty->setContentsMargins(24, 32, 24, 24);
    m_missing->setObjectName("scatterMissing");
    m_missing->setWordWrap(true);
    m_missing->setFont(textFont(12));
    m_pages->addWidget(m_canvas);
    m_pages->addWidget(m_empty);
    grid->addWidget(m_pages, 2, 0, 1, 3);
    grid->setRowStretch(2, 1);
    grid->addWidget(m_missing, 3, 0, 1, 3);
    QWidget* before = m_y.box;
    for (QWidget* next :
         std::initializer_list<QWidget*>{m_y.logarithmic, m_x.box, m_x.logarithmic, m_canvas}) {
        setTabOrder(before, next);
        before = next;
    }
    connect(m_canvas, &PartScatterCanvas::chosen, this, &PartScatter::partChosen);
    connect(&Units::shown(), &Units::changed, this, &PartScatter::draw);
}

void PartScatter::makeSide(Side& side, const QString& title, const QString& name, QGridLayout& grid,
                           int row) {
    auto* label = new QLabel(title, this);
    side.box = new QComboBox(this);
    side.box->setObjectName(name);
    side.box->setAccessibleName(title);
    side.box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    side.box->setMinimumContentsLength(10);
    side.box->setMaxVisibleItems(24);
    side.box->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    label->setBuddy(side.box);
    side.logarithmic = new QCheckBox(tr("Log"), this);
    side.logarithmic->setObjectName(name + QStringLiteral("Log"));
    side.logarithmic->setToolTip(tr("Each step is ten times the one before"));
    side.logarithmic->setAccessibleName(tr("%1: logarithmic").arg(title));
    grid.addWidget(label, row, 0);
    grid.addWidget(side.box, row, 1);
    grid.addWidget(side.logarithmic, row, 2);
    connect(side.box, &QComboBox::currentIndexChanged, this, [this, &side] {
        side.wanted = static_cast<Property>(side.box->currentData().toInt());
        side.byHand = false;
        judgeScale(m_x);
        judgeScale(m_y);
        draw();
    });
    connect(side.logarithmic, &QCheckBox::toggled, this, [this, &side] {
        side.byHand = true;
        draw();
    });
}

void PartScatter::setCatalog(std::shared_ptr<const Catalog> catalog) {
    m_catalog = std::move(catalog);
    draw();
}

void PartScatter::setParts(std::vector<PartPtr> parts) {
    if (parts == m_parts) return;
    m_parts = std::move(parts);
    m_stale = true;
    if (isVisible()) offer();
}

void PartScatter::setAxes(Property x, Property y) {
    m_x.wanted = x;
    m_y.wanted = y;
    m_stale = true;
    if (isVisible()) offer();
}

void PartScatter::choosePart(const QString& id) { m_canvas->choose(id); }

void PartScatter::fillBox(Side& side, const std::vector<Property>& offered, Property otherwise) {
    const QSignalBlocker quiet(side.box);
    side.box->clear();
    for (const Property property : offered) {
        const QString title = sheetTitle(property);
        const bool twice = std::any_of(offered.begin(), offered.end(), [&](Property other) {
            return other != property && sheetTitle(other) == title;
        });
        side.box->addItem(twice ? QStringLiteral("%1 (%2)").arg(title, fromView(info(property).id))
                                : title,
                          static_cast<int>(property));
        side.box->setItemData(side.box->count() - 1,
                              QStringLiteral("%1 (%2)").arg(sectionTitle(sectionRank(property)),
                                                            fromView(info(property).id)),
                              Qt::ToolTipRole);
    }
    const bool given = std::find(offered.begin(), offered.end(), side.wanted) != offered.end();
    side.box->setCurrentIndex(
        side.box->findData(static_cast<int>(given ? side.wanted : otherwise)));
}

/// Offers the numbers that at least two of the parts give. What was wanted before is kept in mind
/// while the parts do not give it.
void PartScatter::offer() {
    m_stale = false;
    std::array<int, propertyCount> given{};
    for (const PartPtr& part : m_parts)
        for (const Datum& datum : part->data)
            if (info(datum.property).shape == Shape::Number && part->number(datum.property))
                ++given[static_cast<std::size_t>(datum.property)];
    std::vector<Property> offered;
    for (const PropertyInfo& row : allProperties())
        if (given[static_cast<std::size_t>(row.property)] >= 2) offered.push_back(row.property);
    std::stable_sort(offered.begin(), offered.end(), [](Property a, Property b) {
        return std::pair(sectionRank(a), lineRank(a)) < std::pair(sectionRank(b), lineRank(b));
    });
    const auto best = [&](auto& wished, Property but) {
        Property most = Property::Count_;
        for (const Property property : offered)
            if (property != but &&
                (most == Property::Count_ ||
                 given[static_cast<std::size_t>(property)] > given[static_cast<std::size_t>(most)]))
                most = property;
        for (const Property property : wished)
            if (property != but &&
                2 * given[static_cast<std::size_t>(property)] > static_cast<int>(m_parts.size()))
                return property;
        return most;
    };
    const Property across = best(firstAcross, Property::Count_);
    fillBox(m_x, offered, across);
    fillBox(m_y, offered, best(firstUp, static_cast<Property>(m_x.box->currentData().toInt())));
    judgeScale(m_x);
    judgeScale(m_y);
    draw();
}

/// What spans more than two orders of magnitude is legible on a logarithmic axis only.
void PartScatter::judgeScale(Side& side) {
    if (side.byHand || m_x.box->count() == 0 || m_y.box->count() == 0) return;
    const auto property = static_cast<Property>(side.box->currentData().toInt());
    const auto across = static_cast<Property>(m_x.box->currentData().toInt()),
               up = static_cast<Property>(m_y.box->currentData().toInt());
    double low = HUGE_VAL, high = 0.0;
    for (const PartPtr& part : m_parts)
        // Only what is drawn counts: parts that give both numbers.
        if (const std::optional<double> value = part->number(property);
            value && part->number(across) && part->number(up)) {
            low = std::min(low, *value);
            high = std::max(high, *value);
        }
    constexpr double manyTimes = 100.0;
    const QSignalBlocker quiet(side.logarithmic);
    side.logarithmic->setChecked(low > 0.0 && high > manyTimes * low);
}

void PartScatter::draw() {
    if (m_stale) return;
    const bool possible = m_x.box->count() > 0 && m_y.box->count() > 0;
    for (const Side* side : {&m_x, &m_y}) {
        side->box->setEnabled(possible);
        side->logarithmic->setEnabled(possible);
    }
    m_empty->setText(
        m_parts.empty()
            ? tr("<p>No parts to show.</p>") +
                  quietHtml(tr("Lift a filter of the list: the chart shows the parts that stand in "
                               "it."))
            : tr("<p>No number that two of these parts give.</p>") +
                  quietHtml(tr("Show more parts in the list to have something to compare.")));
    m_pages->setCurrentIndex(possible ? 0 : 1);
    m_missing->setVisible(possible);
    if (!possible) return;
    const auto x = static_cast<Property>(m_x.box->currentData().toInt()),
               y = static_cast<Property>(m_y.box->currentData().toInt());
    const bool logX = m_x.logarithmic->isChecked(), logY = m_y.logarithmic->isChecked();
    std::vector<ScatterPoint> points;
    int withoutX = 0, withoutY = 0, notAbove = 0;
    for (const PartPtr& part : m_parts) {
        const std::optional<double> across = part->number(x), up = part->number(y);
        withoutX += !across;
        withoutY += !up && x != y;
        if (!across || !up) continue;
        if ((logX && !(*across > 0.0)) || (logY && !(*up > 0.0))) {
            ++notAbove;
            continue;
        }
        points.push_back({part, *across, *up, rangeIn(*part, x), rangeIn(*part, y)});
    }
    QStringList missing{points.size() == 1 ? tr("1 part shown")
                                           : tr("%L1 parts shown").arg(points.size())};
    const auto tell = [&](int count, Property property) {
        const QString title = midSentence(sheetTitle(property));
        if (count == 1) missing += tr("1 part gives no %1").arg(title);
        if (count > 1) missing += tr("%L1 parts give no %2").arg(count).arg(title);
    };
    tell(withoutX, x);
    tell(withoutY, y);
    if (notAbove > 0)
        missing +=
            tr("%L1 at zero or below, where a logarithmic axis does not reach").arg(notAbove);
    m_missing->setText(quietHtml(missing.join(QStringLiteral("; "))));
    m_canvas->show(std::move(points), {sheetTitle(x), info(x).dimension, logX},
                   {sheetTitle(y), info(y).dimension, logY},
                   [this, x, y](const Part& part) { return tipOf(part, x, y); });
}

QString PartScatter::tipOf(const Part& part, Property x, Property y) const {
    const PartLookups lookups = lookupsOf(m_catalog);
    QString tip =
        QStringLiteral("<b>%1</b>").arg(QString::fromStdString(part.name).toHtmlEscaped());
    for (const Property property : {x, y}) {
        const Datum* datum = part.find(property);
        if (!datum) continue;
        QString line = QStringLiteral("%1: %2").arg(
            sheetTitle(property), joinedText(valueParts(lookups.part, property, datum->reading())));
        if (const QString range = rangeText(*datum); !range.isEmpty())
            line += QStringLiteral(" (%1)").arg(range);
        line += tr(", grade %1, %2")
                    .arg(QLatin1Char(static_cast<char>(datum->reading().grade)))
                    .arg(sourceName(lookups.source, datum->reading().source));
        tip += QStringLiteral("<br>") + line.toHtmlEscaped();
    }
    return tip;
}

/// Colours of words stand in their making.
void PartScatter::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_pages) draw();
}

void PartScatter::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    if (m_stale) offer();
}

}  // namespace hallwright
