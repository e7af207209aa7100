#pragma once

#include "model/stages/cabling.h"
#include "model/stages/fabric.h"
#include "model/stages/power.h"
#include "model/stages/stages.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace hallwright::test {

/// A hall made of parts that say just what a case needs, and one stage run on it with the columns
/// of the earlier stages set by hand: so a case tests its stage and nothing else.
class MadeHall {
public:
    using Numbers = std::vector<std::pair<Property, double>>;
    using Texts = std::vector<std::pair<Property, std::string>>;

    Hall hall;

    RawId next() { return m_next++; }

    PartId part(std::string id, Kind kind, const Numbers& numbers = {}, const Texts& texts = {}) {
        Part part;
        part.id = std::move(id);
        part.name = part.id;
        part.kind = kind;
        for (const auto& [property, number] : numbers) {
            Reading reading;
            if (std::isnan(number))
                reading.unknown = true;
            else
                reading.number = number;
            part.data.push_back({property, {reading}, 0});
        }
        for (const auto& [property, text] : texts) {
            Reading reading;
            reading.text = text;
            part.data.push_back({property, {reading}, 0});
        }
        std::sort(part.data.begin(), part.data.end(),
                  [](const Datum& a, const Datum& b) { return a.property < b.property; });
        return add(std::move(part));
    }
    PartId add(Part part) {
        const PartId id{next()};
        hall.parts.set(id, FrozenPart{std::make_shared<const Part>(std::move(part)), {}});
        return id;
    }

    /// Sets the one site row.
    void site(Site site) {
        if (!m_site) m_site = {next()};
        hall.sites.set(m_site, std::move(site));
    }
    template <typename T>
    Id<T> row(Table<T>& table, T value) {
        const Id<T> id{next()};
        table.set(id, std::move(value));
        return id;
    }

    /// Makes slots, rows and empty columns of the hall as it stands now.
    void prepare() {
        in = Slots(hall);
        rows = RowIndex(hall);
        out.reset(rows);
    }
    void run(void (*stage)(Pass&)) {
        Pass pass{hall, in, rows, changes, out, fabrics, cables, power, bill, hall.site().basis};
        stage(pass);
    }

    double value(Fig figure, RawId item = 0) const {
        return out.get(figure, static_cast<std::size_t>(rows.position(info(figure).scope, item)));
    }
    Status status(Fig figure, RawId item = 0) const {
        return out.status(figure,
                          static_cast<std::size_t>(rows.position(info(figure).scope, item)));
    }
    void set(Fig figure, RawId item, double number) {
        out.set(figure, static_cast<std::size_t>(rows.position(info(figure).scope, item)), number);
    }

    Slots in;
    RowIndex rows;
    Changes changes;
    Columns out;
    FabricPlans fabrics;
    CablePlans cables;
    PowerPlan power;
    std::vector<BillLine> bill;

private:
    RawId m_next = 1;
    Id<Site> m_site;
};

}  // namespace hallwright::test
