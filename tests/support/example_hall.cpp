#include "tests/support/example_hall.h"

#include "model/planner/brief.h"
#include "tests/support/shipped_catalog.h"
#include "tests/support/test.h"

#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

namespace hallwright::test {

const Plan& examplePlan(std::string_view name) {
    static std::map<std::string, Plan, std::less<>> plans;
    auto it = plans.find(name);
    if (it != plans.end()) return it->second;
    const auto stop = [&](const Error& error) {
        std::fprintf(stderr, "example %s: %s\n", std::string(name).c_str(), error.text().c_str());
        std::abort();
    };
    const Result<Brief> brief =
        readBrief(sourceFolder() / "resources/examples" / (std::string(name) + ".toml"));
    if (!brief) stop(brief.error());
    Result<Plan> made = plan(*brief, shippedCatalog(), {});
    if (!made) stop(made.error());
    return plans.emplace(std::string(name), std::move(made).value()).first->second;
}

}  // namespace hallwright::test
