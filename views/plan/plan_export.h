#pragma once

#include "model/base/result.h"
#include "views/plan/overlay.h"

#include <QByteArray>
#include <QSizeF>
#include <QString>

#include <string>

class QPainter;
class QWidget;

namespace hallwright {

/// How a plan goes to paper.
struct PlanSheet {
    QString paper;  ///< "A4" … "A0", "exact" for the size of the hall; empty: chosen
    int scale = 0;  ///< 1 : scale; 0: chosen to fit the paper
    Overlay overlay = Overlay::None;
    QString file, date;   ///< for the title block
    double dots = 200.0;  ///< of a PNG, per inch
};

/// What was chosen: the sheet in mm, and the scale.
struct SheetLayout {
    QSizeF paper_mm;
    int scale = 100;
    QString paper;  ///< "A3 landscape", "exact"
};

/// Chooses what is left open. Fails with one sentence where the hall does not fit.
Result<SheetLayout> layoutSheet(const Evaluation& evaluation, const PlanSheet& sheet);

/// Draws the whole sheet with frame, rulers, legend and title block; one unit of the painter is a
/// hundredth of a millimetre.
void paintSheet(QPainter& painter, const Evaluation& evaluation, const PlanSheet& sheet,
                const SheetLayout& layout);

enum class PlanFormat : std::uint8_t { Svg, Png, Pdf };
/// The format that a file's ending asks for; fails with the endings there are.
Result<PlanFormat> planFormat(const QString& path);

/// Writes the sheet to a new file and renames it.
Result<void> exportPlan(const Evaluation& evaluation, const PlanSheet& sheet, PlanFormat format,
                        const QString& path);

/// The plan alone as an svg element, for a page: as wide as it fits at a scale of drawings into a
/// sheet this wide, with legend and scale bar.
QByteArray planPicture(const Evaluation& evaluation, double width_mm);

/// Asks for a printer and prints the plan to scale.
void printPlan(QWidget* parent, const Evaluation& evaluation, PlanSheet sheet = {});

/// "power" of the command line; nothing where there is no such overlay.
std::optional<Overlay> findOverlay(std::string_view name);
/// Names for the command line, in the order of the menu.
std::vector<std::string> overlayNames();
/// Sizes of paper by name: "A4" … "A0", "exact".
const QStringList& paperNames();

}  // namespace hallwright
