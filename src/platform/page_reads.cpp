// What the page's script reads of the lab, as JSON or text. Nothing here changes it.
#include "platform/page.h"
#include "platform/state_json.h"
#include "platform/studies_json.h"

namespace lab::platform {

std::string Page::state() {
  const auto driver = engine_.hold();
  const Snapshot& snapshot = driver->peek({});
  const double steps_per_second = driver->moving() ? engine_.stepsPerSecond() : 0;
  const HostFigures figures{steps_per_second, engine_.frameMs(),        frames_,           driver->hidden(),
                            store_.loading(), host_.picture != nullptr, app_->view().image};
  return stateJson(snapshot, facts_, figures);
}

std::string Page::history() {
  const auto driver = engine_.hold();
  return historyJson(driver->peek({}));
}

std::string Page::searchCsv() {
  const auto driver = engine_.hold();
  const auto& search = driver->peek({}).studies->search;
  return search ? lab::searchCsv(*search->plan, search->cells) : std::string();
}

std::string Page::studies() {
  const auto driver = engine_.hold();
  return studiesJson(*driver->peek({}).studies);
}

std::string Page::inspect(Index example, std::string_view part) {
  View view;
  if (part.empty()) view.example = example;
  if (part == "train") view.image = {ImagePart::train, example};
  if (part == "validation") view.image = {ImagePart::validation, example};
  if (part == "test") view.image = {ImagePart::test, example};
  if (part == "picture") view.picture = host_.picture;
  const auto driver = engine_.hold();
  return inspectionJson(driver->peek(view));
}

std::string Page::examples() {
  const auto driver = engine_.hold();
  return examplesJson(driver->peek({}));
}

std::string Page::templates() {
  View view;
  view.templates = true;
  const auto driver = engine_.hold();
  return templatesJson(driver->peek(view));
}

std::string Page::spoken() {
  if (engine_.moving()) return {};
  const auto driver = engine_.hold();
  return spokenState(driver->peek({}));
}

}  // namespace lab::platform
