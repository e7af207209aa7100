#include "views/fabric/link_query.h"

#include "views/fabric/link_words.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <unordered_map>

namespace hallwright {

namespace {

constexpr std::size_t step = 1024;  // links between two looks at the clock and the cancel sign

/// Names of devices and racks are few and looked for once each; ports and labels are made for the
/// links that are still in question.
class Matcher {
public:
    Matcher(const Evaluation& evaluation, const QString& text)
        : m_words(evaluation), m_wanted(text.toLower().split(u' ', Qt::SkipEmptyParts)) {}

    bool any() const { return !m_wanted.empty(); }

    bool matches(const Link& link) {
        // A word that a name does not hold may still be in another column.
        const std::uint64_t all =
            m_wanted.size() >= 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << m_wanted.size()) - 1;
        std::uint64_t found = inDevice(link.lower, link.ref.fabric) |
                              inDevice(link.upper, link.ref.fabric) | inMedium(link);
        for (LinkColumn column : {LinkColumn::Fabric, LinkColumn::Tier, LinkColumn::FromPort,
                                  LinkColumn::ToPort, LinkColumn::Label}) {
            if (found == all) return true;
            found |= foundIn(m_words.words(link, column));
        }
        return found == all;
    }

private:
    std::uint64_t foundIn(const QString& words) const {
        std::uint64_t found = 0;
        for (qsizetype i = 0; i < m_wanted.size() && i < 64; ++i)
            if (words.contains(m_wanted[i], Qt::CaseInsensitive)) found |= std::uint64_t{1} << i;
        return found;
    }
    std::uint64_t inDevice(const LinkEnd& end, std::int32_t fabric) {
        const std::uint64_t key = (static_cast<std::uint64_t>(fabric) << 52) |
                                  (std::uint64_t{end.host} << 51) |
                                  (static_cast<std::uint64_t>(end.tier) << 49) |
                                  (static_cast<std::uint64_t>(end.rack + 1) << 25) |
                                  static_cast<std::uint64_t>(end.device);
        const auto [at, fresh] = m_devices.try_emplace(key, 0);
        if (fresh)
            at->second =
                foundIn(QString::fromStdString(m_words.names().device(end, fabric))) |
                (end.rack < 0 ? 0 : foundIn(QString::fromStdString(m_words.names().rack(end))));
        return at->second;
    }
    std::uint64_t inMedium(const Link& link) {
        const auto [at, fresh] = m_media.try_emplace(link.medium.raw, 0);
        if (fresh) at->second = foundIn(m_words.medium(link));
        return at->second;
    }

    LinkWords m_words;
    QStringList m_wanted;
    std::unordered_map<std::uint64_t, std::uint64_t> m_devices;
    std::unordered_map<RawId, std::uint64_t> m_media;
};

/// Places of things by name: what a column of names is sorted by.
class Ranks {
public:
    explicit Ranks(const Evaluation& evaluation) : m_evaluation(evaluation) {
        const std::vector<RawId>& racks = evaluation.rows().ids(Scope::Rack);
        std::vector<std::string> names;
        for (RawId id : racks)
            names.push_back(itemName(evaluation.hall(), {TableId::Racks, id}));
        m_racks = ranked(names);
        names.clear();
        for (const FabricPlan& plan : evaluation.fabrics().plans) {
            const Fabric* fabric = evaluation.hall().fabrics.find(Id<Fabric>{plan.fabric});
            names.push_back(fabric ? fabric->name : std::string());
        }
        m_fabrics = ranked(names);
    }

    std::int64_t rack(const LinkEnd& end) const {
        return end.rack < 0 || static_cast<std::size_t>(end.rack) >= m_racks.size()
                   ? -1
                   : m_racks[static_cast<std::size_t>(end.rack)];
    }
    std::int64_t fabric(std::int32_t position) const {
        return m_fabrics[static_cast<std::size_t>(position)];
    }
    /// Devices as their names go: switches by fabric, tier and number, nodes by rack.
    std::int64_t device(const LinkEnd& end, std::int32_t position) const {
        if (end.host) return (rack(end) << 20) | end.device;
        return (std::int64_t{1} << 56) | (fabric(position) << 40) |
               (static_cast<std::int64_t>(end.tier) << 32) | end.device;
    }
    std::int64_t medium(const Link& link) {
        const auto [at, fresh] = m_media.try_emplace(link.medium.raw, 0);
        if (fresh) {  // the first letters are enough to keep alike together
            const std::string name = LinkWords(m_evaluation).medium(link).toLower().toStdString();
            std::int64_t key = 0;
            for (std::size_t i = 0; i < 6; ++i)
                key = key << 8 | (i < name.size() ? static_cast<unsigned char>(name[i]) : 0);
            at->second = key << 15 | (link.medium.raw & 0x7fff);
        }
        return at->second;
    }

private:
    static std::vector<std::int32_t> ranked(const std::vector<std::string>& names) {
        std::vector<std::int32_t> order(names.size()), rank(names.size());
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
            return names[static_cast<std::size_t>(a)] < names[static_cast<std::size_t>(b)];
        });
        for (std::size_t i = 0; i < order.size(); ++i)
            rank[static_cast<std::size_t>(order[i])] = static_cast<std::int32_t>(i);
        return rank;
    }

    const Evaluation& m_evaluation;
    std::vector<std::int32_t> m_racks, m_fabrics;
    std::unordered_map<RawId, std::int64_t> m_media;
};

std::int64_t keyOf(const Link& link, LinkColumn column, Ranks& ranks) {
    switch (column) {
    case LinkColumn::FromDevice:
        return ranks.device(link.lower, link.ref.fabric);
    case LinkColumn::FromPort:
        return link.lower.port;
    case LinkColumn::FromRack:
        return ranks.rack(link.lower);
    case LinkColumn::FromUnit:
        return link.lower.unit_u;
    case LinkColumn::ToDevice:
        return ranks.device(link.upper, link.ref.fabric);
    case LinkColumn::ToPort:
        return link.upper.port;
    case LinkColumn::ToRack:
        return ranks.rack(link.upper);
    case LinkColumn::ToUnit:
        return link.upper.unit_u;
    case LinkColumn::Tier:
        return static_cast<std::int64_t>(link.kind);
    case LinkColumn::Plane:
        return link.plane;
    case LinkColumn::Rail:
        return link.rail;
    case LinkColumn::Length:
        return link.length_mm;
    case LinkColumn::Bought:
        return link.bought_mm;
    case LinkColumn::Medium:
        return ranks.medium(link);
    case LinkColumn::Label:
        return (ranks.rack(link.lower) << 32) |
               (static_cast<std::int64_t>(link.lower.unit_u) << 20) | link.lower.port;
    default:
        return 0;  // in the order of their numbers, which is fabric by fabric
    }
}

}  // namespace

LinkRows findLinks(const Evaluation& evaluation, const LinkQuery& query,
                   const std::function<bool(double)>& progress) {
    LinkRows rows;
    const LinkList list(evaluation);
    rows.total = list.size();
    Matcher matcher(evaluation, query.text);
    Ranks ranks(evaluation);
    struct Key {
        std::int64_t key;
        std::uint32_t number;
    };
    std::vector<Key> keys;
    const bool sorted = query.order != LinkColumn::Fabric;
    bool going = true;
    const auto look = [&](std::size_t number, std::size_t done, std::size_t all) {
        if (progress && done % step == 0)
            going = progress(static_cast<double>(done) / static_cast<double>(all));
        const Link link = list.link(number);
        if (query.fabric >= 0 && link.ref.fabric != query.fabric) return;
        if (matcher.any() && !matcher.matches(link)) return;
        keys.push_back(
            {sorted ? keyOf(link, query.order, ranks) : 0, static_cast<std::uint32_t>(number)});
        if (link.length_mm > 0) rows.length_mm += link.length_mm;
    };
    if (query.onlySome) {
        for (std::size_t i = 0; i < query.some.size() && going; ++i)
            look(list.number(query.some[i]), i, query.some.size());
    } else {
        for (std::size_t i = 0; i < rows.total && going; ++i)
            look(i, i, rows.total);
    }
    // Equal keys stay in the order of their numbers, both ways.
    std::sort(keys.begin(), keys.end(), [&](const Key& a, const Key& b) {
        if (a.key != b.key) return query.descending ? a.key > b.key : a.key < b.key;
        return query.descending && !sorted ? a.number > b.number : a.number < b.number;
    });
    rows.numbers.reserve(keys.size());
    for (const Key& key : keys)
        rows.numbers.push_back(key.number);
    return rows;
}

QString linksAsCsv(const Evaluation& evaluation, const std::vector<std::uint32_t>& numbers,
                   const std::function<bool(double)>& progress) {
    const LinkList list(evaluation);
    const LinkWords words(evaluation);
    QString text;
    const auto put = [&](const QString& cell, bool last) {
        // A spreadsheet must not take a name for a formula.
        const bool formula = !cell.isEmpty() && QStringLiteral("=+-@").contains(cell.at(0));
        QString plain = formula ? u'\'' + cell : cell;
        if (plain.contains(u',') || plain.contains(u'"') || plain.contains(u'\n')) {
            plain.replace(u'"', QStringLiteral("\"\""));
            plain = u'"' + plain + u'"';
        }
        text += plain;
        text += last ? u'\n' : u',';
    };
    for (int c = 0; c < linkColumns; ++c)
        put(LinkWords::plainTitle(static_cast<LinkColumn>(c)), c + 1 == linkColumns);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (progress && i % step == 0 &&
            !progress(static_cast<double>(i) / static_cast<double>(numbers.size())))
            return {};
        const Link link = list.link(numbers[i]);
        for (int c = 0; c < linkColumns; ++c)
            put(words.plain(link, static_cast<LinkColumn>(c)), c + 1 == linkColumns);
    }
    return text;
}

}  // namespace hallwright
