#include "tests/exports/export_hall.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRegularExpression>

#include <map>
#include <set>

using namespace hallwright;
using namespace hallwright::test;

/// Every format is read back by a reader that is not ours, or by its grammar, on names that no
/// format likes.
class ExportFormatsTest : public QObject {
    Q_OBJECT

    static QString outputOf(const QString& program, const QStringList& arguments, int* exitCode) {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        const bool ended = process.waitForStarted() && process.waitForFinished(60000);
        *exitCode = ended ? process.exitCode() : -1;
        return QString::fromUtf8(process.readAll());
    }
    static QString sheetOf(Exported& made, const char* id, int sheet) {
        int code = 0;
        const QString xml = outputOf("unzip",
                                     {"-p", QString::fromStdString(made.path(id)),
                                      QString("xl/worksheets/sheet%1.xml").arg(sheet)},
                                     &code);
        return code == 0 ? xml : QString();
    }

private Q_SLOTS:
    void everyFormatIsWrittenAndTwiceTheSame_data() {
        QTest::addColumn<QByteArray>("id");
        for (const ExportFormat& format : exportFormats())
            QTest::newRow(std::string(format.id).c_str())
                << QByteArray(std::string(format.id).c_str());
    }
    void everyFormatIsWrittenAndTwiceTheSame() {
        QFETCH(QByteArray, id);
        const Hall hall = id.endsWith("-dot") ? onEthernet(hostileHall()) : hostileHall();
        Exported first(hall), second(hall);
        VERIFY_OK(first.write(id.toStdString()));
        VERIFY_OK(second.write(id.toStdString()));
        const std::string text = readFile(first.path(id.toStdString()));
        QVERIFY(text.size() > 20);
        QVERIFY(text == readFile(second.path(id.toStdString())));
        QVERIFY(!QFile::exists(QString::fromStdString(first.path(id.toStdString()) + ".part")));
    }

    void idsAreLastingAndUnique() {
        std::set<std::string_view> ids;
        for (const ExportFormat& format : exportFormats()) {
            QVERIFY(ids.insert(format.id).second);
            QVERIFY((format.writeText == nullptr) != (format.writeBook == nullptr));
            QVERIFY(format.ending.starts_with('.'));
            QCOMPARE(findExportFormat(format.id), &format);
        }
    }

    void theScheduleHasARowForEveryLinkAndNoFormula() {
        Exported made(hostileHall());
        const auto rows = csvRows(made.text("cables-csv"));
        QCOMPARE(rows.size(), made.links() + 1);
        for (const std::vector<std::string>& row : rows) {
            QCOMPARE(row.size(), rows[0].size());
            for (const std::string& cell : row)
                QVERIFY(cell.empty() || std::string("=+-@").find(cell[0]) == std::string::npos);
        }
        const auto column = [&](const char* heading) {
            return static_cast<std::size_t>(std::find(rows[0].begin(), rows[0].end(), heading) -
                                            rows[0].begin());
        };
        QCOMPARE(rows[1][column("A-Rack")], std::string("'=cmd|' /C calc'!A0"));
        QCOMPARE(rows[1][column("Rail")], std::string("1"));
        const double routed = std::stod(rows[1][column("Routed m")]);
        const double bought = std::stod(rows[1][column("Bought m")]);
        QVERIFY(routed > 0.0 && bought >= routed);
        QCOMPARE(rows[1][column("Medium")], std::string("jumper"));
        QVERIFY(!rows[1][column("Trays")].empty());
        QVERIFY(rows[1][column("Label at A")] != rows[1][column("Label at Z")]);
    }

    void thePortMapNamesEveryUsedSwitchPortOnce() {
        Exported made(hostileHall());
        std::size_t ends = 0;
        made.input().forEachLink(0, [&](const Link& link) { ends += link.lower.host ? 1 : 2; });
        const auto rows = csvRows(made.text("ports-csv"));
        QCOMPARE(rows.size(), ends + 1);
        std::set<std::string> ports;
        for (const std::vector<std::string>& row : rows)
            QVERIFY(ports.insert(row[1] + " " + row[4]).second);
    }

    void graphvizReadsEveryLink_data() {
        QTest::addColumn<QByteArray>("id");
        QTest::newRow("ptm-dot") << QByteArray("ptm-dot");
        QTest::newRow("ufm-dot") << QByteArray("ufm-dot");
    }
    void graphvizReadsEveryLink() {
        QFETCH(QByteArray, id);
        Exported made(onEthernet(hostileHall()));
        VERIFY_OK(made.write(id.toStdString()));
        int code = 0;
        const QString counted = outputOf("gvpr",
                                         {"BEG_G { print(nNodes($G)); print(nEdges($G)); }",
                                          QString::fromStdString(made.path(id.toStdString()))},
                                         &code);
        QCOMPARE(code, 0);
        const FabricSize& size = made.evaluation().fabrics().plans[0].size;
        QCOMPARE(counted, QString("%1\n%2\n")
                              .arg(9 * 18 + size.switches[0] + size.switches[1] + size.switches[2])
                              .arg(made.links()));
    }
    void ptmEdgesAreQuotedDeviceAndPort() {
        Exported made(onEthernet(exportHall(9)));
        static const QRegularExpression edge("^  \"[A-Za-z0-9._-]+\":\"[A-Za-z0-9._-]+\" -- "
                                             "\"[A-Za-z0-9._-]+\":\"[A-Za-z0-9._-]+\"$");
        const std::vector<std::string> lines = linesOf(made.text("ptm-dot"));
        QCOMPARE(lines.size(), made.links() + 4);
        QCOMPARE(lines[0], std::string("graph G {"));
        for (std::size_t i = 3; i + 1 < lines.size(); ++i)
            QVERIFY2(edge.match(QString::fromStdString(lines[i])).hasMatch(), lines[i].c_str());
        QCOMPARE(lines.back(), std::string("}"));
    }

    /// ptmd compares by LLDP, which InfiniBand does not speak.
    void infiniBandIsInNoFileOfEthernet() {
        Hall hall = exportHall(2);
        for (const char* id : {"ptm-dot", "ufm-dot"}) {
            const Result<void> done = Exported(hall).write(id);
            QVERIFY(!done && done.error().code == ErrorCode::DoesNotFit);
        }
        say(hall, parts::ethernetSwitch, Property::portName, "swp{cage}[s{link0}]");
        Fabric second = hall.fabrics[compute];
        second.name = "frontend";
        second.role = FabricRole::FrontEnd;
        second.kind = FabricKind::FatTree;
        second.switchPart = parts::ethernetSwitch;
        hall.fabrics.set({30}, second);
        hall.members.set({9001}, Member{{firstRack}, {30}, 0, 0});
        Exported made(hall);
        for (const char* id : {"ptm-dot", "ufm-dot"}) {
            const std::string text = made.text(id);
            QVERIFY(text.find("frontend-leaf-001") != std::string::npos);
            QVERIFY(text.find("compute-leaf") == std::string::npos);
            QVERIFY(text.find("\"sw1p") == std::string::npos);
        }
    }
    void outOfBandIsForPtmAndNotForUfm() {
        Hall hall = onEthernet(exportHall(1));
        Fabric fabric = hall.fabrics[compute];
        fabric.role = FabricRole::OutOfBand;
        hall.fabrics.set(compute, fabric);
        say(hall, parts::computeRack, Property::rackOobPorts, 27.0);
        say(hall, parts::computeRack, Property::oobSpeed, 400e9);
        Exported made(hall);
        QVERIFY(made.links() > 0);
        VERIFY_OK(made.write("ptm-dot"));
        QVERIFY(!made.write("ufm-dot"));
    }

    void theTopologyFileTellsEverySwitchPortBothWays() {
        Exported made(hostileHall());
        static const QRegularExpression system("^(\\S+) (\\S+)$");
        static const QRegularExpression connection("^   (\\S+) -4x-200G-> (\\S+) (\\S+) (\\S+)$");
        std::map<std::string, std::string> ends;  // "switch port" → "device port"
        std::string device;
        for (const std::string& line : linesOf(made.text("ufm-topo"))) {
            const QString words = QString::fromStdString(line);
            if (words.isEmpty()) {
                device.clear();
            } else if (!words.startsWith(' ')) {
                QVERIFY2(device.empty() && system.match(words).hasMatch(), line.c_str());
                device = system.match(words).captured(2).toStdString();
            } else {
                const QRegularExpressionMatch match = connection.match(words);
                QVERIFY2(!device.empty() && match.hasMatch(), line.c_str());
                QVERIFY(ends.emplace(device + " " + match.captured(1).toStdString(),
                                     match.captured(3).toStdString() + " " +
                                         match.captured(4).toStdString())
                            .second);
            }
        }
        std::size_t hosts = 0;
        for (const auto& [near, far] : ends)
            if (ends.contains(far))
                QCOMPARE(ends.at(far), near);
            else
                ++hosts;
        QCOMPARE(hosts, std::size_t{9 * 18 * 4});
        QCOMPARE((ends.size() - hosts) / 2 + hosts, made.links());
    }
    void theClassicTopologyFileHasPlainArrows() {
        Exported made(exportHall(1));
        const std::vector<std::string> lines = linesOf(made.text("ibdm-topo"));
        QVERIFY(lines.size() > 72);
        QCOMPARE(lines[1], std::string("   sw1p1 -> HCA_1 R0-n01 U1/P1"));
    }
    void ethernetHasNoTopologyFile() {
        Exported made(onEthernet(exportHall(2)));
        for (const char* id : {"ufm-topo", "ibdm-topo", "ufm-hca"}) {
            const Result<void> done = made.write(id);
            QVERIFY(!done && done.error().code == ErrorCode::DoesNotFit);
        }
        VERIFY_OK(made.write("ufm-p2p"));
        QVERIFY(sheetOf(made, "ufm-p2p", 1).contains(">rail1<"));
    }

    void theHcaMappingCountsFromOne() {
        Exported made(exportHall(1));
        QCOMPARE(made.text("ufm-hca"),
                 std::string("port,hca-name\n1,mlx5_0\n2,mlx5_1\n3,mlx5_2\n4,mlx5_3\n"));
    }

    void aSpreadsheetReadsThePointToPointWorkbook() {
        Exported made(hostileHall());
        VERIFY_OK(made.write("ufm-p2p"));
        const QString sheet = sheetOf(made, "ufm-p2p", 1);
        for (const char* heading :
             {"A-Node Name", "A-Type", "A-Port", "Z-Node Name", "Z-Type", "Z-Port"})
            QVERIFY2(sheet.contains(QString(">%1<").arg(heading)), heading);
        QCOMPARE(static_cast<std::size_t>(sheet.count("<row ")), made.links() + 1);
        QVERIFY(sheet.contains(">sw1p1<"));
        QVERIFY(!sheet.contains("<f>"));
    }
    void theScheduleWorkbookHasItsSheetsFrozenAndFiltered() {
        Exported made(hostileHall());
        VERIFY_OK(made.write("cables-xlsx"));
        int code = 0;
        const QString book = outputOf(
            "unzip", {"-p", QString::fromStdString(made.path("cables-xlsx")), "xl/workbook.xml"},
            &code);
        QCOMPARE(code, 0);
        for (const char* name : {"Cable schedule", "Port map", "Parts and lengths", "Pieces"})
            QVERIFY2(book.contains(QString("name=\"%1\"").arg(name)), name);
        for (int i = 1; i <= 4; ++i) {
            const QString sheet = sheetOf(made, "cables-xlsx", i);
            QVERIFY(sheet.contains("state=\"frozen\""));
            QVERIFY(sheet.contains("<autoFilter "));
            QVERIFY(!sheet.contains("<f>"));
        }
        QCOMPARE(static_cast<std::size_t>(sheetOf(made, "cables-xlsx", 1).count("<row ")),
                 made.links() + 1);
        // Direct plant: as many pieces as links.
        double pieces = 0.0;
        static const QRegularExpression last("<c r=\"E\\d+\"[^>]*><v>([0-9.]+)</v>");
        QRegularExpressionMatchIterator found = last.globalMatch(sheetOf(made, "cables-xlsx", 4));
        while (found.hasNext())
            pieces += found.next().captured(1).toDouble();
        QCOMPARE(static_cast<std::size_t>(pieces), made.links());
    }

    void netBoxKnowsEveryColumn() {
        // Fields of the import forms of NetBox 4.6.
        const std::set<std::string> cableFields{"side_a_site",
                                                "side_a_device",
                                                "side_a_power_panel",
                                                "side_a_type",
                                                "side_a_name",
                                                "side_b_site",
                                                "side_b_device",
                                                "side_b_power_panel",
                                                "side_b_type",
                                                "side_b_name",
                                                "type",
                                                "status",
                                                "profile",
                                                "tenant",
                                                "bundle",
                                                "label",
                                                "color",
                                                "length",
                                                "length_unit",
                                                "description",
                                                "owner",
                                                "comments",
                                                "tags"};
        const std::set<std::string> deviceFields{"name",        "role",
                                                 "tenant",      "manufacturer",
                                                 "device_type", "platform",
                                                 "serial",      "asset_tag",
                                                 "status",      "virtual_chassis",
                                                 "vc_position", "vc_priority",
                                                 "cluster",     "site",
                                                 "location",    "rack",
                                                 "position",    "face",
                                                 "parent",      "device_bay",
                                                 "airflow",     "config_template",
                                                 "latitude",    "longitude",
                                                 "description", "owner",
                                                 "comments",    "tags"};
        Exported made(hostileHall());
        const auto cables = csvRows(made.text("netbox-cables"));
        for (const std::string& field : cables[0])
            QVERIFY2(cableFields.contains(field), field.c_str());
        for (const char* needed : {"side_a_device", "side_a_type", "side_a_name", "side_b_device",
                                   "side_b_type", "side_b_name"})
            QVERIFY(std::find(cables[0].begin(), cables[0].end(), needed) != cables[0].end());
        QCOMPARE(cables.size(), made.links() + 1);
        const auto devices = csvRows(made.text("netbox-devices"));
        for (const std::string& field : devices[0])
            QVERIFY2(deviceFields.contains(field), field.c_str());
        std::set<std::string> names;
        for (const std::vector<std::string>& row : devices) {
            QCOMPARE(row.size(), devices[0].size());
            QVERIFY2(names.insert(row[0]).second, row[0].c_str());
        }
        std::set<std::string> ends;
        for (std::size_t i = 1; i < cables.size(); ++i) {
            QCOMPARE(cables[i].size(), cables[0].size());
            QVERIFY(names.contains(cables[i][0]) && names.contains(cables[i][3]));
            QVERIFY(ends.insert(cables[i][0] + " " + cables[i][2]).second);
            QVERIFY(ends.insert(cables[i][3] + " " + cables[i][5]).second);
            QCOMPARE(cables[i][6], std::string("smf-os2"));
            QVERIFY(QString::fromStdString(cables[i][8]).size() <= 100);
            QCOMPARE(cables[i][10], std::string("m"));
        }
    }

    void jsonHoldsEveryLinkInMetres() {
        Exported made(hostileHall());
        QJsonParseError fault;
        const QJsonDocument json =
            QJsonDocument::fromJson(QByteArray::fromStdString(made.text("links-json")), &fault);
        QVERIFY2(fault.error == QJsonParseError::NoError, qPrintable(fault.errorString()));
        const QJsonObject all = json.object();
        QCOMPARE(all["hall"].toString(), QString("Hall \"one\", north\nwing"));
        const QJsonArray links = all["links"].toArray();
        QCOMPARE(static_cast<std::size_t>(links.size()), made.links());
        const QJsonObject first = links[0].toObject();
        QCOMPARE(first["a"].toObject()["rack"].toString(), QString("=cmd|' /C calc'!A0"));
        QVERIFY(first["length"].toDouble() > 1.0 && first["length"].toDouble() < 100.0);
        QCOMPARE(first["medium"].toString(), QString("jumper"));
        QCOMPARE(all["fabrics"].toArray()[0].toObject()["link_speed"].toDouble(), 800e9);
    }

    void aHallWithoutLinksIsOneSentence() {
        Hall hall = fabricParts();
        Exported made(hall);
        for (const ExportFormat& format : exportFormats()) {
            const Result<void> done = made.write(format.id);
            QVERIFY2(!done, std::string(format.id).c_str());
            QVERIFY(done.error().code == ErrorCode::DoesNotFit);
            QVERIFY(!QFile::exists(QString::fromStdString(made.path(format.id))));
        }
    }

    void aFileThatCannotBeWrittenIsOneSentence() {
        Exported made(exportHall(1));
        for (const char* id : {"ptm-dot", "cables-xlsx"}) {
            const Result<void> done =
                writeExport(made.input(), *findExportFormat(id), "/nowhere/at/all/file");
            QVERIFY(!done && done.error().code == ErrorCode::File);
        }
    }

    void oneFabricAlone() {
        Hall hall = exportHall(2);
        Fabric second = hall.fabrics[compute];
        second.name = "frontend";
        second.role = FabricRole::FrontEnd;
        second.kind = FabricKind::FatTree;
        hall.fabrics.set({30}, second);
        hall.members.set({9001}, Member{{firstRack}, {30}, 0, 0});
        hall.members.set({9002}, Member{{firstRack + 1}, {30}, 0, 1});
        Exported made(hall);
        const std::size_t all = csvRows(made.text("cables-csv")).size();
        made.input().fabric = *findFabric(made.evaluation(), "frontend");
        const auto rows = csvRows(made.text("cables-csv"));
        QVERIFY(rows.size() > 1 && rows.size() < all);
        for (std::size_t i = 1; i < rows.size(); ++i)
            QCOMPARE(rows[i][2], std::string("frontend"));
        // Cards of the front end follow those of the scale-out network.
        QVERIFY(made.text("links-json").find("\"port\":\"mlx5_4/P1\"") != std::string::npos);
        QCOMPARE(findFabric(made.evaluation(), "none").error().message,
                 std::string("the hall has no fabric \"none\"; it has compute, frontend"));
    }
};

HALL_TEST(ExportFormatsTest)
#include "export_formats_test.moc"
