#pragma once

namespace hallwright {

class BriefForm;

// The fields of the assistant's pages: every key of resources/help/brief.md stands in one of them.
void addSiteFields(BriefForm& form);
void addPowerFields(BriefForm& form);
void addCoolingFields(BriefForm& form);
/// Of one entry of [[racks]].
void addRackFields(BriefForm& form, int index);
/// Of one entry of [[fabrics]].
void addFabricFields(BriefForm& form, int index);

}  // namespace hallwright
