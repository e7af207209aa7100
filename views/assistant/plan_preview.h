#pragma once

#include "model/figures/evaluation.h"
#include "views/theme.h"

#include <QImage>
#include <QWidget>

#include <memory>

namespace hallwright {

/// The plan of a hall as a picture: the whole hall, as large as fits, a little air around it.
/// `ratio` is how many device pixels a pixel of the design has.
QImage planPicture(const Evaluation& evaluation, QSize size, double ratio, const Theme& theme);

/// A plan to look at: no tools, no selection. Paler while another one is being made.
class PlanPreview : public QWidget {
    Q_OBJECT

public:
    explicit PlanPreview(QWidget* parent = nullptr);

    /// Null for none; then the words say why.
    void setPlan(std::shared_ptr<const Evaluation> evaluation, const QString& words);
    void setStale(bool stale);
    bool hasPlan() const { return m_evaluation != nullptr; }
    QSize sizeHint() const override { return {320, 200}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::shared_ptr<const Evaluation> m_evaluation;
    QString m_words;
    bool m_stale = false;
    QImage m_picture;
    Theme::Kind m_kind = Theme::Kind::Light;  ///< that the picture was made for
};

}  // namespace hallwright
