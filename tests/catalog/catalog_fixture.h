#pragma once

#include <QTemporaryDir>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace hallwright::test {

/// A catalog folder in the build tree with one source, an empty design basis and one file of parts.
class CatalogFixture {
public:
    explicit CatalogFixture(std::string_view parts)
        : m_folder(QString(HALLWRIGHT_BINARY_DIR) + "/catalog-test-XXXXXX") {
        write("sources.toml", "[maker]\ntitle = \"Data sheet\"\nkind = \"vendor\"\n");
        write("basis.toml", "[design-basis]\nname = \"Design basis\"\nkind = "
                            "\"design-basis\"\nstatus = \"generic\"\n");
        write("parts/p.toml", parts);
    }

    std::filesystem::path folder() const { return m_folder.path().toStdString(); }
    std::filesystem::path file(std::string_view name) const { return folder() / name; }

    void write(std::string_view name, std::string_view text) const {
        std::filesystem::create_directories(file(name).parent_path());
        std::ofstream(file(name), std::ios::binary) << text;
    }

    /// A message without the place of the folder: "parts/p.toml:5: …".
    std::string relative(std::string text) const {
        const std::string prefix = folder().string() + "/";
        for (std::size_t at = text.find(prefix); at != std::string::npos;
             at = text.find(prefix, at))
            text.erase(at, prefix.size());
        return text;
    }

private:
    QTemporaryDir m_folder;
};

/// A coolant distribution unit with these lines as its data; the first of them is line 5 of the
/// file.
inline std::string cduWith(std::string_view lines) {
    return "[thing]\nname = \"Thing\"\nkind = \"cdu\"\nstatus = \"generic\"\n" +
           std::string(lines) + "\n";
}

}  // namespace hallwright::test
