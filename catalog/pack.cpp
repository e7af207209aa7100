#include "catalog/pack.h"

#include "model/base/fingerprint.h"
#include "model/parts/part_class.h"
#include "model/units/quantity_text.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstring>

namespace hallwright {

namespace {

// Which numbers a reading has.
constexpr std::uint8_t hasNumber = 1, hasLow = 2, hasHigh = 4, hasMadeFor = 8, isUnknown = 16;

/// The texts of a reading, in the order in which they are packed.
template <typename R>
auto textsOf(R& r) {
    return std::array{&r.text, &r.unit, &r.source, &r.asOf, &r.at, &r.includes, &r.note, &r.why};
}

class Packer {
public:
    void byte(std::uint8_t value) { m_bytes.push_back(static_cast<char>(value)); }
    /// Seven bits a byte, the lowest first.
    void count(std::size_t value) {
        while (value >= 128) {
            byte(static_cast<std::uint8_t>(value % 128 + 128));
            value /= 128;
        }
        byte(static_cast<std::uint8_t>(value));
    }
    void real(double value) {
        char raw[sizeof value];
        std::memcpy(raw, &value, sizeof value);
        m_bytes.append(raw, sizeof value);
    }
    void reals(const std::vector<double>& values) {
        count(values.size());
        for (const double value : values)
            real(value);
    }
    void text(std::string_view value) {
        count(value.size());
        m_bytes.append(value);
    }
    void reading(const Reading& r) {
        byte(static_cast<std::uint8_t>((r.number ? hasNumber : 0) | (r.low ? hasLow : 0) |
                                       (r.high ? hasHigh : 0) | (r.madeFor ? hasMadeFor : 0) |
                                       (r.unknown ? isUnknown : 0)));
        byte(static_cast<std::uint8_t>(r.grade));
        for (const std::optional<double>& number : {r.number, r.low, r.high, r.madeFor})
            if (number) real(*number);
        reals(r.x);
        reals(r.values);
        for (const std::string* value : textsOf(r))
            text(*value);
    }
    void part(const Part& part) {
        text(part.id);
        text(part.name);
        count(static_cast<std::size_t>(part.kind));
        text(part.vendor);
        text(part.status);
        count(part.aliases.size());
        for (const std::string& alias : part.aliases)
            text(alias);
        count(part.contents.size());
        for (const Content& content : part.contents) {
            text(content.part);
            count(static_cast<std::size_t>(content.count));
        }
        count(part.data.size());
        for (const Datum& datum : part.data) {
            count(static_cast<std::size_t>(datum.property));
            count(datum.chosen);
            count(datum.readings.size());
            for (const Reading& r : datum.readings)
                reading(r);
        }
    }
    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

/// Reads what a Packer wrote. After the first fault everything reads as zero and empty.
class Unpacker {
public:
    explicit Unpacker(std::string_view bytes) : m_at(bytes.data()), m_end(m_at + bytes.size()) {}

    bool good() const { return m_good; }
    bool atEnd() const { return m_at == m_end; }
    void require(bool holds) { m_good = m_good && holds; }

    std::uint8_t byte() { return take(1) ? static_cast<std::uint8_t>(m_at[-1]) : 0; }
    std::size_t count() {
        std::size_t value = 0;
        for (unsigned shift = 0; shift < 56; shift += 7) {
            const std::uint8_t next = byte();
            value |= static_cast<std::size_t>(next % 128) << shift;
            if (next < 128) return value;
        }
        require(false);
        return 0;
    }
    /// A number of things that follow, each of a byte at least: none can make us reserve more
    /// than the bytes there are.
    std::size_t length() {
        const std::size_t value = count();
        require(value <= static_cast<std::size_t>(m_end - m_at));
        return m_good ? value : 0;
    }
    double real() {
        double value = 0.0;
        if (take(sizeof value)) std::memcpy(&value, m_at - sizeof value, sizeof value);
        require(std::isfinite(value));
        return value;
    }
    void reals(std::vector<double>& out) {
        out.resize(length());
        for (double& value : out)
            value = real();
    }
    void text(std::string& out) {
        const std::size_t size = length();
        if (size > 0 && take(size)) out.assign(m_at - size, size);
    }
    std::string text() {
        std::string out;
        text(out);
        return out;
    }
    void reading(Reading& r) {
        const std::uint8_t has = byte();
        const std::uint8_t grade = byte();
        require(grade >= 'A' && grade <= 'D');
        r.grade = static_cast<Grade>(grade);
        if (has & hasNumber) r.number = real();
        if (has & hasLow) r.low = real();
        if (has & hasHigh) r.high = real();
        if (has & hasMadeFor) r.madeFor = real();
        r.unknown = (has & isUnknown) != 0;
        reals(r.x);
        reals(r.values);
        require(r.x.empty() || r.x.size() == r.values.size());
        for (std::string* value : textsOf(r))
            text(*value);
    }
    void part(Part& part) {
        text(part.id);
        text(part.name);
        const std::size_t kind = count();
        require(kind < static_cast<std::size_t>(Kind::Count_));
        part.kind = m_good ? static_cast<Kind>(kind) : Kind::ComputeRack;
        text(part.vendor);
        text(part.status);
        part.aliases.resize(length());
        for (std::string& alias : part.aliases)
            text(alias);
        part.contents.resize(length());
        for (Content& content : part.contents) {
            text(content.part);
            content.count = static_cast<int>(count());
        }
        part.data.resize(length());
        const Datum* before = nullptr;
        for (Datum& datum : part.data) {
            const std::size_t property = count();
            require(property < propertyCount);
            if (!m_good) return;
            datum.property = static_cast<Property>(property);
            require(!before || before->property < datum.property);
            datum.chosen = count();
            datum.readings.resize(length());
            require(datum.chosen < datum.readings.size());
            for (Reading& r : datum.readings)
                reading(r);
            before = &datum;
        }
    }

private:
    bool take(std::size_t size) {
        require(size <= static_cast<std::size_t>(m_end - m_at));
        if (m_good) m_at += size;
        return m_good;
    }

    const char* m_at;
    const char* m_end;
    bool m_good = true;
};

}  // namespace

const std::string& tablesFingerprint() {
    static const std::string fingerprint = [] {
        Fingerprint all;
        for (const PropertyInfo& row : allProperties())
            all.add(fmt::format("{} {} {} {} {}", row.id, siUnit(row.dimension),
                                static_cast<int>(row.shape), row.plausibleLow, row.plausibleHigh));
        for (const KindInfo& row : allKinds())
            all.add(row.id);
        for (const PartClass& row : allPartClasses())
            all.add(fmt::format("{} {} {} {}", static_cast<int>(row.kind),
                                static_cast<int>(row.property), row.low, row.high));
        return all.text();
    }();
    return fingerprint;
}

std::string packCatalog(const Catalog& catalog) {
    Packer out;
    out.text(tablesFingerprint());
    out.count(catalog.sources().size());
    for (const auto& [id, s] : catalog.sources())
        for (const std::string* text : {&id, &s.title, &s.publisher, &s.url, &s.kind, &s.note})
            out.text(*text);
    out.count(catalog.parts().size());
    for (const auto& [id, part] : catalog.parts())
        out.part(*part);
    out.count(catalog.layers().size());
    for (const auto& [id, layer] : catalog.layers()) {
        out.text(id);
        out.byte(static_cast<std::uint8_t>(layer));
    }
    return out.take();
}

Result<Catalog> unpackCatalog(std::string_view bytes) {
    const Error damaged{
        ErrorCode::File, "the index is damaged; delete it and it is made again", {}};
    Unpacker in(bytes);
    if (in.text() != tablesFingerprint() || !in.good()) return damaged;
    std::map<std::string, Source> sources;
    for (std::size_t left = in.length(); left > 0 && in.good(); --left) {
        Source s;
        for (std::string* text : {&s.id, &s.title, &s.publisher, &s.url, &s.kind, &s.note})
            in.text(*text);
        std::string id = s.id;
        sources.emplace_hint(sources.end(), std::move(id), std::move(s));
    }
    std::map<std::string, PartPtr> parts;
    for (std::size_t left = in.length(); left > 0 && in.good(); --left) {
        const auto part = std::make_shared<Part>();
        in.part(*part);
        parts.emplace_hint(parts.end(), part->id, part);
    }
    std::map<std::string, Layer> layers;
    for (std::size_t left = in.length(); left > 0 && in.good(); --left) {
        std::string id = in.text();
        const std::uint8_t layer = in.byte();
        in.require(layer <= static_cast<std::uint8_t>(Layer::Own));
        layers.emplace_hint(layers.end(), std::move(id), static_cast<Layer>(layer));
    }
    if (!in.good() || !in.atEnd()) return damaged;
    return Catalog(std::move(parts), std::move(sources), std::move(layers));
}

}  // namespace hallwright
