#include "ui/cards.h"

#include <algorithm>

#include "ui/inspector.h"
#include "ui/transport.h"
#include "ui/widgets.h"

namespace lab::ui {
namespace {

struct Words {
  const char* title;
  const char* what;
};
constexpr std::array<Words, 3> words = {{
    {"A line cannot", "Train the linear model"},
    {"Add a layer", "Train with a hidden layer"},
    {"Read one point", "Its scores, loss and gradient"},
}};

}  // namespace

void FirstCards::follow(const Frame& frame) {
  const Snapshot& snapshot = frame.snapshot;
  pressed_now_ = false;
  if (stage_ == Stage::waiting && frame.host.first_visit && snapshot.mode == Mode::plane) {
    stage_ = Stage::shown;
    revision_ = snapshot.run_revision;
  }
  if (stage_ != Stage::shown) return;
  // Something else moved the run, the address say: who came with a purpose needs no beginning.
  if (!used_ && snapshot.run_revision != revision_) stage_ = Stage::over;
  if (snapshot.mode != Mode::plane) stage_ = Stage::over;
}

void FirstCards::remember(Frame& frame) {
  if (!remembered_) frame.post("page remember_visit");
  remembered_ = true;
}

void FirstCards::leave(Frame& frame) {
  stage_ = Stage::over;
  remember(frame);
}

void FirstCards::endFrame(Frame& frame, std::size_t posted, const std::optional<Index>& example) {
  const bool other_point = example != example_;
  example_ = example;
  if (stage_ != Stage::shown || pressed_now_) return;
  if (!used_ && (posted > 0 || other_point)) leave(frame);
  if (other_point && example) done_[static_cast<std::size_t>(Card::point)] = true;
  if (std::all_of(done_.begin(), done_.end(), [](bool done) { return done; })) leave(frame);
}

bool FirstCards::press(Frame& frame, Card card, View& view) {
  used_ = pressed_now_ = true;
  done_[static_cast<std::size_t>(card)] = true;
  remember(frame);
  if (card == Card::point) {
    // One that the model gets wrong has more to tell.
    const auto mistake = nextMistake(frame.snapshot.runs.back(), frame.snapshot.data->y, 0);
    view.example = mistake.value_or(0);
    return true;
  }
  const ModelChoice model = card == Card::line ? ModelChoice::linear : ModelChoice::two_layer;
  const std::string change = modelCommand(frame.snapshot.settings, model);
  if (!change.empty()) frame.post(change);
  frame.post("run");
  return false;
}

void FirstCards::drawCard(Frame& frame, Card card, View& view, float width, bool& pressed) {
  const auto index = static_cast<std::size_t>(card);
  const Palette& p = frame.colors();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const bool brief = frame.arrangement != Arrangement::columns;
  const float height = frame.px(brief ? 44 : 54);
  if (pressable(frame, words[index].title, ImVec2(width, height))) pressed = press(frame, card, view) || pressed;
  const ImVec2 a = ImGui::GetItemRectMin();
  const ImVec2 b = ImGui::GetItemRectMax();
  const bool hovered = ImGui::IsItemHovered() && !frame.host.touch;
  list.AddRectFilled(a, b, hovered ? p.accent_soft : p.surface, frame.px(8));
  list.AddRect(a, b, withAlpha(p.accent, hovered ? 0.9f : 0.4f), frame.px(8));
  const float y = (a.y + b.y) / 2;
  const ImVec2 badge(a.x + frame.px(24), y);
  const bool done = done_[index];
  list.AddCircleFilled(badge, frame.px(13), done ? p.good_soft : p.accent_soft, 24);
  if (done) drawIcon(list, Icon::tick, badge, frame.px(13), p.good);
  const float x = a.x + frame.px(48);
  const float room = b.x - frame.px(8) - x;
  {
    const FontScope font(frame.theme.semibold(), 0);
    if (!done) textAt(list, badge, 0.5f, p.accent, std::to_string(index + 1));
    textFitted(list, ImVec2(x, brief ? y : y - frame.px(11)), room, p.text, words[index].title);
  }
  const float title = brief ? textWidth(words[index].title) + frame.px(24) : 0;
  if (brief && title + textWidth(words[index].what) > room) return;
  textFitted(list, ImVec2(x + title, brief ? y : y + frame.px(11)), room - title, p.muted, words[index].what);
}

bool FirstCards::draw(Frame& frame, View& view) {
  if (!shown() || frame.snapshot.runs.empty() || !frame.snapshot.data) return false;
  bool pressed = false;
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float side = frame.theme.row();
  const bool brief = frame.arrangement != Arrangement::columns;
  ImGui::PushID("cards");
  if (!brief) {
    textAt(*ImGui::GetWindowDrawList(), at + ImVec2(0, side / 2), 0, frame.colors().muted,
           "First time here? Try these.");
  }
  ImGui::SetCursorScreenPos(at + ImVec2(width - side, 0));
  if (button(frame, {.id = "no cards",
                     .icon = Icon::close,
                     .tip = "Do without",
                     .style = ButtonStyle::quiet,
                     .width = side,
                     .height = side})) {
    leave(frame);
  }
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, frame.px(6)));
  // The first leaves the cross its place where there is no line above.
  if (brief) ImGui::SetCursorScreenPos(at);
  float room = brief ? width - side - frame.px(4) : width;
  for (const Card card : {Card::line, Card::layer, Card::point}) {
    drawCard(frame, card, view, room, pressed);
    room = width;
  }
  ImGui::PopStyleVar();
  ImGui::PopID();
  ImGui::Dummy(ImVec2(1, frame.px(4)));
  return pressed;
}

}  // namespace lab::ui
