#include "views/fabric/fabric_diagram.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <limits>

namespace hallwright {

std::optional<std::pair<std::size_t, FabricDiagram::Block>>
FabricDiagram::blockAt(QPointF at) const {
    if (!room().adjusted(-4, -8, 4, 8).contains(at)) return std::nullopt;
    for (std::size_t t = 0; t < m_lines.size(); ++t) {
        if (at.y() < lineY(t) || at.y() > lineY(t) + boxHeight) continue;
        // Of what is lit each node stands for itself, else the block does.
        const double index = (at.x() - room().left() + m_offset) / pitch(t);
        if (index < 0.0 || index >= static_cast<double>(m_lines[t].blockOf.size()))
            return std::nullopt;
        const Block& block = m_lines[t].blocks[static_cast<std::size_t>(
            m_lines[t].blockOf[static_cast<std::size_t>(index)])];
        if (nodeBox(t, block.first, block.count).adjusted(-1, 0, 1, 0).contains(at))
            return std::pair(t, block);
    }
    return std::nullopt;
}

void FabricDiagram::scrollTo(double offset) {
    const double most = std::max(0.0, room().width() * (m_zoom - 1.0));
    m_offset = std::clamp(offset, 0.0, most);
    m_baseValid = false;
    update();
}

void FabricDiagram::zoomBy(double factor, double about) {
    double most = 1.0;  // until every box has its full width
    for (const FabricTier& tier : m_graph.tiers)
        most = std::max(most, static_cast<double>(tier.nodes.size()) * (widestBox + 6.0) /
                                  std::max(1.0, room().width()));
    const double wanted = std::clamp(m_zoom * factor, 1.0, most);
    if (wanted == m_zoom) return;
    const double at = about - room().left();
    const double offset = (m_offset + at) * wanted / m_zoom - at;
    m_zoom = wanted;
    arrange();
    scrollTo(offset);
}

void FabricDiagram::zoomToFit() {
    m_zoom = 1.0;
    arrange();
    scrollTo(0.0);
}

void FabricDiagram::reveal(const FabricGraph::Place& place) {
    const QRectF box = nodeBox(static_cast<std::size_t>(place.tier), place.index, 1);
    if (box.left() < room().left() || box.right() > room().right())
        scrollTo(m_offset + box.center().x() - room().center().x());
}

bool FabricDiagram::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const auto at = blockAt(help->pos());
        QString words;
        if (at) {
            const auto& [t, block] = *at;
            const FabricTier& tier = m_graph.tiers[t];
            if (block.count == 1 && m_words) {
                words = m_words(tier.nodes[static_cast<std::size_t>(block.first)]);
            } else {
                std::int64_t used = 0, ports = 0;
                for (std::int32_t i = 0; i < block.count; ++i) {
                    used += tier.nodes[static_cast<std::size_t>(block.first + i)].links;
                    ports += tier.nodes[static_cast<std::size_t>(block.first + i)].ports;
                }
                const QLocale english(QLocale::English);
                words = tr("%1 %2 to %3")
                            .arg(tier.title, tier.nodes[static_cast<std::size_t>(block.first)].name,
                                 tier.nodes[static_cast<std::size_t>(block.first + block.count - 1)]
                                     .name);
                if (!block.label.isEmpty()) words += QStringLiteral(", ") + block.label;
                words += ports > 0 ? tr(": %1 of %2 ports used")
                                         .arg(english.toString(used), english.toString(ports))
                                   : tr(": %1 links").arg(english.toString(used));
                words += tr(". Click to look closer");
            }
        }
        if (words.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), words, this);
        return true;
    }
    return QWidget::event(event);
}

void FabricDiagram::mousePressEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton && event->button() != Qt::MiddleButton) return;
    m_pressed = event->position();
    m_offsetWhenPressed = m_offset;
    m_dragged = false;
}

void FabricDiagram::mouseMoveEvent(QMouseEvent* event) {
    if (!m_pressed) {
        setCursor(blockAt(event->position()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
        return;
    }
    const double by = event->position().x() - m_pressed->x();
    if (std::abs(by) > 4.0) m_dragged = true;
    if (m_dragged) scrollTo(m_offsetWhenPressed - by);
}

void FabricDiagram::mouseReleaseEvent(QMouseEvent* event) {
    const bool click = m_pressed && !m_dragged && event->button() == Qt::LeftButton;
    m_pressed.reset();
    if (!click) return;
    const auto at = blockAt(event->position());
    if (!at) {
        Q_EMIT chosen(std::nullopt);
        return;
    }
    const auto& [t, block] = *at;
    if (block.count == 1) {
        Q_EMIT chosen(m_graph.tiers[t].nodes[static_cast<std::size_t>(block.first)].ref);
        return;
    }
    // A block is taken apart: it gets the width that its boxes need.
    const QRectF box = nodeBox(t, block.first, block.count);
    const double factor =
        std::max(1.6, std::min(room().width() / box.width(), block.count * 40.0 / box.width()));
    zoomBy(factor, box.center().x());
    scrollTo(m_offset + nodeBox(t, block.first, block.count).center().x() - room().center().x());
}

void FabricDiagram::mouseDoubleClickEvent(QMouseEvent* event) {
    const auto at = blockAt(event->position());
    if (at && at->second.count == 1)
        Q_EMIT wanted(
            m_graph.tiers[at->first].nodes[static_cast<std::size_t>(at->second.first)].ref);
}

void FabricDiagram::wheelEvent(QWheelEvent* event) {
    if (event->modifiers() & Qt::ShiftModifier) {
        scrollTo(m_offset - event->angleDelta().y() - event->angleDelta().x());
    } else if (event->angleDelta().y() != 0) {
        zoomBy(std::pow(1.2, event->angleDelta().y() / 120.0), event->position().x());
    } else {
        scrollTo(m_offset - event->angleDelta().x());
    }
    event->accept();
}

void FabricDiagram::keyPressEvent(QKeyEvent* event) {
    if (m_graph.empty()) return QWidget::keyPressEvent(event);
    FabricGraph::Place at = m_chosen
                                ? m_graph.placeOf(*m_chosen).value_or(FabricGraph::Place{0, -1})
                                : FabricGraph::Place{0, -1};
    const auto choose = [&](std::int32_t tier, std::int32_t index) {
        tier = std::clamp(tier, 0, static_cast<std::int32_t>(m_graph.tiers.size()) - 1);
        const auto& nodes = m_graph.tiers[static_cast<std::size_t>(tier)].nodes;
        index = std::clamp(index, 0, static_cast<std::int32_t>(nodes.size()) - 1);
        Q_EMIT chosen(nodes[static_cast<std::size_t>(index)].ref);
    };
    // To the box above or below that stands nearest.
    const auto across = [&](std::int32_t tier) {
        tier = std::clamp(tier, 0, static_cast<std::int32_t>(m_graph.tiers.size()) - 1);
        const double share =
            (std::max(0, at.index) + 0.5) /
            static_cast<double>(m_graph.tiers[static_cast<std::size_t>(at.tier)].nodes.size());
        choose(tier, static_cast<std::int32_t>(
                         share * static_cast<double>(
                                     m_graph.tiers[static_cast<std::size_t>(tier)].nodes.size())));
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return choose(at.tier, at.index - 1);
    case Qt::Key_Right:
        return choose(at.tier, at.index + 1);
    case Qt::Key_Home:
        return choose(at.tier, 0);
    case Qt::Key_End:
        return choose(at.tier, std::numeric_limits<std::int32_t>::max());
    case Qt::Key_Up:
        return at.index < 0 ? choose(0, 0) : across(at.tier + 1);
    case Qt::Key_Down:
        return at.index < 0 ? choose(0, 0) : across(at.tier - 1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(1.5, room().center().x());
    case Qt::Key_Minus:
        return zoomBy(1.0 / 1.5, room().center().x());
    case Qt::Key_0:
        return zoomToFit();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_chosen) Q_EMIT wanted(*m_chosen);
        return;
    case Qt::Key_Escape:
        if (m_chosen) {
            Q_EMIT chosen(std::nullopt);
            return;
        }
        break;
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

}  // namespace hallwright
