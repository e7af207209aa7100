#include "views/assistant/part_box.h"

#include "model/base/text.h"
#include "views/units.h"

#include <QAbstractItemView>

#include <algorithm>

namespace hallwright {

namespace {

void addFigure(QStringList& words, const Part& part, Property property, const char* text = "%1") {
    if (const std::optional<double> number = part.number(property))
        words += QString::fromUtf8(text).arg(shownText({*number, info(property).dimension}));
}

/// "144 × 800 Gb/s".
void addPorts(QStringList& words, const Part& part) {
    const std::optional<double> cages = part.number(Property::switchCages);
    const std::optional<double> speed = part.number(Property::portSpeed);
    if (!cages || !speed) return;
    const double ports = *cages * part.number(Property::portsPerCage).value_or(1.0);
    words += QStringLiteral("%1\u00a0×\u00a0%2")
                 .arg(qRound(ports))
                 .arg(shownText({*speed, Dimension::DataRate}));
}

}  // namespace

QString partLine(const Part& part) {
    QStringList words{QString::fromStdString(part.name.empty() ? part.id : part.name)};
    switch (part.kind) {
    case Kind::Cdu:
        addFigure(words, part, Property::coolingCapacity);
        addFigure(words, part, Property::ratedFlow);
        break;
    case Kind::PowerSidecar:
        addFigure(words, part, Property::ratingPower);
        addFigure(words, part, Property::mass);
        break;
    case Kind::Switch:
        addPorts(words, part);
        if (part.text(Property::switchOptics) == "cpo") words += PartBox::tr("co-packaged");
        addFigure(words, part, Property::powerTdp);
        break;
    case Kind::Climate:
        addFigure(words, part, Property::designDryBulb, "%1 dry");
        addFigure(words, part, Property::designWetBulb, "%1 wet");
        break;
    case Kind::Tariff:
        addFigure(words, part, Property::energyPrice);
        addFigure(words, part, Property::carbonIntensity);
        break;
    case Kind::Fluid:
        break;
    default:
        addFigure(words, part, Property::powerTdp);
        addFigure(words, part, Property::mass);
    }
    return words.join(QStringLiteral(" · "));
}

PartBox::PartBox(std::shared_ptr<const Catalog> catalog, std::vector<Kind> kinds, QWidget* parent)
    : QComboBox(parent), m_catalog(std::move(catalog)), m_kinds(std::move(kinds)) {
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(16);
    setMaxVisibleItems(16);
    fill();
    connect(this, &QComboBox::activated, this, &PartBox::chosen);
    connect(this, &QComboBox::currentTextChanged, this, &QWidget::setToolTip);
    connect(&Units::shown(), &Units::changed, this, [this] {
        for (int i = 0; i < count(); ++i)
            if (const PartPtr part = m_catalog->find(itemData(i).toString().toStdString()))
                setItemText(i, partLine(*part));
    });
}

void PartBox::fill() {
    std::vector<PartPtr> parts;
    for (const auto& [id, part] : m_catalog->parts())
        if (std::find(m_kinds.begin(), m_kinds.end(), part->kind) != m_kinds.end())
            parts.push_back(part);
    std::stable_sort(parts.begin(), parts.end(), [](const PartPtr& a, const PartPtr& b) {
        return lowered(a->name) < lowered(b->name);
    });
    for (const PartPtr& part : parts)
        addItem(partLine(*part), QString::fromStdString(part->id));
}

void PartBox::addWord(const QString& text, const std::string& word) {
    int at = 0;
    while (at < count() && !m_catalog->find(itemData(at).toString().toStdString()))
        ++at;
    insertItem(at, text, QString::fromStdString(word));
}

void PartBox::setPart(const std::string& written) {
    int at = findData(QString::fromStdString(written));
    if (at < 0)
        for (const PartPtr& part : m_catalog->search(written)) {
            const int found = findData(QString::fromStdString(part->id));
            if (at < 0) at = found;
        }
    if (at < 0) {
        addItem(tr("%1 (not in the catalog)").arg(QString::fromStdString(written)),
                QString::fromStdString(written));
        at = count() - 1;
    }
    setCurrentIndex(at);
    setToolTip(currentText());
}

std::string PartBox::part() const { return currentData().toString().toStdString(); }

}  // namespace hallwright
