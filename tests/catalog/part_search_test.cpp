#include "catalog/part_search.h"

#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

using namespace hallwright;

class PartSearchTest : public QObject {
    Q_OBJECT

    static bool finds(const char* words, const char* id) {
        for (const PartPtr& part : findParts(test::shippedCatalog(), words))
            if (part->id == id) return true;
        return false;
    }

private Q_SLOTS:
    void wordsOfIdNameVendorAliasAndKindFind() {
        QVERIFY(finds("nvidia-gb300", "nvidia-gb300-nvl72"));
        QVERIFY(finds("oberon", "nvidia-gb300-nvl72"));
        QVERIFY(finds("GB300 NVIDIA", "nvidia-gb300-nvl72"));
        QVERIFY(finds("dell rack", "dell-ir7000-264"));
        QVERIFY(finds("Coolant distribution", "vertiv-xdu1350"));
    }

    void aSlipOrTwoOfTheFingersStillFinds() {
        QVERIFY(finds("vertvi", "vertiv-xdu1350"));
        QVERIFY(finds("obreon gb300", "nvidia-gb300-nvl72"));
    }

    void whatIsSpeltRightIsNotBlurred() {
        for (const PartPtr& part : findParts(test::shippedCatalog(), "gb300"))
            QVERIFY2(part->id.find("gb200") == std::string::npos, part->id.c_str());
    }

    void nothingTypedMeansAllAndNonsenseNone() {
        QCOMPARE(findParts(test::shippedCatalog(), "  ").size(),
                 test::shippedCatalog().parts().size());
        QVERIFY(findParts(test::shippedCatalog(), "qqqqxyzzy").empty());
    }
};

HALL_TEST(PartSearchTest)
#include "part_search_test.moc"
