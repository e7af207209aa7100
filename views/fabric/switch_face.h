#pragma once

#include "views/fabric/face_content.h"

#include <QWidget>

#include <functional>

class QLabel;
class QScrollArea;
class QToolButton;

namespace hallwright {

/// The ports of a switch as they sit on its front: what each is for by colour, pattern and letter.
class SwitchFace : public QWidget {
    Q_OBJECT

public:
    explicit SwitchFace(QWidget* parent = nullptr);

    void setContent(std::optional<SwitchFaceContent> content);
    const std::optional<SwitchFaceContent>& content() const { return m_content; }
    void setWords(std::function<QString(int)> words) { m_words = std::move(words); }
    QString words(int port) const { return m_words ? m_words(port) : QString(); }
    /// The port the keyboard is on; -1: none.
    int port() const { return m_port; }
    void setPort(int port);
    QRectF portBox(int port) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void portChosen(int port);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    int portAt(QPointF at) const;

    std::optional<SwitchFaceContent> m_content;
    std::function<QString(int)> m_words;
    int m_port = -1;
};

/// The face with its name, what the signs mean, and words for the chosen port.
class SwitchFacePane : public QWidget {
    Q_OBJECT

public:
    explicit SwitchFacePane(QWidget* parent = nullptr);

    void setContent(std::optional<SwitchFaceContent> content, std::function<QString(int)> words);
    SwitchFace& face() { return *m_face; }

Q_SIGNALS:
    /// The link of a port was chosen.
    void linkChosen(LinkRef link);
    void closed();

private:
    QLabel *m_name, *m_where, *m_told;
    QToolButton* m_close;
    QScrollArea* m_scroll;
    SwitchFace* m_face;
    QWidget* m_legend;
};

}  // namespace hallwright
