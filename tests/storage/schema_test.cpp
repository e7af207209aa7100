#include "model/storage/schema.h"

#include "model/storage/edit_text.h"
#include "model/storage/text_form.h"
#include "tests/storage/random_hall.h"
#include "tests/support/test.h"

#include <QRegularExpression>
#include <nlohmann/json.hpp>

using namespace hallwright;
using nlohmann::json;

namespace {

bool isOfType(const json& value, const std::string& type) {
    if (type == "integer") return value.is_number_integer();
    if (type == "number") return value.is_number();
    if (type == "string") return value.is_string();
    if (type == "object") return value.is_object();
    if (type == "array") return value.is_array();
    return type == "null" && value.is_null();
}

/// JSON Schema as far as ours uses it; a keyword that is not known here fails.
bool fits(const json& value, const json& schema) {
    for (const auto& [keyword, says] : schema.items()) {
        bool good = true;
        if (keyword == "type") {
            good = says.is_string() ? isOfType(value, says)
                                    : std::any_of(says.begin(), says.end(), [&](const json& type) {
                                          return isOfType(value, type);
                                      });
        } else if (keyword == "const") {
            good = value == says;
        } else if (keyword == "enum") {
            good = std::find(says.begin(), says.end(), value) != says.end();
        } else if (keyword == "minimum") {
            good = !value.is_number() || value >= says;
        } else if (keyword == "maximum") {
            good = !value.is_number() || value <= says;
        } else if (keyword == "pattern") {
            good = QRegularExpression(QString::fromStdString(says.get<std::string>()))
                       .match(QString::fromStdString(value.get<std::string>()))
                       .hasMatch();
        } else if (keyword == "items") {
            good = std::all_of(value.begin(), value.end(),
                               [&](const json& item) { return fits(item, says); });
        } else if (keyword == "required") {
            for (const json& key : says)
                good = good && value.contains(key.get<std::string>());
        } else if (keyword == "properties") {
            for (const auto& [key, inner] : says.items())
                good =
                    good && (!value.is_object() || !value.contains(key) || fits(value[key], inner));
        } else if (keyword == "additionalProperties") {
            for (const auto& [key, inner] : value.items())
                good = good && (!value.is_object() || schema["properties"].contains(key));
        } else if (keyword == "anyOf" || keyword == "oneOf" || keyword == "allOf") {
            const auto count = std::count_if(says.begin(), says.end(),
                                             [&](const json& s) { return fits(value, s); });
            good = keyword == "anyOf"   ? count > 0
                   : keyword == "oneOf" ? count == 1
                                        : count == static_cast<std::ptrdiff_t>(says.size());
        } else if (keyword == "if") {
            good = !fits(value, says) || fits(value, schema["then"]);
        } else {
            good = keyword == "then" || keyword == "$schema" || keyword == "title" ||
                   keyword == "description";
        }
        if (!good) return false;
    }
    return true;
}

}  // namespace

class SchemaTest : public QObject {
    Q_OBJECT

private slots:
    void theSchemaTakesEveryHall() {
        const json schema = json::parse(textFormSchema());
        for (unsigned seed = 1; seed <= 5; ++seed)
            QVERIFY(fits(json::parse(documentToText(test::randomDocument(seed))), schema));
    }

    void theSchemaRefusesWhatTheReaderRefuses() {
        const json schema = json::parse(textFormSchema());
        const json good = json::parse(documentToText(test::randomDocument(1)));
        const auto refused = [&](const char* place, const json& value) {
            json bad = good;
            bad[json::json_pointer(place)] = value;
            return !fits(bad, schema) && !documentFromText(bad.dump(), "h.json");
        };
        QVERIFY(fits(good, schema));
        QVERIFY(refused("/colour", 1));
        QVERIFY(refused("/format", "other"));
        QVERIFY(refused("/version", 99));
        QVERIFY(refused("/next_id", 0));
        QVERIFY(refused("/document_id", "x"));
        QVERIFY(refused("/tables/rakcs", json::array()));
        QVERIFY(refused("/tables/racks/0/id", "1"));
        QVERIFY(refused("/tables/racks/0/x_mm", "left"));
        QVERIFY(refused("/tables/racks/0/x_mm", nullptr));
        QVERIFY(refused("/tables/racks/0/x_mm", 20'000'000));
        QVERIFY(refused("/tables/site/0/width_mm", -5));
        QVERIFY(refused("/tables/taps/0/count", 0));
        QVERIFY(refused("/tables/racks/0/facing", "north"));
        QVERIFY(refused("/tables/racks/0/loop", 0));
        QVERIFY(refused("/tables/racks/0/locked", 2));
        QVERIFY(refused("/tables/racks/0/colour", 2));
        QVERIFY(refused("/tables/parts/0/part", "rack"));
        json less = good;
        less["tables"]["racks"][0].erase("x_mm");
        QVERIFY(!fits(less, schema));
    }

    /// A number that is no reference and no yes or no has limits; the row may not go beyond them.
    void everyNumberHasLimitsThatHold() {
        test::Random random(3);
        const Document document = test::randomDocument(3, 2);
        for (const TableAccess* table : allTables())
            for (std::size_t c = 0; c < table->columns().size(); ++c) {
                const ColumnInfo& column = table->columns()[c];
                if (column.type == CellType::Text || column.refersTo || column.yesOrNo) continue;
                const std::string name =
                    std::string(table->name()) + "." + std::string(column.name);
                QVERIFY2(column.limits, name.c_str());
                const auto takes = [&](double number) {
                    Hall hall = document.base;
                    const RawId id = table->ids(hall).front();
                    std::vector<Cell> cells = *table->row(hall, id);
                    if (column.type == CellType::Integer)
                        cells[c] = static_cast<std::int64_t>(number);
                    else
                        cells[c] = number;
                    return static_cast<bool>(table->put(hall, id, cells));
                };
                const auto [low, high] = *column.limits;
                const double step = column.type == CellType::Integer ? 1.0 : 1e-6 * high;
                QVERIFY2(takes(low) && takes(high), name.c_str());
                QVERIFY2(!takes(low - step) && !takes(high + step), name.c_str());
            }
    }

    void theEditSchemaTakesEveryEdit() {
        const json schema = json::parse(editSchema());
        test::Random random(2);
        Document document = test::randomDocument(2);
        for (int i = 0; i < 100; ++i) {
            const Hall to = test::randomlyChanged(random, document.base, document.nextId);
            QVERIFY(fits(json::parse(editToText(difference(document.base, to, "Change"))), schema));
            document.base = to;
        }
    }

    void theEditSchemaKnowsWhatPeopleWrite_data() {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<bool>("good");
        QTest::newRow("a new row")
            << QByteArray(
                   R"({"table":"racks","id":"new","after":{"x_mm":"1.2 m","row":"B","locked":true}})")
            << true;
        QTest::newRow("a name") << QByteArray(R"({"item":"R12","after":null})") << true;
        QTest::newRow("a name in a table")
            << QByteArray(R"({"table":"racks","item":"R12","after":null})") << true;
        QTest::newRow("no after") << QByteArray(R"({"item":"R12"})") << false;
        QTest::newRow("id and item")
            << QByteArray(R"({"table":"racks","id":1,"item":"R12","after":null})") << false;
        QTest::newRow("an unknown column")
            << QByteArray(R"({"table":"racks","id":1,"after":{"x":1}})") << false;
        QTest::newRow("a column of another table")
            << QByteArray(R"({"table":"rows","id":1,"after":{"sidecar":1}})") << false;
        QTest::newRow("an unknown table")
            << QByteArray(R"({"table":"rack","id":1,"after":{}})") << false;
        QTest::newRow("a word that is none")
            << QByteArray(R"({"table":"racks","id":1,"after":{"facing":"north"}})") << false;
    }
    void theEditSchemaKnowsWhatPeopleWrite() {
        QFETCH(QByteArray, change);
        QFETCH(bool, good);
        QCOMPARE(fits(json::parse("{\"changes\":[" + change.toStdString() + "]}"),
                      json::parse(editSchema())),
                 good);
    }
};

HALL_TEST(SchemaTest)
#include "schema_test.moc"
