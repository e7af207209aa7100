#include "model/compare/comparison_rows.h"
#include "model/compare/quantities.h"

#include <fmt/format.h>

#include <cmath>
#include <map>

namespace hallwright {

namespace {

/// Lines of a bill of one kind of part.
struct Bought {
    double pieces = 0.0;
    double money = 0.0;
    bool known = false, missing = false;
    std::vector<SlotRef> without;
};

std::map<Kind, Bought> networkBill(const Evaluation& evaluation) {
    std::map<Kind, Bought> out;
    for (const BillLine& line : evaluation.bill()) {
        if (line.section != "Network") continue;
        const Part* part = evaluation.hall().part(line.part);
        if (!part) continue;
        Bought& bought = out[part->kind];
        bought.pieces += line.quantity;
        if (std::isnan(line.price)) {
            bought.missing = true;
            bought.without.push_back({line.part, Property::price});
        } else {
            bought.money += line.quantity * line.price;
            bought.known = true;
        }
    }
    return out;
}

}  // namespace

std::vector<ComparisonRow> partRows(const std::vector<ComparedHall>& halls) {
    std::vector<std::map<Kind, Bought>> bills;
    std::map<Kind, bool> kinds;
    for (const ComparedHall& side : halls) {
        bills.push_back(networkBill(*side.evaluation));
        for (const auto& [kind, bought] : bills.back())
            kinds[kind] = true;
    }
    std::vector<ComparisonRow> pieces, money;
    for (const auto& [kind, there] : kinds) {
        ComparisonRow count, price;
        const std::string title(info(kind).title);
        count.id = fmt::format("bill.{}.pieces", info(kind).id);
        count.section = "Parts";
        count.title = title + ", bought";
        count.explanation = "pieces in the bill of the network";
        price.id = fmt::format("bill.{}.cost", info(kind).id);
        price.section = "Cost";
        price.title = title + ", price";
        price.explanation = "pieces × price in the bill of the network";
        for (const std::map<Kind, Bought>& bill : bills) {
            const auto found = bill.find(kind);
            const Bought bought =
                found == bill.end() ? Bought{0.0, 0.0, true, false, {}} : found->second;
            count.values.push_back(numberFigure(bought.pieces, Dimension::One));
            Figure cost = numberFigure(bought.known ? bought.money : unknown, Dimension::Money,
                                       bought.missing ? Status::Partial : Status::Ok);
            cost.missing = bought.without;
            price.values.push_back(std::move(cost));
        }
        count.refused.resize(halls.size());
        price.refused.resize(halls.size());
        pieces.push_back(std::move(count));
        money.push_back(std::move(price));
    }
    // Modules are counted among the fabrics already.
    std::erase_if(pieces, [](const ComparisonRow& row) {
        return row.id == fmt::format("bill.{}.pieces", info(Kind::Transceiver).id);
    });
    pieces.insert(pieces.end(), money.begin(), money.end());
    return pieces;
}

}  // namespace hallwright
