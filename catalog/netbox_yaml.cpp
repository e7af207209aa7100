#include "catalog/netbox_yaml.h"

#include "model/base/text.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>

namespace hallwright {

namespace {

// Guards against hostile files; the largest description of a real device has some 3,000 values on
// four levels and 100 kB.
constexpr std::size_t mostYamlLevels = 32;
constexpr std::size_t mostNodes = 100000;
constexpr std::uintmax_t mostYamlBytes = 1 << 20;

/// A fault that ends the parsing from inside an event.
struct Fault : std::runtime_error {
    Fault(int line, const std::string& message) : std::runtime_error(message), line(line) {}
    int line;
};

std::size_t nodesOf(const YamlNode& node) {
    std::size_t sum = 1;
    for (const YamlNode& item : node.items)
        sum += nodesOf(item);
    for (const auto& [key, value] : node.entries)
        sum += nodesOf(value);
    return sum;
}

std::size_t levelsOf(const YamlNode& node) {
    std::size_t most = 0;
    for (const YamlNode& item : node.items)
        most = std::max(most, levelsOf(item));
    for (const auto& [key, value] : node.entries)
        most = std::max(most, levelsOf(value));
    return most + 1;
}

/// Builds the tree from what the parser tells, value by value.
class TreeBuilder : public YAML::EventHandler {
public:
    YamlNode take() { return std::move(m_root); }

    void OnDocumentStart(const YAML::Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        put(node(YamlNode::Type::Null, mark), anchor);
    }
    void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  const std::string& value) override {
        YamlNode scalar = node(YamlNode::Type::Scalar, mark);
        scalar.text = value;
        put(std::move(scalar), anchor);
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
        const int line = mark.line + 1;
        const auto meant = m_anchors.find(anchor);
        if (meant == m_anchors.end()) throw Fault(line, "an alias stands for what it is part of");
        count(nodesOf(meant->second), line);
        if (m_open.size() + levelsOf(meant->second) > mostYamlLevels) throw tooDeep(line);
        put(meant->second, 0);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        open(node(YamlNode::Type::Sequence, mark), anchor);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        open(node(YamlNode::Type::Map, mark), anchor);
    }
    void OnMapEnd() override { close(); }

private:
    struct Open {
        YamlNode node;
        YAML::anchor_t anchor = 0;
        std::optional<std::string> key;
    };

    static Fault tooDeep(int line) {
        return {line, "lists and tables are nested deeper than any device needs"};
    }
    void count(std::size_t more, int line) {
        m_nodes += more;
        if (m_nodes > mostNodes)
            throw Fault(line, fmt::format("it holds more than {} values once its aliases are "
                                          "written out",
                                          grouped(mostNodes)));
    }
    YamlNode node(YamlNode::Type type, const YAML::Mark& mark) {
        YamlNode out;
        out.type = type;
        out.line = mark.line + 1;
        count(1, out.line);
        return out;
    }
    void open(YamlNode started, YAML::anchor_t anchor) {
        if (m_open.size() >= mostYamlLevels) throw tooDeep(started.line);
        m_open.push_back({std::move(started), anchor, {}});
    }
    void close() {
        Open done = std::move(m_open.back());
        m_open.pop_back();
        put(std::move(done.node), done.anchor);
    }
    void put(YamlNode value, YAML::anchor_t anchor) {
        if (anchor != 0) m_anchors[anchor] = value;
        if (m_open.empty()) {
            m_root = std::move(value);
            return;
        }
        Open& into = m_open.back();
        if (into.node.type == YamlNode::Type::Sequence) {
            into.node.items.push_back(std::move(value));
        } else if (!into.key) {
            if (value.type != YamlNode::Type::Scalar)
                throw Fault(value.line, "the key of a table must be a word");
            into.key = std::move(value.text);
        } else {
            into.node.entries.emplace_back(std::move(*into.key), std::move(value));
            into.key.reset();
        }
    }

    YamlNode m_root;
    std::vector<Open> m_open;
    std::map<YAML::anchor_t, YamlNode> m_anchors;
    std::size_t m_nodes = 0;
};

Error fault(int line, std::string message) {
    return {ErrorCode::Invalid, std::move(message), fmt::format("line {}", line)};
}

int lineOf(std::string_view text, std::size_t at) {
    return 1 +
           static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
    for (const auto& [name, node] : entries)
        if (name == key) return &node;
    return nullptr;
}

bool isUtf8(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    for (at = 0; at < text.size();) {
        const unsigned first = byte(at);
        const std::size_t length = first < 0x80             ? 1
                                   : (first & 0xe0) == 0xc0 ? 2
                                   : (first & 0xf0) == 0xe0 ? 3
                                   : (first & 0xf8) == 0xf0 ? 4
                                                            : 0;
        if (first == 0 || length == 0 || at + length > text.size()) return false;
        unsigned point = length == 1 ? first : first & (0x7fu >> length);
        for (std::size_t i = 1; i < length; ++i) {
            if ((byte(at + i) & 0xc0) != 0x80) return false;
            point = point << 6 | (byte(at + i) & 0x3fu);
        }
        const bool shorterForm = (length == 2 && point < 0x80) || (length == 3 && point < 0x800) ||
                                 (length == 4 && point < 0x10000);
        if (shorterForm || point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return false;
        at += length;
    }
    return true;
}

Result<YamlNode> parseYaml(std::string_view text) {
    if (std::size_t at = 0; !isUtf8(text, at))
        return fault(lineOf(text, at), "this is no text in UTF-8");
    if (trimmed(text).empty()) return fault(1, "the file is empty");
    try {
        std::istringstream in{std::string(text)};
        YAML::Parser parser(in);
        TreeBuilder builder;
        if (!parser.HandleNextDocument(builder)) return fault(1, "the file says nothing");
        YamlNode first = builder.take();
        TreeBuilder more;
        if (parser.HandleNextDocument(more))
            if (const YamlNode next = more.take(); next.type != YamlNode::Type::Null)
                return fault(next.line, "a second document begins; give each device its own file");
        return first;
    } catch (const Fault& e) {
        return fault(e.line, e.what());
    } catch (const YAML::Exception& e) {
        return fault(e.mark.is_null() ? 1 : e.mark.line + 1,
                     fmt::format("this is not YAML: {}", e.msg));
    } catch (const std::exception& e) {
        return fault(1, fmt::format("this cannot be read: {}", e.what()));
    }
}

Result<YamlNode> readYaml(const std::filesystem::path& file) {
    constexpr const char* unreadable =
        "the file cannot be read; check that it is there and that you may read it";
    std::error_code code;
    if (!std::filesystem::is_regular_file(file, code))
        return Error{ErrorCode::File, unreadable, {}};
    if (std::filesystem::file_size(file, code) > mostYamlBytes || code)
        return Error{ErrorCode::File, "the file is larger than 1 MB; no device takes that", {}};
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    if (in) text << in.rdbuf();
    if (!in) return Error{ErrorCode::File, unreadable, {}};
    return parseYaml(std::move(text).str());
}

}  // namespace hallwright
