#pragma once

#include "model/hall/hall.h"
#include "model/units/quantity_text.h"

#include <QRect>
#include <QString>

class QPainter;

namespace hallwright {

struct Theme;

// How readings of parts are written and drawn wherever a view shows them.

QString fromView(std::string_view text);
/// The same, its first letter large.
QString capitalised(std::string_view text);

/// The value of a reading: number and unit; first and last value of a curve; the words of a text;
/// the name of the part referred to.
QuantityText readingParts(const Hall& hall, Property property, const Reading& reading);
QString readingValue(const Hall& hall, Property property, const Reading& reading);

/// The same, in the unit in which another reading of the property is shown: for two in a row.
QString valueBeside(const Hall& hall, Property property, const Reading& reading,
                    const Reading& other);

/// Where, with what and when a reading holds: "at ac-input, with fans, 2026-03"; empty where it
/// does not say.
QString conditionText(const Reading& reading);

/// The frozen source of this id, or nothing.
const Source* sourceOf(const Hall& hall, std::string_view id);
/// "Our assumption", "Entered by you", or the title of the document.
QString sourceTitle(const Hall& hall, const std::string& id);

/// "A: read from the maker or a standard".
QString gradeWords(Grade grade);
/// The grade as a letter in a shape: a full disc, a square, a hexagon, a diamond; the surer, the
/// rounder and fuller. Colour says the same again.
void paintGrade(QPainter& painter, const QRect& in, QChar letter, const Theme& theme);
inline constexpr int badgeSize = 16;  ///< side of a grade in the row of a list
inline constexpr int gradeSize = 18;  ///< and in the sheet of a part

/// A tooltip that wraps and shows these words as they are, whatever signs they hold.
QString plainTip(const QString& words);

/// Title of a property without the list of its words.
QString propertyTitle(Property property);

}  // namespace hallwright
