#include "views/assistant/plan_preview.h"

#include "views/plan/plan_painter.h"
#include "views/plan/plan_scene.h"

#include <QPainter>

#include <algorithm>

namespace hallwright {

QImage planPicture(const Evaluation& evaluation, QSize size, double ratio, const Theme& theme) {
    const double air = std::clamp(size.height() * 0.06, 3.0, 10.0);  // pixels around the hall
    QImage image((QSizeF(size) * ratio).toSize(), QImage::Format_RGB32);
    if (image.isNull()) return image;
    PlanScene scene;
    scene.showAll(evaluation);
    Viewport viewport;
    viewport.fit(scene.hall(), QRectF(QPointF(0, 0), QSizeF(size)).adjusted(air, air, -air, -air));
    QPainter painter(&image);
    PlanPainter().paint(painter, image.rect(), scene, viewport.finer(ratio), ratio, theme, {});
    painter.end();
    image.setDevicePixelRatio(ratio);
    return image;
}

PlanPreview::PlanPreview(QWidget* parent) : QWidget(parent) {
    setMinimumHeight(120);
    setAccessibleName(tr("Plan of the hall"));
}

void PlanPreview::setPlan(std::shared_ptr<const Evaluation> evaluation, const QString& words) {
    m_evaluation = std::move(evaluation);
    m_words = words;
    m_picture = {};
    m_stale = false;
    setAccessibleDescription(words);
    update();
}

void PlanPreview::setStale(bool stale) {
    m_stale = stale;
    update();
}

void PlanPreview::paintEvent(QPaintEvent*) {
    const Theme& theme = Theme::current();
    QPainter painter(this);
    painter.fillRect(rect(), theme.ground);
    if (m_evaluation) {
        const double ratio = painter.device()->devicePixelRatioF();
        const QSize wanted = (QSizeF(size()) * ratio).toSize();
        if (m_picture.size() != wanted || m_kind != theme.kind) {
            m_picture = planPicture(*m_evaluation, size(), ratio, theme);
            m_kind = theme.kind;
        }
        painter.drawImage(QPointF(0, 0), m_picture);
        if (m_stale) {
            QColor veil = theme.panel;
            veil.setAlphaF(0.55F);
            painter.fillRect(rect(), veil);
        }
    } else {
        painter.setPen(theme.faint);
        painter.setFont(textFont());
        painter.drawText(rect().adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap,
                         m_words);
    }
    painter.setPen(theme.line);
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

}  // namespace hallwright
