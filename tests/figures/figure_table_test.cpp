#include "model/figures/figure.h"
#include "tests/support/test.h"

#include <QRegularExpression>

#include <set>

using namespace hallwright;

class FigureTableTest : public QObject {
    Q_OBJECT

private slots:
    void idsAreDottedAndUnique() {
        const QRegularExpression dotted("^[a-z][a-z0-9_]*(\\.([a-z0-9][a-z0-9_]*|\\*))+$");
        std::set<std::string> ids;
        for (const FigureInfo& row : allFigures()) {
            QVERIFY2(dotted.match(QString::fromStdString(std::string(row.id))).hasMatch(),
                     std::string(row.id).c_str());
            QVERIFY2(ids.insert(std::string(row.id)).second, std::string(row.id).c_str());
        }
    }
    void everyRowSaysWhatItIsAndWhereItIsFrom() {
        for (const FigureInfo& row : allFigures()) {
            QVERIFY2(!row.title.empty() && !row.formula.empty() && !row.source.empty(),
                     std::string(row.id).c_str());
            QVERIFY2(!row.inputs.empty(), std::string(row.id).c_str());
        }
    }
    void inputsComeFromTheSameOrAnEarlierStage() {
        for (const FigureInfo& row : allFigures())
            for (const Input& input : row.inputs)
                if (input.type == Input::Type::Figure)
                    QVERIFY2(info(input.figure).stage <= row.stage,
                             (std::string(row.id) + " reads " + std::string(info(input.figure).id))
                                 .c_str());
    }
};

HALL_TEST(FigureTableTest)
#include "figure_table_test.moc"
