#include "model/base/csv_text.h"
#include "model/exports/export_words.h"
#include "model/exports/link_pieces.h"
#include "model/exports/writers.h"
#include "model/stages/link_media.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <tuple>

namespace hallwright {

namespace {

using What = ChainPiece::What;

const std::vector<Workbook::Column> pieceColumns = {
    {"Piece", 18},    {"Fabric", 12}, {"What", 16},  {"Part", 28}, {"Name", 44},
    {"Bought m", 10}, {"A end", 44},  {"Z end", 44}, {"Links", 7}, {"Strands used", 13}};
using PieceCells = std::array<std::string, 10>;

constexpr bool isPieceNumber(std::size_t column) {
    return column == 5 || column == 8 || column == 9;
}

/// One link of a piece that several links share. Small: a large hall has millions.
struct Use {
    What what = What::Trunk;
    std::int64_t number = 0;
    LinkRef link;
    PlugPlace a, z;
};

/// Labels of the ends of one piece, each once; ports of a panel that follow each other as a range.
class Ends {
public:
    void clear() {
        m_text.clear();
        m_last = {};
        m_open = false;
    }
    void add(const LinkPieces& pieces, const Link& link, const PlugPlace& place) {
        if (place.isPanel()) {
            const bool follows = m_open && place.rack == m_last.rack &&
                                 place.panel == m_last.panel && place.port == m_last.port + 1;
            if (follows) {
                m_last = place;
                return;
            }
            close();
            begin(pieces.label(link, place));
            m_open = true;
            m_first = m_last = place;
            return;
        }
        close();
        const std::string label = pieces.label(link, place);
        if (label != m_lastLabel || m_text.empty()) begin(label);
        m_lastLabel = label;
    }
    std::string text() {
        close();
        return m_text;
    }

private:
    void begin(const std::string& label) {
        if (!m_text.empty()) m_text += ", ";
        m_text += label;
    }
    void close() {
        if (m_open && m_last.port > m_first.port) m_text += fmt::format("-{}", m_last.port + 1);
        m_open = false;
    }

    std::string m_text, m_lastLabel;
    PlugPlace m_first, m_last;
    bool m_open = false;
};

/// Visits the rows of all pieces, fabric after fabric: cords in the order of their links, then
/// splitters and trunks, then panels.
class PieceRows {
public:
    PieceRows(const ExportInput& input, std::function<void(const PieceCells&)> visit)
        : m_input(input), m_pieces(input), m_visit(std::move(visit)) {}

    bool run() {
        for (const std::int32_t f : m_input.fabrics()) {
            m_fabric = f;
            m_strands = strandsOfLink(f);
            m_uses.clear();
            m_input.forEachLink(f, [&](const Link& link) { add(link); });
            flush();
            addShared();
            addPanels();
        }
        return m_any;
    }

private:
    double strandsOfLink(std::int32_t f) const {
        const Fabric& fabric = m_input.fabricAt(f);
        const Slots& in = m_input.evaluation.numbers();
        const double speed =
            m_input.evaluation.fabrics().plans[static_cast<std::size_t>(f)].linkSpeed;
        const double host = hostOptics(in, fabric, speed).strands;
        return host == host ? host : switchOpticsOf(in, fabric, speed).strands;
    }

    void add(const Link& link) {
        for (const LinkPiece& one : m_pieces.next(link)) {
            const What what = one.piece.what;
            if (what == What::Trunk || what == What::Splitter) {
                Use use{what, one.piece.number, link.ref, one.lower, one.upper};
                // A trunk lies between two racks, whichever way its links run.
                if (what == What::Trunk && use.a.rack > use.z.rack) std::swap(use.a, use.z);
                m_uses.push_back(use);
                m_parts[{what, one.piece.number}] = {one.piece.part, one.piece.bought_mm, one.name};
                continue;
            }
            if (one.name != m_open.name) {
                flush();
                m_open = {one.piece.part, one.piece.bought_mm, one.name};
                m_openWhat = what;
            }
            m_a.add(m_pieces, link, one.lower);
            m_z.add(m_pieces, link, one.upper);
            ++m_links;
        }
    }

    struct Bought {
        PartId part;
        std::int32_t bought_mm = -1;
        std::string name;
    };

    void flush() {
        if (!m_open.name.empty()) row(m_open, m_openWhat);
        m_open = {};
        m_a.clear();
        m_z.clear();
        m_links = 0;
    }

    void row(const Bought& piece, What what) {
        const Part* part = m_input.hall().part(piece.part);
        if (!part) return;
        m_any = true;
        const bool lit = what != What::Copper && m_strands == m_strands;
        m_visit({piece.name, m_input.names.fabric(m_fabric), std::string(pieceWord(what)), part->id,
                 part->name, metresText(piece.bought_mm), m_a.text(), m_z.text(),
                 std::to_string(m_links),
                 lit ? fmt::format("{:.0f}", m_strands * static_cast<double>(m_links))
                     : std::string()});
    }

    void addShared() {
        std::stable_sort(m_uses.begin(), m_uses.end(), [](const Use& x, const Use& y) {
            return std::tie(x.what, x.number, x.a, x.z) < std::tie(y.what, y.number, y.a, y.z);
        });
        for (std::size_t begin = 0; begin < m_uses.size();) {
            std::size_t end = begin;
            for (; end < m_uses.size() && m_uses[end].what == m_uses[begin].what &&
                   m_uses[end].number == m_uses[begin].number;
                 ++end) {
                const Link link = m_input.links.link(m_uses[end].link);
                m_a.add(m_pieces, link, m_uses[end].a);
                m_z.add(m_pieces, link, m_uses[end].z);
                ++m_links;
            }
            row(m_parts.at({m_uses[begin].what, m_uses[begin].number}), m_uses[begin].what);
            m_a.clear();
            m_z.clear();
            m_links = 0;
            begin = end;
        }
        m_parts.clear();
    }

    void addPanels() {
        const FibrePlant& plant =
            m_input.evaluation.cables().plans[static_cast<std::size_t>(m_fabric)].plant;
        const Part* part = m_input.hall().part(plant.panel);
        if (!part) return;
        for (std::size_t rack = 0; rack < plant.panelsOfRack.size(); ++rack)
            for (std::int32_t n = 0; n < plant.panelsOfRack[rack]; ++n) {
                const std::int32_t at = static_cast<std::int32_t>(rack);
                m_any = true;
                m_visit({m_input.names.panel(at, n, m_fabric),
                         m_input.names.fabric(m_fabric),
                         "panel",
                         part->id,
                         part->name,
                         {},
                         m_input.names.rack(at),
                         {},
                         {},
                         {}});
            }
    }

    const ExportInput& m_input;
    LinkPieces m_pieces;
    std::function<void(const PieceCells&)> m_visit;
    std::int32_t m_fabric = -1;
    double m_strands = unknown;
    std::vector<Use> m_uses;
    std::map<std::pair<What, std::int64_t>, Bought> m_parts;  ///< of shared pieces
    Bought m_open;  ///< the cord whose links are still coming
    What m_openWhat = What::Jumper;
    Ends m_a, m_z;
    long long m_links = 0;
    bool m_any = false;
};

}  // namespace

Result<void> writePieceCsv(const ExportInput& input, TextSink& out) {
    bool begun = false;
    const bool any = PieceRows(input, [&](const PieceCells& cells) {
                         for (std::size_t c = 0; !begun && c < pieceColumns.size(); ++c)
                             out.add("{}{}", c == 0 ? "" : ",", pieceColumns[c].heading);
                         if (!begun) out.add(std::string_view("\r\n"));
                         begun = true;
                         for (std::size_t c = 0; c < cells.size(); ++c) {
                             if (c > 0) out.add(std::string_view(","));
                             out.add(csvCell(cells[c]));
                         }
                         out.add(std::string_view("\r\n"));
                     }).run();
    if (any) return {};
    return Error{ErrorCode::DoesNotFit,
                 "no cable is bought for any link; add a fabric that racks belong to, whose links "
                 "have a medium",
                 {}};
}

void addPieceSheet(const ExportInput& input, Workbook& book) {
    book.addSheet("Pieces", pieceColumns);
    std::vector<Workbook::Cell> row(pieceColumns.size());
    PieceRows(input, [&](const PieceCells& cells) {
        for (std::size_t c = 0; c < cells.size(); ++c) {
            if (cells[c].empty())
                row[c] = Workbook::Cell();
            else if (isPieceNumber(c))
                row[c] = std::stod(cells[c]);
            else
                row[c] = cells[c];
        }
        if (book.rows() >= Workbook::mostRows) {  // a link of a trunk plant has three
            book.addFilter();
            book.addSheet("Pieces", pieceColumns);
        }
        book.addRow(row);
    }).run();
    book.addFilter();
}

}  // namespace hallwright
