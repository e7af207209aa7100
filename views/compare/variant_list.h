#pragma once

#include "views/compare/compare_worker.h"

#include <QWidget>

#include <vector>

class QCheckBox;
class QLabel;
class QMenu;
class QToolButton;
class QVBoxLayout;

namespace hallwright {

/// A variant to choose from, as the list tells it.
struct VariantEntry {
    SideRef ref;
    QString name, note;
    QString refused;       ///< why it cannot be chosen
    bool made = false;     ///< it can be kept and opened
    bool possible = true;  ///< there is something to exchange

    bool operator==(const VariantEntry&) const = default;
};

/// The list of what the hall can be set beside: ready-made, kept with the document, other files. A
/// box to tick and a menu for each.
class VariantList : public QWidget {
    Q_OBJECT

public:
    explicit VariantList(QWidget* parent = nullptr);

    void show(const QString& hall, const std::vector<VariantEntry>& entries,
              const std::vector<SideRef>& ticked);
    /// The box of an entry; null where there is none.
    QCheckBox* box(const SideRef& ref) const;
    /// What else can be done with an entry; null where there is none.
    QMenu* menu(const SideRef& ref) const;

Q_SIGNALS:
    void ticked(const SideRef& ref, bool on);
    void keepWanted(const SideRef& ref);
    void openWanted(const SideRef& ref);
    void renameWanted(const SideRef& ref);
    void removeWanted(const SideRef& ref);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    struct Row {
        SideRef ref;
        QString name;
        QCheckBox* box = nullptr;
        QLabel* note = nullptr;
        QToolButton* more = nullptr;
    };
    void build(const std::vector<VariantEntry>& entries);
    QLabel* addLabel(const QString& words, bool heading);
    void showColours();
    void fitNames();

    QVBoxLayout* m_column;
    QLabel *m_hall = nullptr, *m_hint = nullptr;
    QWidget* m_content = nullptr;
    std::vector<Row> m_rows;
    std::vector<QLabel*> m_faint;
    bool m_built = false;
};

}  // namespace hallwright
