#include "model/exports/slurm.h"

#include "model/exports/writers.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

// Topology files of Slurm, by its manual pages topology.conf and topology.yaml: a node hangs on one
// leaf, names have at most 64 characters, every block holds at least the base size, and further
// block sizes are the base times powers of two.

namespace hallwright {

namespace {

struct Numbered {
    std::string_view stem, digits;
};

Numbered numbered(std::string_view name) {
    constexpr std::size_t mostDigits = 9;
    std::size_t at = name.size();
    while (at > 0 && name[at - 1] >= '0' && name[at - 1] <= '9' && name.size() - at < mostDigits)
        --at;
    return {name.substr(0, at), name.substr(at)};
}

long hostNumber(std::string_view digits) {
    long value = -1;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

}  // namespace

std::string hostList(const std::vector<std::string>& names) {
    std::string out;
    for (std::size_t i = 0; i < names.size();) {
        const Numbered first = numbered(names[i]);
        std::size_t end = i + 1;
        std::string ranges;
        std::size_t members = 0;
        if (!first.digits.empty()) {
            end = i;
            while (end < names.size()) {  // one bracket takes all ranges of one stem and width
                const Numbered begin = numbered(names[end]);
                if (begin.stem != first.stem || begin.digits.size() != first.digits.size()) break;
                std::size_t last = end;
                while (last + 1 < names.size()) {
                    const Numbered next = numbered(names[last + 1]);
                    if (next.stem != first.stem || next.digits.size() != first.digits.size() ||
                        hostNumber(next.digits) != hostNumber(numbered(names[last]).digits) + 1)
                        break;
                    ++last;
                }
                if (!ranges.empty()) ranges += ',';
                ranges += begin.digits;
                if (last > end) ranges += fmt::format("-{}", numbered(names[last]).digits);
                members += last - end + 1;
                end = last + 1;
            }
        }
        if (!out.empty()) out += ',';
        if (members > 1)
            out += fmt::format("{}[{}]", first.stem, ranges);
        else
            out += names[i];
        i = end;
    }
    return out;
}

std::vector<int> blockSizes(int base, std::size_t blocks) {
    std::vector<int> sizes;
    for (std::size_t times = 1; base > 0 && times <= blocks; times *= 2)
        sizes.push_back(base * static_cast<int>(times));
    return sizes;
}

namespace {

/// A switch as the scheduler sees it: with nodes, or with switches below.
struct TreeSwitch {
    std::string name;
    std::vector<std::string> nodes, children;
};

/// Leaves with their nodes, pods of three tiers, and one top. A node of a rail-optimised or
/// multi-plane fabric hangs on many leaves at once; here it hangs on one switch that stands for
/// all the leaves it shares with its neighbours, one for every rail or plane.
std::vector<TreeSwitch> treeOf(const ExportInput& input, std::int32_t fabric) {
    const LinkNames& names = input.names;
    const FabricPlan& plan = input.evaluation.fabrics().plans[static_cast<std::size_t>(fabric)];
    using Node = std::pair<std::int32_t, std::int32_t>;        // rack, number
    std::map<Node, std::map<std::int32_t, int>> leavesOfNode;  // leaf → links
    std::vector<std::int32_t> firstSpine(plan.linkEnds[0].size(), -1);
    for (std::size_t b = 0; b < plan.bundles.size(); ++b) {
        const LinkBundle& bundle = plan.bundles[b];
        if (bundle.kind == LinkBundle::Kind::LeafSpine) {
            std::int32_t& spine = firstSpine[static_cast<std::size_t>(bundle.from)];
            spine = spine < 0 ? bundle.to : std::min(spine, bundle.to);
        }
        for (std::int32_t i = 0; bundle.kind == LinkBundle::Kind::HostLeaf && i < bundle.links;
             ++i) {
            const LinkEnd host =
                input.links.link(LinkRef{fabric, static_cast<std::int32_t>(b), i}).lower;
            ++leavesOfNode[{host.rack, host.device}][bundle.to];
        }
    }
    std::map<std::int32_t, std::vector<Node>> nodesOfLeaf;
    std::map<std::int32_t, bool> alone;
    for (const auto& [node, leaves] : leavesOfNode) {
        std::pair<std::int32_t, int> most{-1, 0};
        for (const auto& [leaf, links] : leaves)
            if (links > most.second) most = {leaf, links};
        nodesOfLeaf[most.first].push_back(node);
        const auto known = alone.try_emplace(most.first, true).first;
        known->second = known->second && leaves.size() == 1;
    }

    std::vector<TreeSwitch> out;
    std::map<std::int32_t, std::vector<std::string>> pods;
    int group = 0;
    for (const auto& [leaf, nodes] : nodesOfLeaf) {
        ++group;
        TreeSwitch one;
        one.name = alone[leaf] ? names.switchName(fabric, Tier::Leaf, leaf)
                               : fmt::format("{}-group-{:03}", names.fabric(fabric), group);
        for (const Node& node : nodes)
            one.nodes.push_back(names.node(node.first, node.second));
        pods[firstSpine[static_cast<std::size_t>(leaf)]].push_back(one.name);
        out.push_back(std::move(one));
    }
    const bool hasPods = pods.size() > 1 && (plan.size.tiers > 2 || plan.size.groups > 1) &&
                         pods.size() < out.size();
    std::vector<std::string> below;
    if (hasPods) {
        int number = 0;
        for (auto& [spine, leaves] : pods) {
            const std::string name = fmt::format("{}-pod-{:02}", names.fabric(fabric), ++number);
            below.push_back(name);
            out.push_back({name, {}, std::move(leaves)});
        }
    } else {
        for (const TreeSwitch& leaf : out)
            below.push_back(leaf.name);
    }
    if (below.size() > 1) out.push_back({names.fabric(fabric) + "-top", {}, std::move(below)});
    return out;
}

/// A set of nodes that one NVLink switch joins.
struct Block {
    std::string name;
    std::vector<std::string> nodes;
};

/// Racks whose scale-up domain spans all their nodes: one block each.
std::vector<Block> blocksOf(const ExportInput& input) {
    std::vector<Block> out;
    const Slots& in = input.evaluation.numbers();
    const std::vector<RawId>& racks = input.evaluation.rows().ids(Scope::Rack);
    for (std::size_t i = 0; i < racks.size(); ++i) {
        const PartId part = input.hall().racks[{racks[i]}].part;
        const double nodes = in.get(part, Property::nodes);
        const double domain = in.get(part, Property::scaleUpDomain);
        const double gpus = in.get(part, Property::gpuPackages);
        if (!(nodes > 1.0) || !(domain > 0.0) || !(gpus > 0.0)) continue;
        // A domain of several nodes within the rack, or the rack's share of a larger one.
        const int perNode = static_cast<int>(gpus / nodes);
        if (perNode < 1) continue;
        const int nodesOfBlock =
            std::min(static_cast<int>(nodes), static_cast<int>(domain) / perNode);
        if (nodesOfBlock < 2) continue;
        const int blocks = static_cast<int>(nodes) / nodesOfBlock;
        const std::string stem = input.names.node(static_cast<std::int32_t>(i), 0);
        const std::string rack = stem.substr(0, stem.rfind("-n"));
        for (int b = 0; b < blocks; ++b) {
            Block block;
            block.name = blocks == 1 ? rack : fmt::format("{}-{}", rack, b + 1);
            for (int n = 0; n < nodesOfBlock; ++n)
                block.nodes.push_back(
                    input.names.node(static_cast<std::int32_t>(i), b * nodesOfBlock + n));
            out.push_back(std::move(block));
        }
    }
    return out;
}

std::vector<int> sizesOf(const std::vector<Block>& blocks) {
    std::size_t base = blocks.front().nodes.size();
    for (const Block& block : blocks)
        base = std::min(base, block.nodes.size());
    return blockSizes(static_cast<int>(base), blocks.size());
}

template <typename Number>
std::string listOf(const std::vector<Number>& numbers, std::string_view separator) {
    return fmt::format("{}", fmt::join(numbers, separator));
}

/// The fabric that jobs are placed by: the one asked for, else the first of this role with nodes.
std::vector<std::int32_t> treeFabrics(const ExportInput& input) {
    std::vector<std::int32_t> out;
    for (const FabricRole role :
         {FabricRole::ScaleOut, FabricRole::FrontEnd, FabricRole::Storage, FabricRole::OutOfBand})
        for (const std::int32_t f : input.fabrics()) {
            const FabricPlan& plan = input.evaluation.fabrics().plans[static_cast<std::size_t>(f)];
            const bool has =
                std::any_of(plan.bundles.begin(), plan.bundles.end(), [](const LinkBundle& b) {
                    return b.kind == LinkBundle::Kind::HostLeaf;
                });
            if (has && input.fabricAt(f).role == role) out.push_back(f);
        }
    return out;
}

Error noNodes() {
    return {ErrorCode::DoesNotFit,
            "no node hangs on a switch; add a fabric that racks with nodes belong to",
            {}};
}

}  // namespace

Result<void> writeSlurmTree(const ExportInput& input, TextSink& out) {
    const std::vector<std::int32_t> fabrics = treeFabrics(input);
    if (fabrics.empty()) return noNodes();
    out.add("# TopologyPlugin=topology/tree\n");
    for (const TreeSwitch& one : treeOf(input, fabrics.front())) {
        if (one.children.empty())
            out.add("SwitchName={} Nodes={}\n", one.name, hostList(one.nodes));
        else
            out.add("SwitchName={} Switches={}\n", one.name, hostList(one.children));
    }
    return {};
}

Result<void> writeSlurmBlock(const ExportInput& input, TextSink& out) {
    const std::vector<Block> blocks = blocksOf(input);
    if (blocks.empty())
        return Error{ErrorCode::DoesNotFit,
                     "a block is a set of nodes on one NVLink switch, and no rack of the hall has "
                     "such a domain; write the tree instead",
                     {}};
    out.add("# TopologyPlugin=topology/block\n");
    for (const Block& block : blocks)
        out.add("BlockName={} Nodes={}\n", block.name, hostList(block.nodes));
    out.add("BlockSizes={}\n", listOf(sizesOf(blocks), ","));
    return {};
}

Result<void> writeSlurmYaml(const ExportInput& input, TextSink& out) {
    const std::vector<std::int32_t> fabrics = treeFabrics(input);
    const std::vector<Block> blocks = blocksOf(input);
    if (fabrics.empty() && blocks.empty()) return noNodes();
    out.add("---\n");
    bool first = true;
    for (const std::int32_t f : fabrics) {
        out.add("- topology: {}-tree\n  cluster_default: {}\n  tree:\n    switches:\n",
                input.names.fabric(f), first);
        first = false;
        for (const TreeSwitch& one : treeOf(input, f))
            out.add("      - switch: \"{}\"\n        {}: \"{}\"\n", one.name,
                    one.children.empty() ? "nodes" : "children",
                    hostList(one.children.empty() ? one.nodes : one.children));
    }
    if (blocks.empty()) return {};
    out.add("- topology: nvlink-blocks\n  cluster_default: {}\n  block:\n    block_sizes: [{}]\n"
            "    blocks:\n",
            first, listOf(sizesOf(blocks), ", "));
    for (const Block& block : blocks)
        out.add("      - block: \"{}\"\n        nodes: \"{}\"\n", block.name,
                hostList(block.nodes));
    return {};
}

}  // namespace hallwright
