#include "model/exports/link_pieces.h"

#include "tests/exports/piece_hall.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <fmt/format.h>

#include <map>
#include <set>

using namespace hallwright;
using namespace hallwright::test;

/// What an installer gets: every piece that is bought, once, with both its ends, and every link as
/// the pieces it runs through.
class LinkPiecesTest : public QObject {
    Q_OBJECT

    using Rows = std::vector<std::vector<std::string>>;
    static std::size_t column(const Rows& rows, const char* heading) {
        return static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), heading) -
                                        rows[0].begin());
    }
    static std::vector<std::string> splitAt(const std::string& text, const std::string& by) {
        std::vector<std::string> out;
        for (std::size_t at = 0; !text.empty();) {
            const std::size_t end = text.find(by, at);
            out.push_back(text.substr(at, end == std::string::npos ? end : end - at));
            if (end == std::string::npos) break;
            at = end + by.size();
        }
        return out;
    }
    static void addRecipes() {
        QTest::addColumn<int>("recipe");
        int i = 0;
        for (const PieceRecipe& recipe : pieceRecipes)
            QTest::newRow(recipe.name) << i++;
    }
    /// Cables and panels on the bill: part and length in text → pieces.
    static std::map<std::pair<std::string, std::string>, long long> billed(const Evaluation& e) {
        std::map<std::pair<std::string, std::string>, long long> out;
        for (const BillLine& line : e.bill()) {
            const Part* part = e.hall().part(line.part);
            if (line.length_m)
                out[{part->id, fmt::format("{:g}", *line.length_m)}] += std::llround(line.quantity);
            else if (part->kind == Kind::Panel)
                out[{part->id, ""}] += std::llround(line.quantity);
        }
        return out;
    }

private Q_SLOTS:
    void thePiecesAreThoseOfTheBill_data() { addRecipes(); }
    void thePiecesAreThoseOfTheBill() {
        QFETCH(int, recipe);
        Exported made(pieceHall(pieceRecipes[recipe]));
        const Rows rows = csvRows(made.text("pieces-csv"));
        QVERIFY(rows.size() > 1);
        std::map<std::pair<std::string, std::string>, long long> listed;
        std::set<std::string> names;
        double strands = 0.0;
        for (std::size_t i = 1; i < rows.size(); ++i) {
            QVERIFY2(names.insert(rows[i][0]).second, rows[i][0].c_str());
            ++listed[{rows[i][column(rows, "Part")], rows[i][column(rows, "Bought m")]}];
            if (rows[i][column(rows, "What")] == "panel") continue;
            QVERIFY(!rows[i][column(rows, "A end")].empty());
            QVERIFY(!rows[i][column(rows, "Z end")].empty());
            if (rows[i][column(rows, "What")] == "trunk")
                strands += std::stod(rows[i][column(rows, "Strands used")]);
        }
        QVERIFY2(made.evaluation().cables().plans[0].plant.problem.empty(),
                 made.evaluation().cables().plans[0].plant.problem.c_str());
        QVERIFY(listed == billed(made.evaluation()));
        double needed = 0.0;
        for (const TrunkGroup& group : made.evaluation().cables().plans[0].plant.groups)
            needed += static_cast<double>(group.strands);
        QCOMPARE(strands, needed);
    }
    void theRecipesReachEveryKindOfPiece() {
        std::set<std::string> kinds;
        for (const PieceRecipe& recipe : pieceRecipes) {
            Exported made(pieceHall(recipe));
            const Rows rows = csvRows(made.text("pieces-csv"));
            for (std::size_t i = 1; i < rows.size(); ++i)
                kinds.insert(rows[i][column(rows, "What")]);
        }
        QCOMPARE(kinds, (std::set<std::string>{"cable with plugs", "jumper", "panel", "splitter",
                                               "trunk"}));
    }

    void everyPieceOfALinkIsInTheListAndTheOtherWayRound_data() { addRecipes(); }
    void everyPieceOfALinkIsInTheListAndTheOtherWayRound() {
        QFETCH(int, recipe);
        Exported made(pieceHall(pieceRecipes[recipe]));
        const Rows pieces = csvRows(made.text("pieces-csv"));
        std::map<std::string, long long> links;
        for (std::size_t i = 1; i < pieces.size(); ++i)
            if (pieces[i][column(pieces, "What")] != "panel")
                links[pieces[i][0]] = std::stoll(pieces[i][column(pieces, "Links")]);
        const Rows rows = csvRows(made.text("cables-csv"));
        QCOMPARE(rows.size(), made.links() + 1);
        std::map<std::string, long long> used;
        std::set<std::string> legs;
        for (std::size_t i = 1; i < rows.size(); ++i) {
            const std::vector<std::string> path = splitAt(rows[i][column(rows, "Pieces")], " > ");
            QVERIFY(!path.empty());
            for (const std::string& leg : path) {
                ++used[leg.substr(0, leg.find(':'))];
                if (leg.find(':') != std::string::npos)
                    QVERIFY2(legs.insert(leg).second, leg.c_str());
            }
            // A medium and a length only of a piece that is bought.
            const auto at = std::find_if(pieces.begin() + 1, pieces.end(), [&](const auto& piece) {
                return piece[column(pieces, "Part")] == rows[i][column(rows, "Medium")] &&
                       piece[column(pieces, "Bought m")] == rows[i][column(rows, "Bought m")];
            });
            QVERIFY(at != pieces.end());
        }
        QVERIFY(used == links);
    }

    void aChainIsUnbroken_data() { addRecipes(); }
    void aChainIsUnbroken() {
        QFETCH(int, recipe);
        Exported made(pieceHall(pieceRecipes[recipe]));
        const QJsonObject all =
            QJsonDocument::fromJson(QByteArray::fromStdString(made.text("links-json"))).object();
        const QJsonArray links = all["links"].toArray();
        QCOMPARE(static_cast<std::size_t>(links.size()), made.links());
        for (const QJsonValue& value : links) {
            const QJsonObject link = value.toObject();
            const QJsonArray chain = link["chain"].toArray();
            QVERIFY(!chain.isEmpty());
            QString last = link["label_a"].toString().section(" / ", 0, 0);
            for (const QJsonValue& piece : chain) {
                QCOMPARE(piece.toObject()["a"].toString(), last);
                last = piece.toObject()["z"].toString();
            }
            QCOMPARE(last, link["label_z"].toString().section(" / ", 0, 0));
        }
    }

    void netBoxHasEveryPortOnceAndThePanelsAsDevices_data() { addRecipes(); }
    void netBoxHasEveryPortOnceAndThePanelsAsDevices() {
        QFETCH(int, recipe);
        Exported made(pieceHall(pieceRecipes[recipe]));
        std::set<std::string> devices;
        long long panels = 0;
        const Rows listed = csvRows(made.text("netbox-devices"));
        for (std::size_t i = 1; i < listed.size(); ++i) {
            QVERIFY(devices.insert(listed[i][0]).second);
            panels += listed[i][1] == "Patch panel";
        }
        QCOMPARE(panels, made.evaluation().cables().plans[0].plant.panels);
        std::set<std::string> ends, fronts, rears;
        const Rows cables = csvRows(made.text("netbox-cables"));
        for (std::size_t i = 1; i < cables.size(); ++i) {
            QCOMPARE(cables[i].size(), cables[0].size());
            for (const std::size_t side : {std::size_t{0}, std::size_t{3}}) {
                const std::string &device = cables[i][side], &type = cables[i][side + 1],
                                  &name = cables[i][side + 2];
                QVERIFY2(devices.contains(device), device.c_str());
                QVERIFY(ends.insert(device + " " + type + " " + name).second);
                if (type == "dcim.frontport") fronts.insert(device + " " + name);
                if (type == "dcim.rearport") rears.insert(device + " " + name);
            }
            QVERIFY(!cables[i][9].empty());
        }
        QVERIFY(fronts == rears);
        QCOMPARE(rears.size(),
                 static_cast<std::size_t>(2 * (pieceRecipes[recipe].plant == CablePlant::Trunk
                                                   ? made.evaluation().cables().plans[0].plant.links
                                                   : 0)));
    }

    void theSwitchEndOfATrunkLinkIsItsJumper() {
        Exported made(pieceHall(pieceRecipes[1]));
        const Rows rows = csvRows(made.text("ports-csv"));
        for (std::size_t i = 1; i < rows.size(); ++i)
            QCOMPARE(rows[i][column(rows, "Medium")], std::string("jumper"));
    }
    void whatNothingIsBoughtForShowsNoMediumAndNoLength() {
        Hall hall = pieceHall(pieceRecipes[1]);
        Fabric fabric = hall.fabrics[compute];
        fabric.panel = {};
        hall.fabrics.set(compute, fabric);
        Exported made(hall);
        QVERIFY(!made.evaluation().cables().plans[0].plant.problem.empty());
        const Rows rows = csvRows(made.text("cables-csv"));
        long long blank = 0;
        for (std::size_t i = 1; i < rows.size(); ++i) {
            const bool apart = rows[i][column(rows, "A-Rack")] != rows[i][column(rows, "Z-Rack")];
            QCOMPARE(rows[i][column(rows, "Medium")].empty(), apart);
            QCOMPARE(rows[i][column(rows, "Bought m")].empty(), apart);
            QCOMPARE(rows[i][column(rows, "Pieces")].empty(), apart);
            blank += apart;
        }
        QVERIFY(blank > 0);
        const Rows cables = csvRows(made.text("netbox-cables"));
        QCOMPARE(cables.size(), made.links() + 1);
        QVERIFY(std::count_if(cables.begin(), cables.end(), [](const auto& row) {
                    return row[6].empty() && row[9].empty();
                }) == blank);
    }
    void whereNoMediumFitsThereIsNoModuleEither() {
        Hall hall = pieceHall(pieceRecipes[0]);
        const Fabric& fabric = hall.fabrics[compute];
        Part jumper = *hall.part(fabric.cable);
        for (Datum& datum : jumper.data)
            if (datum.property == Property::medium) datum.readings[0].text = "mmf";
        hall.parts.set(fabric.cable, {std::make_shared<Part>(jumper), {}});
        Exported made(hall);
        const Rows rows = csvRows(made.text("cables-csv"));
        QCOMPARE(rows.size(), made.links() + 1);
        for (std::size_t i = 1; i < rows.size(); ++i)
            for (const char* heading : {"Medium", "Bought m", "Pieces", "A-Module", "Z-Module"})
                QVERIFY2(rows[i][column(rows, heading)].empty(), heading);
        const Result<void> done = made.write("pieces-csv");
        QVERIFY(!done && done.error().code == ErrorCode::DoesNotFit);
    }
    void panelsOfTwoFabricsInOneRackHaveNamesOfTheirOwn() {
        Hall hall = pieceHall(pieceRecipes[1]);
        Fabric second = hall.fabrics[compute];
        second.name = "storage";
        hall.fabrics.set({30}, second);
        RawId next = 5000;
        for (int i = 0; i < 6; ++i)
            hall.members.set({next++}, Member{{firstRack + 2 * i}, {30}, 0, i});
        std::vector<Id<Rack>> network;
        hall.racks.forEach([&](Id<Rack> id, const Rack& rack) {
            if (rack.name[0] == 'N') network.push_back(id);
        });
        for (const Tier tier : {Tier::Leaf, Tier::Spine})
            hall.mounts.set({next++}, Mount{network[0], {30}, tier, 0, 18});
        Exported made(hall);
        QVERIFY(made.evaluation().cables().plans[1].plant.panels > 0);
        std::set<std::string> names;
        for (const std::vector<std::string>& row : csvRows(made.text("netbox-devices")))
            QVERIFY2(names.insert(row[0]).second, row[0].c_str());
    }
};

HALL_TEST(LinkPiecesTest)
#include "link_pieces_test.moc"
