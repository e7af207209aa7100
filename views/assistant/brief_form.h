#pragma once

#include "views/assistant/brief_model.h"
#include "views/assistant/part_box.h"
#include "views/quantity_edit.h"

#include <QWidget>

#include <functional>
#include <map>

class QGridLayout;
class QToolButton;

namespace hallwright {

/// Fields of a brief below each other: label, field, and what to know of it. Each field is bound
/// to a key: it shows what the brief says and writes what the user changes.
class BriefForm : public QWidget {
    Q_OBJECT

public:
    template <typename T>
    using Get = std::function<T(const Brief&)>;
    template <typename T>
    using Set = std::function<void(Brief&, T)>;
    /// A field under its label, with a sentence below it where one helps.
    struct Row {
        QString label;
        BriefKey key;
        QString hint;
    };

    BriefForm(BriefModel& model, std::shared_ptr<const Catalog> catalog, QWidget* parent = nullptr);

    void heading(const QString& title);
    void text(const Row& row, Get<std::string> get, Set<std::string> set);
    void quantity(const Row& row, Dimension dimension, Get<double> get, Set<double> set);
    /// A plan length in whole millimetres.
    void length(const Row& row, Get<Millimetres> get, Set<Millimetres> set);
    /// A check box, and the quantity where it is checked; `first` is what it begins with.
    void optionalQuantity(const Row& row, const QString& check, Dimension dimension,
                          Get<std::optional<double>> get, Set<std::optional<double>> set,
                          Get<double> first);
    /// A number; the least one may be called by a word: "as many as needed".
    void whole(const Row& row, int least, int most, const QString& leastWord, Get<int> get,
               Set<int> set);
    void ratio(const Row& row, double least, double most, Get<double> get, Set<double> set);
    void flag(const Row& row, const QString& words, Get<bool> get, Set<bool> set);
    /// One of some choices, by position.
    void choice(const Row& row, const QStringList& choices, Get<int> get, Set<int> set);
    /// A part of some kinds; words are choices above the parts.
    void part(const Row& row, std::vector<Kind> kinds,
              const std::vector<std::pair<QString, std::string>>& words, Get<std::string> get,
              Set<std::string> set);
    /// The rows that follow are folded away until asked for; open where `used` says so.
    void fold(const QString& title, std::function<bool(const Brief&)> used);
    /// The last row is there only while this holds.
    void onlyWhile(std::function<bool(const Brief&)> holds);

    const Catalog& catalog() const { return *m_catalog; }
    /// Shows the brief as it is.
    void refresh();
    bool has(const BriefKey& key) const { return m_fields.contains(key); }
    /// Brings a field into sight, folded ones too, and gives it the focus.
    void focus(const BriefKey& key);
    void focusFirst();
    /// What a field is called; empty for a key that has none here.
    QString labelOf(const BriefKey& key) const;
    QWidget* field(const BriefKey& key) const;
    /// A field whose text cannot be read, and why; null where all can.
    QWidget* unreadable(QString* why = nullptr) const;

Q_SIGNALS:
    /// A field was refused, or is no longer.
    void readabilityChanged();

private:
    struct Field {
        QString title;
        QWidget* row = nullptr;  ///< what is shown and hidden
        QWidget* label = nullptr;
        QWidget* hint = nullptr;
        QWidget* input = nullptr;  ///< what takes the focus
        bool folded = false;
        std::function<void(const Brief&)> show;
        std::function<bool(const Brief&)> holds;
    };

    Field& add(const Row& row, QWidget* input, QWidget* focus, bool wide = true);
    void bind(QuantityEdit* edit);
    void showRows();
    bool eventFilter(QObject* object, QEvent* event) override;

    BriefModel& m_model;
    std::shared_ptr<const Catalog> m_catalog;
    QGridLayout* m_grid;
    std::vector<BriefKey> m_order;
    std::map<BriefKey, Field> m_fields;
    std::map<QuantityEdit*, QString> m_refused;
    QToolButton* m_fold = nullptr;
    std::function<bool(const Brief&)> m_foldUsed;
    bool m_refreshing = false;
};

}  // namespace hallwright
