#include "model/parts/nesting.h"

#include "model/base/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>

namespace hallwright {

namespace {

/// Walks down from a part, each part inside once.
class Descent {
public:
    Descent(const Part& top, const FindPart& find) : m_top(top), m_find(find) {}

    std::string fault() {
        depthOf(m_top, 0);
        return m_fault;
    }

private:
    /// How many levels a part holds below itself, as far as that matters.
    int depthOf(const Part& part, int above) {
        int levels = 0;
        for (const Content& content : part.contents) {
            if (!m_fault.empty()) return levels;
            if (content.part == m_top.id) {
                m_fault = above == 0
                              ? fmt::format("part {} holds itself", m_top.id)
                              : fmt::format("part {} holds itself, through {}", m_top.id, part.id);
                return levels;
            }
            if (above >= deepestContents) {
                m_fault = fmt::format("part {} is packed more than {} deep; leave levels out",
                                      m_top.id, deepestContents);
                return levels;
            }
            levels = std::max(levels, 1 + insideOf(content.part, above + 1));
        }
        return levels;
    }

    int insideOf(const std::string& id, int above) {
        const auto known = m_levels.find(id);
        // Met before, but now further down: what is inside may be too deep from here.
        if (known != m_levels.end() && above + known->second <= deepestContents)
            return known->second;
        const Part* inside = m_find(id);
        const int levels = inside ? depthOf(*inside, above) : 0;
        m_levels[id] = levels;
        return levels;
    }

    const Part& m_top;
    const FindPart& m_find;
    std::map<std::string, int> m_levels;
    std::string m_fault;
};

}  // namespace

std::vector<Content> mergedContents(const Part& part) {
    std::vector<Content> out;
    std::map<std::string_view, std::size_t> place;
    for (const Content& content : part.contents) {
        const auto [there, fresh] = place.emplace(content.part, out.size());
        if (fresh) {
            out.push_back(content);
            continue;
        }
        int& count = out[there->second].count;
        count = static_cast<int>(std::clamp<long long>(1LL * count + content.count,
                                                       std::numeric_limits<int>::min(),
                                                       std::numeric_limits<int>::max()));
    }
    return out;
}

std::string nestingFault(const Part& part, const FindPart& find) {
    return Descent(part, find).fault();
}

}  // namespace hallwright
