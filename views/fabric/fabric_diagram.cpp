#include "views/fabric/fabric_diagram.h"

#include "views/theme.h"

#include <QEvent>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr double diagramMargin = 12.0;
constexpr double titles = 112.0;     // the column of the names of the tiers
constexpr double narrowest = 12.0;   // a box on its own is no narrower
constexpr double blockWidth = 20.0;  // of several boxes at least
constexpr double spanRoom = 16.0;    // the label of a span above its boxes
constexpr std::size_t mostBlocks = 40;
constexpr std::size_t mostNumbers = 48;  // bands that say how many links they are

double bandWidth(std::int64_t links) {
    return 1.0 + 0.55 * std::log2(static_cast<double>(std::max<std::int64_t>(1, links)));
}

}  // namespace

FabricDiagram::FabricDiagram(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Fabric diagram"));
}

void FabricDiagram::setGraph(FabricGraph graph) {
    const bool another =
        graph.fabric != m_graph.fabric || graph.tiers.size() != m_graph.tiers.size();
    m_graph = std::move(graph);
    if (another) {
        m_zoom = 1.0;
        m_offset = 0.0;
    }
    arrange();
}

void FabricDiagram::setChosen(std::optional<FabricNodeRef> node) {
    m_chosen = node;
    if (node)
        if (const auto place = m_graph.placeOf(*node)) reveal(*place);
    m_baseValid = false;
    update();
}

/// Boxes of a line as they are wide enough to be read, and the bands between them.
void FabricDiagram::arrange() {
    m_lines.assign(m_graph.tiers.size(), {});
    for (std::size_t t = 0; t < m_graph.tiers.size(); ++t) {
        const FabricTier& tier = m_graph.tiers[t];
        Line& line = m_lines[t];
        const double seen = static_cast<double>(tier.nodes.size()) / m_zoom;
        const bool single = pitch(t) >= narrowest && seen <= static_cast<double>(mostBlocks);
        const double mostInAll = std::max(1.0, std::min(static_cast<double>(mostBlocks) * m_zoom,
                                                        room().width() * m_zoom / blockWidth));
        const bool bySpan = static_cast<double>(tier.spans.size()) <= mostInAll;
        // Where there are more spans than room for boxes, blocks go across them.
        const std::vector<FabricSpan> whole{
            {0, static_cast<std::int32_t>(tier.nodes.size()), QString()}};
        for (const FabricSpan& span : single || bySpan ? tier.spans : whole) {
            std::int32_t size = 1;
            if (!single) {
                size = span.count;
                // Where a span is one of few, or there are too many of them, blocks are equal
                // parts.
                if (tier.spans.size() < 3 || !bySpan)
                    size = std::max<std::int32_t>(
                        1, static_cast<std::int32_t>(
                               std::ceil(static_cast<double>(tier.nodes.size()) / mostInAll)));
            }
            for (std::int32_t at = 0; at < span.count; at += size) {
                const std::int32_t count = std::min(size, span.count - at);
                line.blocks.push_back({span.first + at, count, span.label, count == span.count});
            }
        }
        line.blockOf.resize(tier.nodes.size());
        for (std::size_t b = 0; b < line.blocks.size(); ++b)
            for (std::int32_t i = 0; i < line.blocks[b].count; ++i)
                line.blockOf[static_cast<std::size_t>(line.blocks[b].first + i)] =
                    static_cast<std::int32_t>(b);
    }
    // Links of every pair of blocks, in one table for each pair of lines.
    const std::size_t n = m_lines.size();
    std::vector<std::vector<std::int64_t>> sums(n * n);
    for (const FabricEdge& edge : m_graph.edges) {
        const std::size_t lt = static_cast<std::size_t>(edge.lowTier),
                          ht = static_cast<std::size_t>(edge.highTier);
        std::vector<std::int64_t>& table = sums[lt * n + ht];
        if (table.empty()) table.resize(m_lines[lt].blocks.size() * m_lines[ht].blocks.size());
        const std::size_t low = static_cast<std::size_t>(
                              m_lines[lt].blockOf[static_cast<std::size_t>(edge.low)]),
                          high = static_cast<std::size_t>(
                              m_lines[ht].blockOf[static_cast<std::size_t>(edge.high)]);
        table[low * m_lines[ht].blocks.size() + high] += edge.links;
    }
    m_bands.clear();
    for (std::size_t lt = 0; lt < n; ++lt)
        for (std::size_t ht = 0; ht < n; ++ht) {
            const std::vector<std::int64_t>& table = sums[lt * n + ht];
            for (std::size_t i = 0; i < table.size(); ++i)
                if (table[i] > 0)
                    m_bands.push_back({static_cast<std::int32_t>(lt),
                                       static_cast<std::int32_t>(i / m_lines[ht].blocks.size()),
                                       static_cast<std::int32_t>(ht),
                                       static_cast<std::int32_t>(i % m_lines[ht].blocks.size()),
                                       table[i]});
        }
    m_baseValid = false;
    update();
}

QRectF FabricDiagram::room() const {
    return QRectF(rect()).adjusted(diagramMargin + titles, diagramMargin, -diagramMargin,
                                   -diagramMargin);
}

double FabricDiagram::pitch(std::size_t tier) const {
    const double count = static_cast<double>(m_graph.tiers[tier].nodes.size());
    return std::max(1.0, room().width()) * m_zoom / std::max(1.0, count);
}

/// The upper edge of the boxes of a line; the lowest line is the first.
double FabricDiagram::lineY(std::size_t tier) const {
    const QRectF in = room();
    const std::size_t n = m_graph.tiers.size();
    const double top = in.top() + spanRoom, bottom = in.bottom() - boxHeight;
    if (n < 2) return (top + bottom) / 2.0;
    return bottom - (bottom - top) * static_cast<double>(tier) / static_cast<double>(n - 1);
}

QRectF FabricDiagram::nodeBox(std::size_t tier, std::int32_t first, std::int32_t count) const {
    const double step = pitch(tier);
    const double left = room().left() - m_offset + step * first;
    const double whole = step * count;
    const double gap = std::min(6.0, whole * 0.12);
    const double width = count == 1 ? std::min(whole - gap, widestBox) : whole - gap;
    return {left + (whole - width) / 2.0, lineY(tier), std::max(1.0, width), boxHeight};
}

QRectF FabricDiagram::boxOf(const FabricGraph::Place& place) const {
    const Line& line = m_lines[static_cast<std::size_t>(place.tier)];
    const Block& block =
        line.blocks[static_cast<std::size_t>(line.blockOf[static_cast<std::size_t>(place.index)])];
    return nodeBox(static_cast<std::size_t>(place.tier), block.first, block.count);
}

std::size_t FabricDiagram::blocksIn(std::size_t tier) const { return m_lines[tier].blocks.size(); }

// -- drawing -------------------------------------------------------------------------------------

void FabricDiagram::drawBands(QPainter& painter, const Theme& theme) {
    const QRectF in = room();
    const auto centre = [&](std::int32_t tier, std::int32_t block) {
        const Block& b =
            m_lines[static_cast<std::size_t>(tier)].blocks[static_cast<std::size_t>(block)];
        return nodeBox(static_cast<std::size_t>(tier), b.first, b.count);
    };
    struct Seen {
        const Band* band;
        QRectF low, high;
    };
    std::vector<Seen> seen;
    for (const Band& band : m_bands) {
        const QRectF low = centre(band.lowTier, band.low), high = centre(band.highTier, band.high);
        if (std::max(low.right(), high.right()) < in.left() ||
            std::min(low.left(), high.left()) > in.right())
            continue;
        seen.push_back({&band, low, high});
    }
    std::vector<std::size_t> above(m_lines.size(), 0);  // bands from each line
    for (const Seen& one : seen)
        ++above[static_cast<std::size_t>(one.band->lowTier)];
    for (const Seen& one : seen) {
        // Many lines over one another are drawn fainter, so that boxes stay what is read first.
        const std::size_t like = above[static_cast<std::size_t>(one.band->lowTier)];
        const QColor colour = mixed(theme.panel, theme.text,
                                    like > 200  ? 0.18
                                    : like > 60 ? 0.30
                                                : 0.45);
        painter.setPen(QPen(colour, like > 200 ? 1.0 : bandWidth(one.band->links), Qt::SolidLine,
                            Qt::FlatCap));
        if (one.band->lowTier == one.band->highTier) {  // an arc below the line
            const QPointF a(one.low.center().x(), one.low.bottom()),
                b(one.high.center().x(), one.high.bottom());
            const double depth = std::min(40.0, 10.0 + std::abs(a.x() - b.x()) * 0.12);
            QPainterPath arc(a);
            arc.cubicTo(a + QPointF(0, depth), b + QPointF(0, depth), b);
            painter.setBrush(Qt::NoBrush);
            painter.drawPath(arc);
        } else {
            painter.drawLine(QPointF(one.low.center().x(), one.low.top()),
                             QPointF(one.high.center().x(), one.high.bottom()));
        }
    }
    painter.setFont(tabularFont(10));
    const QFontMetricsF metrics(painter.font());
    std::vector<QRectF> taken;
    for (const Seen& one : seen) {
        if (one.band->lowTier == one.band->highTier ||
            above[static_cast<std::size_t>(one.band->lowTier)] > mostNumbers)
            continue;
        const QString words = QLocale(QLocale::English).toString(one.band->links);
        const QPointF low(one.low.center().x(), one.low.top()),
            high(one.high.center().x(), one.high.bottom());
        const QSizeF size(metrics.horizontalAdvance(words) + 6.0, metrics.height());
        // Nearer the lower end, where lines lie apart; a number that would lie on another is not
        // drawn.
        const QPointF at = low + (high - low) * 0.45;
        const QRectF plate(at - QPointF(size.width() / 2.0, size.height() / 2.0), size);
        if (std::any_of(taken.begin(), taken.end(),
                        [&](const QRectF& other) { return other.intersects(plate); }))
            continue;
        taken.push_back(plate);
        painter.fillRect(plate, theme.panel);
        painter.setPen(theme.faint);
        painter.drawText(plate, Qt::AlignCenter, words);
    }
}

void FabricDiagram::drawBox(QPainter& painter, const Theme& theme, const QRectF& in,
                            const QString& words, bool host, bool block, bool unplaced) {
    painter.setPen(QPen(theme.boxLine, 1.0));
    painter.setBrush(host ? theme.rack : theme.networkRack);
    if (host)
        painter.drawRect(in);
    else
        painter.drawRoundedRect(in, 4, 4);
    if (unplaced) {  // it stands in no rack
        painter.setPen(QPen(theme.error, 2.0, Qt::DashLine));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(in.adjusted(1, 1, -1, -1), 4, 4);
        painter.setPen(QPen(theme.boxLine, 1.0));
    }
    if (block)  // a second edge says that there are several
        painter.drawLine(QPointF(in.left() + 4, in.top() - 3),
                         QPointF(in.right() - 4, in.top() - 3));
    if (in.width() < 18.0 || words.isEmpty()) return;
    painter.setFont(textFont(11));
    const QFontMetricsF metrics(painter.font());
    if (metrics.horizontalAdvance(words) > in.width() - 4.0 && in.width() < 44.0) return;
    painter.setPen(theme.rackText);
    painter.drawText(in, Qt::AlignCenter,
                     metrics.elidedText(words, Qt::ElideRight, in.width() - 4.0));
}

void FabricDiagram::drawBoxes(QPainter& painter, const Theme& theme) {
    const QRectF in = room();
    const QLocale english(QLocale::English);
    for (std::size_t t = 0; t < m_lines.size(); ++t) {
        const FabricTier& tier = m_graph.tiers[t];
        double labelEnd = in.left() - 1.0;
        for (const FabricSpan& span : tier.spans) {
            if (span.label.isEmpty()) continue;
            const QRectF first = nodeBox(t, span.first, 1),
                         last = nodeBox(t, span.first + span.count - 1, 1);
            QRectF whole(QPointF(first.left() - 3, first.top() - spanRoom),
                         QPointF(last.right() + 3, first.bottom() + 3));
            if (whole.right() < in.left() || whole.left() > in.right() || whole.width() < 10.0)
                continue;
            painter.setPen(QPen(theme.line, 1.0));
            painter.setBrush(mixed(theme.panel, theme.window, 0.7));
            painter.drawRoundedRect(whole, 4, 4);
            const QRectF seen = whole.intersected(in.adjusted(0, -spanRoom, 0, 8));
            painter.setFont(textFont(10));
            const QFontMetricsF metrics(painter.font());
            if (metrics.horizontalAdvance(span.label) > seen.width() - 4.0) continue;
            painter.setPen(theme.faint);
            const QRectF at(seen.left(), whole.top() + 1, seen.width(), spanRoom - 3);
            if (at.left() < labelEnd) continue;
            painter.drawText(at, Qt::AlignCenter, span.label);
            labelEnd = at.left();
        }
        // Names of a line stand in all of its boxes or in none: a few by chance mislead.
        painter.setFont(textFont(11));
        const QFontMetricsF letters(painter.font());
        const bool named = std::all_of(
            m_lines[t].blocks.begin(), m_lines[t].blocks.end(), [&](const Block& block) {
                const double wide = nodeBox(t, block.first, block.count).width();
                const FabricNode& node = tier.nodes[static_cast<std::size_t>(block.first)];
                return block.count > 1 || wide >= 44.0 ||
                       letters.horizontalAdvance(node.name) <= wide - 4.0;
            });
        for (const Block& block : m_lines[t].blocks) {
            const QRectF box = nodeBox(t, block.first, block.count);
            if (box.right() < in.left() || box.left() > in.right()) continue;
            const FabricNode& node = tier.nodes[static_cast<std::size_t>(block.first)];
            const bool counted = (block.whole && !block.label.isEmpty()) || box.width() < 48.0;
            const QString words =
                block.count == 1 ? node.name
                : counted
                    ? QStringLiteral("%1 ×").arg(english.toString(block.count))
                    : tr("%1–%2").arg(
                          node.name,
                          tier.nodes[static_cast<std::size_t>(block.first + block.count - 1)].name);
            const auto nodes = tier.nodes.begin() + block.first;
            const bool unplaced =
                std::any_of(nodes, nodes + block.count,
                            [](const FabricNode& one) { return !one.ref.host && one.rack < 0; });
            drawBox(painter, theme, box, named || block.count > 1 ? words : QString(),
                    node.ref.host, block.count > 1, unplaced);
        }
    }
    // Names of the tiers stay where they are, whatever is scrolled.
    painter.fillRect(QRectF(0, 0, in.left() - 4, height()), theme.panel);
    painter.fillRect(QRectF(in.right() + 4, 0, width(), height()), theme.panel);
    for (std::size_t t = 0; t < m_lines.size(); ++t) {
        const FabricTier& tier = m_graph.tiers[t];
        const QRectF at(diagramMargin, lineY(t), titles - 8, boxHeight);
        painter.setFont(textFont(12, true));
        painter.setPen(theme.text);
        painter.drawText(QRectF(at.left(), at.top() - 6, at.width(), 18),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(tier.title, Qt::ElideRight,
                                                          static_cast<int>(at.width())));
        painter.setFont(tabularFont(11));
        painter.setPen(theme.faint);
        painter.drawText(QRectF(at.left(), at.top() + 11, at.width(), 16),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         english.toString(static_cast<qulonglong>(tier.nodes.size())));
    }
}

/// The chosen node with its links, on top of the rest, each at its own place.
void FabricDiagram::drawLit(QPainter& painter, const Theme& theme) {
    if (!m_chosen) return;
    const std::optional<FabricGraph::Place> place = m_graph.placeOf(*m_chosen);
    if (!place) return;
    const QRectF in = room();
    painter.save();
    painter.setClipRect(QRectF(in.left() - 4, 0, in.width() + 8, height()));
    std::vector<std::pair<FabricGraph::Place, std::int32_t>> others;
    for (const FabricEdge& edge : m_graph.edges) {
        const FabricGraph::Place low{edge.lowTier, edge.low}, high{edge.highTier, edge.high};
        if (low == *place) others.emplace_back(high, edge.links);
        if (high == *place) others.emplace_back(low, edge.links);
    }
    const QRectF own = nodeBox(static_cast<std::size_t>(place->tier), place->index, 1);
    for (const auto& [other, links] : others) {
        const QRectF box = nodeBox(static_cast<std::size_t>(other.tier), other.index, 1);
        const bool above = other.tier > place->tier;
        painter.setPen(
            QPen(theme.accent, std::min(4.0, bandWidth(links)), Qt::SolidLine, Qt::FlatCap));
        if (other.tier == place->tier) {
            const QPointF a(own.center().x(), own.bottom()), b(box.center().x(), box.bottom());
            QPainterPath arc(a);
            arc.cubicTo(a + QPointF(0, 28), b + QPointF(0, 28), b);
            painter.setBrush(Qt::NoBrush);
            painter.drawPath(arc);
            continue;
        }
        painter.drawLine(QPointF(own.center().x(), above ? own.top() : own.bottom()),
                         QPointF(box.center().x(), above ? box.bottom() : box.top()));
    }
    const auto lit = [&](const FabricGraph::Place& at, double width) {
        const FabricNode& node = m_graph.tiers[static_cast<std::size_t>(at.tier)]
                                     .nodes[static_cast<std::size_t>(at.index)];
        const QRectF box = nodeBox(static_cast<std::size_t>(at.tier), at.index, 1);
        drawBox(painter, theme, box, node.name, node.ref.host, false,
                !node.ref.host && node.rack < 0);
        painter.setPen(QPen(theme.accent, width));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(box);
    };
    for (const auto& [other, links] : others)
        lit(other, 1.0);
    lit(*place, 2.5);
    // A box too narrow for its name has it above, on a ground of its own.
    const FabricNode& chosen = m_graph.tiers[static_cast<std::size_t>(place->tier)]
                                   .nodes[static_cast<std::size_t>(place->index)];
    painter.setFont(textFont(11, true));
    const double wide = QFontMetricsF(painter.font()).horizontalAdvance(chosen.name) + 8.0;
    if (wide > own.width()) {
        QRectF at(own.center().x() - wide / 2.0, own.top() - 18.0, wide, 16.0);
        at.moveLeft(std::clamp(at.left(), in.left(), std::max(in.left(), in.right() - wide)));
        painter.setPen(QPen(theme.accent, 1.0));
        painter.setBrush(theme.panel);
        painter.drawRoundedRect(at, 3, 3);
        painter.setPen(theme.text);
        painter.drawText(at, Qt::AlignCenter, chosen.name);
    }
    painter.restore();
}

void FabricDiagram::drawBase(QPainter& painter) {
    const Theme& theme = Theme::current();
    painter.fillRect(rect(), theme.panel);
    painter.setRenderHint(QPainter::Antialiasing, true);
    if (m_graph.empty()) return;
    painter.setOpacity(m_chosen ? 0.3 : 1.0);
    drawBands(painter, theme);
    painter.setOpacity(m_chosen ? 0.85 : 1.0);
    drawBoxes(painter, theme);
    painter.setOpacity(1.0);
}

void FabricDiagram::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    const double ratio = std::max(1.0, painter.deviceTransform().m11());
    const QSize size = (QSizeF(this->size()) * ratio).toSize();
    if (!m_baseValid || m_base.size() != size) {
        m_base = QPixmap(size);
        m_base.setDevicePixelRatio(ratio);
        QPainter once(&m_base);
        drawBase(once);
        m_baseValid = true;
    }
    painter.drawPixmap(0, 0, m_base);
    painter.setRenderHint(QPainter::Antialiasing, true);
    drawLit(painter, Theme::current());
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setPen(QPen(Theme::current().accent, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void FabricDiagram::resizeEvent(QResizeEvent*) {
    arrange();
    scrollTo(m_offset);
}

void FabricDiagram::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::StyleChange)
        m_baseValid = false;
    QWidget::changeEvent(event);
}

}  // namespace hallwright
