#pragma once

#include "model/parts/part.h"

namespace hallwright {

/// A shipped part with what a user's catalog says of it on top: the user's readings come first and
/// are chosen, the shipped ones stay; name, maker, status, aliases and contents replace where
/// given. A shipped reading that the user repeats, to choose it, is there once.
Part laidOver(const Part& shipped, const Part& own);

/// The reverse: what a user's catalog has to say so that laidOver gives `part`. Words that are
/// empty say nothing; what a shipped part says cannot be taken away.
Part differenceFrom(const Part& shipped, const Part& part);

/// The user's own word has one name in files and another once it is read, so that a hall tells what
/// it took from the user's catalog from what is said in the hall alone.
Part asRead(Part written);
Part asWritten(Part part);

/// True where a part of a user's catalog says nothing at all of the shipped one.
bool saysNothing(const Part& own);

}  // namespace hallwright
