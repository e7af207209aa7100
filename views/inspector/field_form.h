#pragma once

#include "views/inspector/field_editor.h"

#include <QWidget>

class QFormLayout;

namespace hallwright {

/// The fields of one or several rows. Editors stay while the rows have the same fields, so that
/// focus and what is being typed survive a change of the hall.
class FieldForm : public QWidget {
    Q_OBJECT

public:
    explicit FieldForm(QWidget* parent = nullptr);

    /// Shows these rows as they are in the hall.
    void showRows(const Hall& hall, std::vector<ItemRef> items);
    const std::vector<ItemRef>& items() const { return m_items; }
    const std::vector<FieldEditor*>& editors() const { return m_editors; }
    FieldEditor* editor(std::string_view column) const;

Q_SIGNALS:
    void edited(FieldEditor* editor, const Cell& value);

private:
    void makeEditors(std::vector<Field> fields);

    QFormLayout* m_layout;
    std::vector<ItemRef> m_items;
    std::vector<FieldEditor*> m_editors;
};

}  // namespace hallwright
