#pragma once

#include "model/parts/catalog.h"

#include <QDialog>

#include <memory>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;
class QTabWidget;
class QTreeWidget;
class QTreeWidgetItem;
class QVBoxLayout;

namespace hallwright {

class ReadingForm;

/// A part as a form: its words, each property with its readings, and what it holds. Takes only what
/// holds up as a part of a catalog does, and says what does not.
class PartEditor : public QDialog {
    Q_OBJECT

public:
    enum class Mode {
        New,       ///< a new part, the id too; what it has from documents stays theirs
        Change,    ///< a part of the user's own: all but id, kind and what documents say
        Override,  ///< a shipped part: its readings stay, the user's are added
    };

    PartEditor(std::shared_ptr<const Catalog> catalog, Part part, Mode mode,
               QWidget* parent = nullptr);

    /// What stands in the form; holds up once the dialog was accepted.
    Part part() const;
    /// Documents that were entered along the way.
    const std::vector<Source>& sources() const { return m_sources; }

private:
    void makeWords(QVBoxLayout& column);
    QWidget* makeProperties();
    QWidget* makeContents();
    void showTree();
    void showReading();
    void takeReading();
    void addProperty();
    void addReading();
    void removeReading();
    void chooseReading();
    void addContent(const Content& content);
    void addSource();
    void tryToAccept();
    void refuse(const QString& sentence);

    Datum* datumShown();
    bool isWritable(const Reading& reading) const;

    std::shared_ptr<const Catalog> m_catalog;
    Part m_part;
    Mode m_mode;
    std::vector<Source> m_sources;
    PartPtr m_given;        ///< as it was before
    bool m_unread = false;  ///< what stands in the form cannot be read

    QLineEdit *m_id, *m_name, *m_vendor, *m_aliases;
    QComboBox *m_kind, *m_status, *m_property;
    QTabWidget* m_tabs;
    QTreeWidget* m_tree;
    ReadingForm* m_form;
    QCheckBox* m_chosen;
    QPushButton *m_addReading, *m_removeReading, *m_addSource;
    QTableWidget* m_contents;
    QLabel *m_cited, *m_error;
};

}  // namespace hallwright
