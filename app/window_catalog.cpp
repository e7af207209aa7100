#include "app/window.h"
#include "views/catalog/catalog_page.h"
#include "views/catalog/catalog_view.h"
#include "views/catalog/own_parts_actions.h"
#include "views/compare/compare_view.h"
#include "views/document.h"
#include "views/headroom/headroom_view.h"
#include "views/inspector/inspector.h"
#include "views/plan/plan_view.h"
#include "views/selection.h"
#include "views/start/start_page.h"

#include <QStatusBar>

namespace hallwright {

void Window::setCatalog(std::shared_ptr<const Catalog> catalog) {
    if (!catalog || !m_catalogPage) return;
    m_hooks.catalog = catalog;
    m_plan->setCatalog(catalog);
    m_start->setCatalog(catalog);
    m_headroom->setCatalog(catalog);
    m_variants->setCatalog(catalog);
    m_inspector->setCatalog(catalog);
    if (m_ownParts) m_ownParts->setCatalog(catalog);
    m_catalogView->setCatalog(catalog);
    m_catalogPage->setCatalog(std::move(catalog));
    showState();
}

/// The dock and the page choose together: the part that either shows is the one that is placed.
void Window::connectCatalog() {
    if (!m_catalogPage) return;
    const auto choose = [this](const QString& id) {
        m_plan->setPlacedPart(id.toStdString());
        m_headroom->setPart(id);
        showState();
    };
    connect(m_catalogView, &CatalogView::partChosen, this, choose);
    connect(m_catalogPage, &CatalogPage::partChosen, this, choose);
    const auto place = [this](ActionId tool) {
        return [this, tool](const QString& id) {
            showPage(Plan);
            m_plan->setPlacedPart(id.toStdString());
            showState();
            (*m_actions)[tool].trigger();
        };
    };
    connect(m_catalogView, &CatalogView::placeWanted, this, place(ActionId::ToolPlace));
    connect(m_catalogView, &CatalogView::rowWanted, this, place(ActionId::ToolRow));
    connect(m_catalogPage, &CatalogPage::placeWanted, this, place(ActionId::ToolPlace));
    connect(m_catalogPage, &CatalogPage::rowWanted, this, place(ActionId::ToolRow));
    connect(m_catalogPage, &CatalogPage::catalogChanged, this, &Window::setCatalog);
    connectOwnParts();
    connect(m_headroom, &HeadroomView::itemWanted, this, [this](ItemRef item) {
        showPage(Plan);
        m_selection->set({item});
        m_plan->centreOn({item});
    });
}

/// What the page asks for is done in the user's catalog or in the hall, whichever it shows.
void Window::connectOwnParts() {
    m_catalogPage->setWritable(m_hooks.shipped.has_value());
    if (!m_hooks.shipped) return;
    m_ownParts = new OwnPartsActions(*m_hooks.shipped, m_hooks.userCatalog, *m_document, this);
    m_ownParts->setCatalog(m_hooks.catalog);
    const auto place = [this] {
        return m_catalogPage->showsHall() ? PartPlace::Hall : PartPlace::UserCatalog;
    };
    const auto on = [&](auto signal, auto act) {
        connect(m_catalogPage, signal, this,
                [place, act](const QString& part) { act(place(), part); });
    };
    connect(m_catalogPage, &CatalogPage::newWanted, this,
            [this, place] { m_ownParts->newPart(place()); });
    on(&CatalogPage::duplicateWanted,
       [this](PartPlace where, const QString& part) { m_ownParts->duplicate(where, part); });
    on(&CatalogPage::changeWanted,
       [this](PartPlace where, const QString& part) { m_ownParts->change(where, part); });
    on(&CatalogPage::retireWanted,
       [this](PartPlace where, const QString& part) { m_ownParts->retire(where, part); });
    on(&CatalogPage::removeWanted,
       [this](PartPlace where, const QString& part) { m_ownParts->remove(where, part); });
    connect(m_catalogPage, &CatalogPage::readingWanted, this,
            [this, place](const QString& part, Property property, int index) {
                m_ownParts->chooseReading(place(), part, property, index);
            });
    connect(m_catalogPage, &CatalogPage::importWanted, m_ownParts, &OwnPartsActions::importNetbox);
    connect(m_catalogPage, &CatalogPage::newerDataWanted, m_ownParts,
            &OwnPartsActions::showNewerData);
    connect(m_catalogPage, &CatalogPage::settleWanted, m_ownParts,
            &OwnPartsActions::settleDisagreements);
    connect(m_ownParts, &OwnPartsActions::catalogChanged, this, &Window::setCatalog);
    connect(m_ownParts, &OwnPartsActions::partMade, m_catalogPage, &CatalogPage::choosePart);
    connect(m_ownParts, &OwnPartsActions::partImported, m_catalogPage, [this](const QString& id) {
        m_catalogPage->setShowsHall(false);
        m_catalogPage->choosePart(id);
    });
    connect(m_ownParts, &OwnPartsActions::told, this, [this](const QString& sentence) {
        statusBar()->show();  // without a hall it has nothing else to tell
        say(sentence);
    });
}

}  // namespace hallwright
