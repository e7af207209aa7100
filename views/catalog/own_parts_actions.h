#pragma once

#include "model/base/result.h"
#include "model/edits/edit.h"
#include "model/parts/catalog.h"

#include <QObject>

#include <filesystem>
#include <functional>
#include <memory>

class QWidget;

namespace hallwright {

class DocumentModel;
class UserCatalog;

/// Where parts are made and changed.
enum class PartPlace {
    UserCatalog,  ///< the user's own catalog, for every hall
    Hall,         ///< the hall that is open, as edits that can be undone
};

/// What the user does to parts: asks for what is needed, checks it, writes it, and says what went
/// wrong. The shipped catalog is never written.
class OwnPartsActions : public QObject {
    Q_OBJECT

public:
    /// `shipped` is the catalog without the user's layer, which lies in `folder`.
    OwnPartsActions(Catalog shipped, std::filesystem::path folder, DocumentModel& document,
                    QWidget* window);

    void setCatalog(std::shared_ptr<const Catalog> catalog) { m_catalog = std::move(catalog); }
    void newPart(PartPlace place);
    void duplicate(PartPlace place, const QString& part);
    /// Overrides a shipped part, changes one of the user's own.
    void change(PartPlace place, const QString& part);
    /// Counts with another of the readings of a property.
    void chooseReading(PartPlace place, const QString& part, Property property, int index);
    void retire(PartPlace place, const QString& part);
    /// An own part goes; a shipped one is as shipped again.
    void remove(PartPlace place, const QString& part);
    void importNetbox();
    void showNewerData();
    void settleDisagreements();

Q_SIGNALS:
    /// The user's catalog was written; this is the catalog now.
    void catalogChanged(std::shared_ptr<const hallwright::Catalog> catalog);
    /// To be chosen in the list.
    void partMade(const QString& id);
    /// To be chosen in the list of all parts.
    void partImported(const QString& id);
    /// What was done, in a sentence for the status bar.
    void told(const QString& sentence);

private:
    PartPtr find(PartPlace place, const QString& part) const;
    bool edit(PartPlace place, Part part, bool isNew);
    /// Changes the user's catalog while the window stays alive.
    bool write(const QString& title, const std::function<Result<Catalog>(UserCatalog&)>& change);
    bool take(const Result<Catalog>& written, const QString& title);
    bool apply(Result<Edit> edit, const QString& title);
    void fail(const QString& title, const Error& error);
    UserCatalog userCatalog() const;

    std::shared_ptr<const Catalog> m_catalog;
    Catalog m_shipped;
    std::filesystem::path m_folder;
    DocumentModel& m_document;
    QWidget* m_window;
};

}  // namespace hallwright
