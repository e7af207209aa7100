#pragma once

#include <QAbstractButton>
#include <QImage>

class QToolButton;

namespace hallwright {

/// A file to open on the start page: picture, name, what is known of it. Up and down arrows go from
/// row to row.
class StartRow : public QAbstractButton {
    Q_OBJECT

public:
    struct Words {
        QString title, detail, side;  ///< `side` stands at the right of the title
    };

    StartRow(const QString& file, Words words, QWidget* parent = nullptr);

    const QString& file() const { return m_file; }
    const Words& words() const { return m_words; }
    void setWords(Words words);
    /// A file that is gone: it cannot be opened, only taken off the list.
    void setMissing();
    bool missing() const { return m_remove != nullptr; }
    /// Room for a picture at the left, and the picture once there is one.
    void setPictureSize(QSize size);
    void setPicture(const QImage& picture);
    QSize pictureSize() const { return m_pictureSize; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void removeWanted();

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    QString m_file;
    Words m_words;
    QToolButton* m_remove = nullptr;
    QSize m_pictureSize;
    QImage m_picture;
};

}  // namespace hallwright
