#pragma once

#include "model/edits/edit.h"
#include "model/figures/evaluation.h"
#include "model/rules/rule.h"

namespace hallwright {

/// Accepts a finding with a reason, by an author on a date (2026-11-22), up to the value that it
/// has now. Refused without a reason or an author. A finding that is or was waived already gets the
/// new reason.
Result<Edit> waiveFinding(const Evaluation& evaluation, const Finding& finding,
                          std::string_view reason, std::string_view author, std::string_view date,
                          RawId& next);

/// Takes a waiver back.
Result<Edit> withdrawWaiver(const Hall& hall, RawId waiver);

}  // namespace hallwright
