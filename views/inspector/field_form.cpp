#include "views/inspector/field_form.h"

#include "model/edits/move_items.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace hallwright {

FieldForm::FieldForm(QWidget* parent) : QWidget(parent), m_layout(new QFormLayout(this)) {
    m_layout->setContentsMargins(0, 8, 0, 0);
    m_layout->setHorizontalSpacing(12);
    m_layout->setVerticalSpacing(6);
    m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_layout->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void FieldForm::makeEditors(std::vector<Field> fields) {
    // The edit that leads here may come from one of them: they go once its event is over.
    while (m_layout->rowCount() > 0) {
        const QFormLayout::TakeRowResult row = m_layout->takeRow(0);
        for (QLayoutItem* item : {row.labelItem, row.fieldItem}) {
            if (!item) continue;
            item->widget()->hide();
            item->widget()->deleteLater();
            delete item;
        }
    }
    m_editors.clear();
    for (Field& field : fields) {
        auto* editor = new FieldEditor(std::move(field));
        m_editors.push_back(editor);
        connect(editor, &FieldEditor::edited, this,
                [this, editor](const Cell& value) { Q_EMIT edited(editor, value); });
        if (editor->field().info->yesOrNo) {
            m_layout->addRow(QString(), editor);
            continue;
        }
        auto* label = new QLabel(editor->field().title);
        label->setBuddy(editor->input());
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        label->setContentsMargins(0, 4, 0, 0);
        m_layout->addRow(label, editor);
    }
}

void FieldForm::showRows(const Hall& hall, std::vector<ItemRef> items) {
    std::vector<Field> fields = fieldsOf(items);
    const bool sameFields =
        fields.size() == m_editors.size() &&
        std::equal(fields.begin(), fields.end(), m_editors.begin(),
                   [](const Field& field, const FieldEditor* editor) {
                       return field == editor->field() && field.info == editor->field().info;
                   });
    // Another row: what was typed for the last one has been sent or refused.
    if (!sameFields || items != m_items) {
        if (!sameFields) makeEditors(std::move(fields));
        for (FieldEditor* editor : m_editors)
            if (auto* line = qobject_cast<QLineEdit*>(editor->input())) line->setModified(false);
    }
    m_items = std::move(items);

    std::vector<std::vector<Cell>> cells(m_editors.size());
    bool locked = false;
    for (ItemRef item : m_items) {
        const TableAccess& table = tableAccess(item.table);
        const std::optional<std::vector<Cell>> row = table.row(hall, item.id);
        if (!row) continue;
        locked = locked || isLocked(hall, item);
        for (std::size_t i = 0; i < m_editors.size(); ++i) {
            // Two different values say enough.
            if (cells[i].size() > 1 && !(cells[i].front() == cells[i].back())) continue;
            for (std::size_t c = 0; c < table.columns().size(); ++c)
                if (table.columns()[c].name == m_editors[i]->field().column)
                    cells[i].push_back((*row)[c]);
        }
    }
    for (std::size_t i = 0; i < m_editors.size(); ++i) {
        FieldEditor* editor = m_editors[i];
        editor->showCells(hall, m_items, cells[i]);
        const std::string_view column = editor->field().column;
        editor->setReadOnly(locked && (column == "x_mm" || column == "y_mm" || column == "facing"));
    }
}

FieldEditor* FieldForm::editor(std::string_view column) const {
    const auto found = std::find_if(m_editors.begin(), m_editors.end(), [&](const FieldEditor* e) {
        return e->field().column == column;
    });
    return found == m_editors.end() ? nullptr : *found;
}

}  // namespace hallwright
