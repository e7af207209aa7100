#include "model/base/text.h"
#include "model/rules/checks.h"
#include "model/rules/families.h"
#include "model/stages/cabling.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace hallwright {

namespace {

std::string_view policyName(OpticsPolicy policy) {
    constexpr std::string_view names[] = {"pluggable", "copper-first", "LPO", "CPO"};
    return names[static_cast<std::size_t>(policy)];
}

/// Visits fabrics with their plan and cables: visit(id, fabric, plan, cables).
template <typename Visit>
void eachFabric(const Evaluation& e, Visit&& visit) {
    const std::vector<FabricPlan>& plans = e.fabrics().plans;
    const std::vector<CablePlan>& cables = e.cables().plans;
    for (std::size_t i = 0; i < plans.size() && i < cables.size(); ++i)
        if (const Fabric* fabric = e.hall().fabrics.find({plans[i].fabric}))
            visit(plans[i].fabric, *fabric, plans[i], cables[i]);
}

void policy(const Evaluation& e, Report& report) {
    e.hall().fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
        const std::string& optics = e.numbers().text(fabric.switchPart, Property::switchOptics);
        if (optics.empty()) {
            if (e.hall().part(fabric.switchPart))
                report.notChecked({fabricItem(id.raw)},
                                  fmt::format("the kind of optics of {} is not given",
                                              nameOf(e, fabric.switchPart)));
            return;
        }
        const bool wantsCpo = fabric.optics == OpticsPolicy::Cpo;
        if (wantsCpo == (optics == "cpo")) return;
        if (wantsCpo && optics == "copper") return;  // out of band: no optics to be co-packaged
        report.fails({fabricItem(id.raw)}, {}, {},
                     fmt::format("{} asks for {} optics, and {} has {}", fabric.name,
                                 policyName(fabric.optics), nameOf(e, fabric.switchPart),
                                 wantsCpo ? "pluggable cages" : "co-packaged optics"));
    });
}

/// The modules at both ends of a fabric's optical links that are named.
std::vector<PartId> modulesOf(const Fabric& fabric) {
    std::vector<PartId> out;
    if (fabric.hostModule) out.push_back(fabric.hostModule);
    if (fabric.switchModule && fabric.switchModule != fabric.hostModule)
        out.push_back(fabric.switchModule);
    return out;
}

/// Bundles against the reach of what carries them: a copper cable's own, else that of the modules
/// at its ends.
void reach(const Evaluation& e, Report& report) {
    eachFabric(e, [&](RawId id, const Fabric& fabric, const FabricPlan& plan,
                      const CablePlan& cables) {
        const std::vector<LinkMedia::Medium>& media = cables.media.media();
        if (media.empty()) return;
        Unjudged unjudged(e, report);
        // The shorter reach of both ends, and which module it is of; no module, no limit here.
        const auto least = [&](std::initializer_list<PartId> modules) {
            Limit out{std::numeric_limits<double>::infinity()};
            for (const PartId module : modules) {
                if (!module) continue;
                const Limit limit = partLimit(e, module, Property::reach);
                if (limit.si != limit.si)
                    unjudged.add(fabricItem(id), limit);
                else if (limit.si < out.si)
                    out = limit;
            }
            return out;
        };
        const Limit toHost =
            cables.opticalLinks > 0 ? least({fabric.hostModule, fabric.switchModule}) : Limit{};
        const Limit between = cables.opticalLinks > 0 ? least({fabric.switchModule}) : Limit{};
        const Limit copper = media.front().copper ? least({media.front().part})
                                                  : Limit{};  // others are chosen by reach
        const auto split = [&](LinkBundle::Kind kind, Limit& limit) {
            const PartId by = cables.media.side(kind).limitedBy;
            const Part* part = e.numbers().part(by);
            if (!part || part->kind != Kind::Jumper) return;
            const Limit own = partLimit(e, by, Property::reach);
            if (own.si < limit.si) limit = own;
        };
        Limit host = toHost, inner = between;
        split(LinkBundle::Kind::HostLeaf, host);
        split(LinkBundle::Kind::LeafSpine, inner);
        const bool opticalFits =
            !exceeds(Millimetres{cables.longestOptical_mm}.metres(), std::min(host.si, inner.si));
        if (opticalFits && !media.front().copper) return;

        double length = 0.0, over = 0.0;
        Limit worst;
        long long links = 0;
        for (std::size_t b = 0; b < plan.bundles.size(); ++b) {
            if (cables.length_mm[b] < 0 ||
                (media[cables.choice[b]].copper && cables.choice[b] != 0))
                continue;
            const bool isCopper = media.front().copper;
            const Limit& limit = isCopper                                             ? copper
                                 : plan.bundles[b].kind == LinkBundle::Kind::HostLeaf ? host
                                                                                      : inner;
            const double metres = Millimetres{cables.length_mm[b]}.metres();
            if (!exceeds(metres, limit.si)) continue;
            links += plan.bundles[b].links;
            if (metres - limit.si <= over) continue;
            over = metres - limit.si;
            length = metres;
            worst = limit;
        }
        if (links > 0)
            report.fails(
                {fabricItem(id)}, {length, Dimension::Length}, {worst.si, Dimension::Length},
                fmt::format("{} of {} beyond the reach of their media; the longest is {} on {}",
                            counted(links, "link"), fabric.name, words(length, Dimension::Length),
                            nameOf(e, worst.part)));
    });
}

void loss(const Evaluation& e, Report& report) {
    std::map<RawId, PartId> binding;
    compareRows(
        e, report, Fig::fabricLoss, Side::Above,
        [&](RawId id) {
            Limit least{unknown, {}, Property::Count_, "the loss budget of the modules"};
            for (const PartId module : modulesOf(e.hall().fabrics[{id}])) {
                const Limit limit = partLimit(e, module, Property::lossBudget);
                if (limit.si < least.si || least.si != least.si) least = limit;
            }
            binding[id] = least.part;
            return least;
        },
        [&](RawId id, double actual, double limit) {
            return fmt::format("the longest channel of {} loses {} dB; {} allows {} dB",
                               nameOf(e, fabricItem(id)), words(actual, Dimension::One),
                               nameOf(e, binding[id]), words(limit, Dimension::One));
        });
}

void moduleMissing(const Evaluation& e, Report& report) {
    eachFabric(e, [&](RawId id, const Fabric& fabric, const FabricPlan& plan,
                      const CablePlan& cables) {
        if (cables.opticalLinks == 0) return;
        const std::string& has = e.numbers().text(fabric.switchPart, Property::switchOptics);
        if (has == "copper") return;  // no module would help: its links are too long for copper
        const bool cpo = has == "cpo";
        std::string missing;
        if (!fabric.hostModule && plan.size.hostLinks > 0 && fabric.endpoints == 0)
            missing = "host ends";
        if (!fabric.switchModule && !cpo)
            missing += missing.empty() ? "switch ends" : " and switch ends";
        if (!missing.empty())
            report.fails({fabricItem(id)}, {}, {},
                         fmt::format("{} has {}, and no module is named for its {}", fabric.name,
                                     counted(cables.opticalLinks, "optical link"), missing));
    });
}

/// A module in a cage of another form, or faster than it. Ends without a module or a stated cage
/// are other rules' matter.
void cage(const Evaluation& e, Report& report) {
    std::map<RawId, std::string> atHosts;
    e.hall().members.forEach([&](Id<Member>, const Member& member) {
        const Fabric* fabric = e.hall().fabrics.find(member.fabric);
        const Rack* rack = e.hall().racks.find(member.rack);
        if (!fabric || !rack || atHosts.count(member.fabric.raw)) return;
        if (std::string why = cageFault(e.numbers(), fabric->hostModule, rack->part,
                                        portProperties(fabric->role).cage);
            !why.empty())
            atHosts[member.fabric.raw] = std::move(why);
    });
    e.hall().fabrics.forEach([&](Id<Fabric> id, const Fabric& fabric) {
        std::string why = switchCageFault(e.numbers(), fabric.switchModule, fabric.switchPart);
        if (!why.empty()) why = fmt::format("{}: {}", fabric.name, why);
        if (const auto found = atHosts.find(id.raw); found != atHosts.end())
            why += (why.empty() ? "" : "; ") + found->second;
        if (!why.empty()) report.fails({fabricItem(id.raw)}, {}, {}, why);
    });
}

/// Links that no medium of the hall joins, whatever their length, and plants that cannot be put
/// together.
void medium(const Evaluation& e, Report& report) {
    eachFabric(e, [&](RawId id, const Fabric& fabric, const FabricPlan& plan,
                      const CablePlan& cables) {
        const std::vector<LinkMedia::Medium>& media = cables.media.media();
        if (media.empty()) return;
        std::string why;
        long long links = 0;
        for (const bool toHost : {true, false}) {
            const std::string& fault =
                cables.media.side(toHost ? LinkBundle::Kind::HostLeaf : LinkBundle::Kind::LeafSpine)
                    .fault;
            if (fault.empty()) continue;
            long long here = 0;
            for (std::size_t b = 0; b < plan.bundles.size(); ++b)
                if ((plan.bundles[b].kind == LinkBundle::Kind::HostLeaf) == toHost &&
                    media[cables.choice[b]].none)
                    here += plan.bundles[b].links;
            links += here;
            if (here > 0 && why.find(fault) == std::string::npos)
                why += (why.empty() ? "" : "; ") + fault;
        }
        if (links == 0 && !cables.plant.problem.empty()) {
            links = cables.plant.links;
            why = cables.plant.problem;
        }
        if (links > 0)
            report.fails({fabricItem(id)}, {}, {},
                         fmt::format("{} of {} have no medium: {}", counted(links, "link"),
                                     fabric.name, why));
    });
}

}  // namespace

std::span<const RuleInfo> opticsRules() {
    static const std::array rows = {
        RuleInfo{"optics.policy",
                 "optics",
                 Severity::Error,
                 "Switch cannot take the optics",
                 "Co-packaged optics are part of the switch: a fabric that asks for them needs "
                 "such a switch, and one that "
                 "asks for modules or copper needs cages. Change the switch to its counterpart, or "
                 "the policy.",
                 "optics of the part",
                 {},
                 policy,
                 reads({TableId::Fabrics})},
        RuleInfo{"optics.reach",
                 "optics",
                 Severity::Error,
                 "Links beyond their reach",
                 "The routed length is more than module or cable are made for. Choose media of a "
                 "longer reach, bring "
                 "switches nearer, or lay a shorter route.",
                 "reach of the part",
                 {Property::linkSlack},
                 reach,
                 reads({TableId::Fabrics}, {}, {Stage::Fabric, Stage::Cabling})},
        RuleInfo{"optics.loss",
                 "optics",
                 Severity::Error,
                 "Channel loss above the budget",
                 "Matings and fibre lose more light than the modules allow. Leave out a patch "
                 "panel, use low-loss "
                 "connectors, or modules with a larger budget.",
                 "loss budget of the part; NVIDIA structured cabling requirements",
                 {Property::linkPanels, Property::matingLoss, Property::fibreLoss},
                 loss,
                 reads({TableId::Fabrics}, {Fig::fabricLoss})},
        RuleInfo{"optics.module.missing",
                 "optics",
                 Severity::Error,
                 "Optical links without modules",
                 "Links too long for copper need a module at each end that has a cage, and none is "
                 "named. Name one.",
                 "definition",
                 {},
                 moduleMissing,
                 reads({TableId::Fabrics}, {}, {Stage::Fabric, Stage::Cabling})},
        RuleInfo{"optics.cage",
                 "optics",
                 Severity::Error,
                 "Module does not fit the switch",
                 "Finned and flat-top modules, and different form factors, do not go into one "
                 "another's cages, and a cage does not drive a module that is faster than its "
                 "ports. Choose a module for this cage.",
                 "cage and port speed of the parts",
                 {},
                 cage,
                 reads({TableId::Fabrics, TableId::Members, TableId::Racks})},
        RuleInfo{"optics.medium",
                 "optics",
                 Severity::Error,
                 "Links that nothing joins",
                 "Cages, fibre, strands, lane rate, connectors or polish of the two ends do not go "
                 "together, or the plant lacks a part, so no cable is bought for these links. "
                 "Choose modules that suit one another and their cages, or name the part.",
                 "cage, fibre, lanes and connector of the parts; NVIDIA structured cabling "
                 "requirements",
                 {},
                 medium,
                 reads({TableId::Fabrics}, {}, {Stage::Fabric, Stage::Cabling})},
    };
    return rows;
}

}  // namespace hallwright
