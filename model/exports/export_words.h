#pragma once

#include "model/exports/export_format.h"

#include <map>

namespace hallwright {

/// What a table says of a link besides its ends. Keeps what many links have in common.
class ExportWords {
public:
    explicit ExportWords(const ExportInput& input) : m_input(input) {}

    static std::string_view kind(const Link& link);
    /// Catalog id and name of what the link is bought as; empty without one.
    const std::string& medium(const Link& link) const;
    const std::string& mediumName(const Link& link) const;
    /// Catalog id of the module at an end: empty for copper, for a port beside the ASIC and where
    /// no medium fits.
    const std::string& module(const Link& link, const LinkEnd& end);
    /// The trays that the link runs through, in order from the lower end: "T1 > T4".
    const std::string& trays(const Link& link);

private:
    const std::string& idOf(PartId part) const;

    const ExportInput& m_input;
    std::map<std::pair<std::int32_t, std::int32_t>, std::string> m_trays;  ///< by bundle
    std::map<std::int32_t, bool> m_coPackaged;                             ///< by fabric
};

/// A switch port that a link ends at. Small: a large hall has millions.
struct SwitchPort {
    Tier tier = Tier::Leaf;
    std::int32_t device = 0, port = 0, bundle = 0, link = 0;
    bool upperEnd = false;

    auto operator<=>(const SwitchPort&) const = default;
};
/// Ports in use of one fabric: by tier, switch and port.
std::vector<SwitchPort> switchPorts(const ExportInput& input, std::int32_t fabric);

/// "12.5": metres of whole millimetres; empty where there is no length.
std::string metresText(std::int32_t length_mm);
/// "4"; empty where a rail or a U is not known.
std::string countText(std::int32_t number);

/// Text between quotes for JSON and YAML, without the quotes; broken UTF-8 is replaced.
std::string jsonEscaped(std::string_view text);

}  // namespace hallwright
