#include "model/compare/variant.h"
#include "tests/support/example_hall.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

using namespace hallwright;
using hallwright::test::examplePlan;

/// Variants that a hall keeps as what differs.
class StoredVariantTest : public QObject {
    Q_OBJECT

    static const Hall& base() { return examplePlan("gb300-unit").hall; }
    static Id<Rack> firstRack(const Hall& hall) {
        Id<Rack> found;
        hall.racks.forEach([&](Id<Rack> id, const Rack&) {
            if (!found) found = id;
        });
        return found;
    }
    static Variant kept(const Hall& hall, const Hall& changed) {
        return {"Kept", "a note", overlayOf(hall, changed)};
    }

private slots:
    void anOverlayLeadsBackToTheHallItWasMadeFrom() {
        const Result<VariantHall> cpo = variantOf(base(), test::shippedCatalog(), VariantKind::Cpo);
        QVERIFY(bool(cpo));
        const Result<VariantHall> laid = variantOf(base(), kept(base(), cpo->hall));
        QVERIFY2(bool(laid), laid ? "" : laid.error().text().c_str());
        QVERIFY(laid->losses.empty());
        QVERIFY(laid->hall == cpo->hall);
        QCOMPARE(laid->name, std::string("Kept"));
    }

    void theBaseShowsThroughWhereTheOverlaySetsNothing() {
        Hall changed = base();
        Rack rack = changed.racks[firstRack(changed)];
        rack.name = "Renamed";
        changed.racks.set(firstRack(changed), rack);
        const Variant variant = kept(base(), changed);
        Hall later = base();
        rack = later.racks[firstRack(later)];
        rack.place.x = rack.place.x + Millimetres{600};
        later.racks.set(firstRack(later), rack);
        const Result<VariantHall> laid = variantOf(later, variant);
        QVERIFY(bool(laid));
        QVERIFY(laid->losses.empty());
        QCOMPARE(laid->hall.racks[firstRack(later)].name, std::string("Renamed"));
        QVERIFY(laid->hall.racks[firstRack(later)].place == rack.place);
    }

    void aChangeWhoseRowIsGoneIsToldAndTheOthersStay() {
        Hall changed = base();
        std::vector<Id<Rack>> racks;
        changed.racks.forEach([&](Id<Rack> id, const Rack&) { racks.push_back(id); });
        for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) {
            Rack rack = changed.racks[racks[i]];
            rack.locked = true;
            changed.racks.set(racks[i], rack);
        }
        const Variant variant = kept(base(), changed);
        Hall later = base();
        later.members.forEach([&](Id<Member> id, const Member& member) {
            if (member.rack == racks[0]) later.members.erase(id);
        });
        later.racks.erase(racks[0]);
        const Result<VariantHall> laid = variantOf(later, variant);
        QVERIFY(bool(laid));
        QCOMPARE(laid->losses.size(), std::size_t{1});
        QVERIFY2(laid->losses[0].find("racks") != std::string::npos, laid->losses[0].c_str());
        QVERIFY(laid->hall.racks[racks[1]].locked);
        QVERIFY(!laid->hall.racks.contains(racks[0]));
    }

    void variantsAreAddedAndRemovedByEditsThatCanBeTakenBack() {
        Hall hall = base();
        Hall changed = hall;
        Rack rack = changed.racks[firstRack(changed)];
        rack.locked = true;
        changed.racks.set(firstRack(changed), rack);
        const Result<Edit> add = addVariant(hall, " Locked ", "n", overlayOf(hall, changed));
        QVERIFY(bool(add));
        QVERIFY(bool(apply(hall, *add)));
        QCOMPARE(hall.variants.size(), std::size_t{1});
        QVERIFY(!addVariant(hall, "locked", {}, {}));
        QVERIFY(!addVariant(hall, "  ", {}, {}));
        QVERIFY(!addVariant(hall, "Broken", {}, "not an edit"));
        Id<Variant> id;
        hall.variants.forEach([&](Id<Variant> each, const Variant& variant) {
            id = each;
            QCOMPARE(variant.name, std::string("Locked"));
        });
        const Result<Edit> remove = removeVariant(hall, id);
        QVERIFY(bool(remove));
        QVERIFY(bool(apply(hall, *remove)));
        QVERIFY(hall == base());
        QVERIFY(bool(apply(hall, inverse(*remove))));
        QCOMPARE(hall.variants.size(), std::size_t{1});
        QVERIFY(!removeVariant(hall, Id<Variant>{id.raw + 1}));
    }

    void anOverlayHoldsNoVariants() {
        Hall hall = base();
        const Result<Edit> add = addVariant(hall, "One", {}, {});
        QVERIFY(bool(add));
        QVERIFY(bool(apply(hall, *add)));
        QVERIFY(overlayOf(base(), hall).find("variants") == std::string::npos);
    }
};

HALL_TEST(StoredVariantTest)
#include "stored_variant_test.moc"
