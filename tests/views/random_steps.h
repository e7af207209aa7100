#pragma once

#include "model/edits/align_items.h"
#include "model/edits/change_items.h"
#include "model/edits/copy_items.h"
#include "model/edits/move_items.h"
#include "model/edits/waive.h"
#include "views/document.h"

#include <random>

namespace hallwright::test {

/// What a restless user does to a document: every kind of edit, undo and redo, gestures committed
/// and given up. What is refused is left alone. Keeps the hall at some twenty racks.
class RandomSteps {
public:
    explicit RandomSteps(unsigned seed) : m_dice(seed) {}

    void step(DocumentModel& document) {
        const Hall& hall = document.base();
        const std::vector<ItemRef> items = some(hall);
        switch (below(20)) {
        case 0:
        case 1:
        case 2:
            return send(document, moveItems(hall, items, mm(), mm()));
        case 3:
            return gesture(document, items, true);
        case 4:
            return gesture(document, items, false);
        case 5:
            return send(document, rotateItems(hall, items, below(4)));
        case 6:
            return send(document, renameItem(hall, items.front(), "N" + std::to_string(below(99))));
        case 7:
            return send(document, setLocked(hall, items, below(4) == 0));
        case 8:
        case 9:
            if (hall.racks.size() > 12) send(document, deleteItems(hall, items));
            return;
        case 10:
            if (hall.racks.size() < 30) return add(document);
            return send(document, deleteItems(hall, items));
        case 11:
            m_copied = copyItems(hall, items);
            return;
        case 12:
            if (hall.racks.size() < 30)
                send(document, pasteItems(hall, m_copied, mm(), mm(), document.nextId()));
            return;
        case 13:
            if (hall.racks.size() < 30)
                send(document, duplicateItems(hall, items, document.nextId()));
            return;
        case 14:
            if (hall.racks.size() < 20 && below(3) == 0)
                send(document, duplicateRows(hall, items, document.nextId()));
            return;
        case 15:
            return send(document, alignItems(hall, items, static_cast<Alignment>(below(4))));
        case 16:
            return waive(document);
        case 17:
        case 18:
            for (int i = below(5); i >= 0; --i)
                document.undo();
            return;
        default:
            for (int i = below(5); i >= 0; --i)
                document.redo();
            return;
        }
    }
    int below(int most) { return static_cast<int>(m_dice() % static_cast<unsigned>(most)); }
    /// How many edits were taken.
    int taken() const { return m_taken; }

private:
    Millimetres mm() { return {below(4001) - 2000}; }

    std::vector<ItemRef> some(const Hall& hall) {
        std::vector<ItemRef> all;
        hall.racks.forEach([&](Id<Rack> id, const Rack&) {
            all.push_back({TableId::Racks, id.raw});
        });
        hall.equipment.forEach([&](Id<Equipment> id, const Equipment&) {
            all.push_back({TableId::Equipment, id.raw});
        });
        hall.busways.forEach([&](Id<Busway> id, const Busway&) {
            all.push_back({TableId::Busways, id.raw});
        });
        hall.trays.forEach([&](Id<Tray> id, const Tray&) {
            all.push_back({TableId::Trays, id.raw});
        });
        hall.obstacles.forEach([&](Id<Obstacle> id, const Obstacle&) {
            all.push_back({TableId::Obstacles, id.raw});
        });
        std::shuffle(all.begin(), all.end(), m_dice);
        all.resize(std::min<std::size_t>(all.size(), 1 + m_dice() % 4));
        std::sort(all.begin(), all.end());
        return all;
    }

    void send(DocumentModel& document, Result<Edit> edit) {
        if (edit && document.apply(std::move(edit).value())) ++m_taken;
    }

    void gesture(DocumentModel& document, const std::vector<ItemRef>& items, bool commit) {
        for (int i = below(4); i >= 0; --i)
            if (Result<Edit> edit = moveItems(document.base(), items, mm(), mm()))
                (void)document.preview(std::move(edit).value());
        if (commit)
            document.commitPreview();
        else
            document.cancelPreview();
    }

    void add(DocumentModel& document) {
        const Hall& hall = document.base();
        std::optional<Rack> rack;
        hall.racks.forEach([&](Id<Rack>, const Rack& each) { rack = each; });
        if (!rack) return;
        rack->name = "R" + std::to_string(document.nextId());
        rack->place = {mm(), mm(), static_cast<Facing>(below(4))};
        send(document, addRack(hall, *rack, document.nextId()));
    }

    void waive(DocumentModel& document) {
        const Evaluation& evaluation = document.evaluation();
        std::vector<RawId> waivers;
        document.base().waivers.forEach(
            [&](Id<Waiver> id, const Waiver&) { waivers.push_back(id.raw); });
        if (waivers.size() > 5)
            return send(document,
                        withdrawWaiver(document.base(), waivers[m_dice() % waivers.size()]));
        const std::vector<Finding>& findings = evaluation.findings();
        if (findings.empty()) return;
        const Finding finding = findings[m_dice() % findings.size()];
        send(document, waiveFinding(evaluation, finding, "It is meant so", "A. Author",
                                    "2026-11-22", document.nextId()));
    }

    std::mt19937 m_dice;
    std::string m_copied;
    int m_taken = 0;
};

}  // namespace hallwright::test
