#include "ui/cards.h"

#include <algorithm>

#include "ui/kit/widgets.h"
#include "ui/plane/inspector.h"
#include "ui/transport.h"

namespace lab::ui {
namespace {

constexpr std::array<const char*, 3> tasks = {"Train the linear model", "Train the two-layer model",
                                              "Its scores, loss and gradient"};

}  // namespace

std::string_view FirstCards::title(const Frame& frame, Card card) const {
  if (card == Card::layer) return "Add a hidden layer";
  if (card == Card::point) return "Read one point";
  // Of all samples only the blobs may lie so that straight borders do.
  const bool blobs = frame.snapshot.settings.data == DataKind::blobs;
  return blobs ? "What a line can do" : "No line splits them";
}

void FirstCards::follow(const Frame& frame) {
  const Snapshot& snapshot = frame.snapshot;
  pressed_now_ = false;
  if (stage_ == Stage::waiting && frame.host.first_visit && snapshot.mode == Mode::plane) {
    stage_ = Stage::shown;
    revision_ = snapshot.run_revision;
  }
  // Something else moved the run, the address say: who came with a purpose needs no beginning.
  const bool moved = snapshot.run_revision != revision_ || snapshot.mode != Mode::plane;
  if (stage_ == Stage::shown && arriving_ && moved) stage_ = Stage::over;
  if (next_ && !under_mouse_) {
    stage_ = *next_;
    next_.reset();
  }
  under_mouse_ = false;
}

void FirstCards::bringBack(bool wanted) {
  stage_ = Stage::shown;
  next_.reset();
  done_ = {};
  used_ = wanted;
  arriving_ = false;
}

void FirstCards::remember(Frame& frame) {
  arriving_ = false;
  if (!remembered_) frame.post("page remember_visit");
  remembered_ = true;
}

void FirstCards::leaveFor(Frame& frame, Stage next) {
  remember(frame);
  next_ = next;
  frame.animating = true;
}

void FirstCards::endFrame(Frame& frame, std::span<const std::string> posted, const std::optional<Index>& example) {
  const bool chosen = example && example != example_;
  example_ = example;
  if (stage_ != Stage::shown && stage_ != Stage::line) return;
  if (std::find(posted.begin(), posted.end(), "run") != posted.end()) {
    const ModelChoice models = modelChoice(frame.snapshot.settings);
    if (!pressed_now_ && models != ModelChoice::two_layer) tick(Card::line);
    if (!pressed_now_ && models != ModelChoice::linear) tick(Card::layer);
  }
  if (chosen) tick(Card::point);
  if (std::all_of(done_.begin(), done_.end(), [](bool done) { return done; })) {
    leaveFor(frame, Stage::over);
  } else if (stage_ == Stage::shown && !used_ && !next_ && (!posted.empty() || chosen)) {
    leaveFor(frame, Stage::line);
  }
}

bool FirstCards::press(Frame& frame, Card card, View& view) {
  used_ = pressed_now_ = true;
  tick(card);
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
  const std::string_view heading = title(frame, card);
  if (pressable(frame, tasks[index], ImVec2(width, height))) pressed = press(frame, card, view) || pressed;
  const ImVec2 a = ImGui::GetItemRectMin();
  const ImVec2 b = ImGui::GetItemRectMax();
  const bool hovered = ImGui::IsItemHovered() && !frame.host.touch;
  list.AddRectFilled(a, b, hovered ? p.accent_soft : p.surface, frame.px(8));
  list.AddRect(a, b, withAlpha(p.accent, hovered ? 0.9f : 0.4f), frame.px(8));
  const float y = (a.y + b.y) / 2;
  const ImVec2 badge(a.x + frame.px(brief ? 21 : 24), y);
  const bool done = done_[index];
  list.AddCircleFilled(badge, frame.px(13), done ? p.good_soft : p.accent_soft, 24);
  if (done) drawIcon(list, Icon::tick, badge, frame.px(13), p.good);
  const float x = a.x + frame.px(brief ? 42 : 48);
  const float room = b.x - frame.px(brief ? 4 : 8) - x;
  {
    const FontScope font(frame.theme.semibold(), 0);
    if (!done) textAt(list, badge, 0.5f, p.accent, std::to_string(index + 1));
    textFitted(list, ImVec2(x, brief ? y : y - frame.px(11)), room, p.text, heading);
  }
  const float before = brief ? textWidth(heading) + frame.px(24) : 0;
  if (brief && before + textWidth(tasks[index]) > room) return;
  textFitted(list, ImVec2(x + before, brief ? y : y + frame.px(11)), room - before, p.muted, tasks[index]);
}

void FirstCards::drawAll(Frame& frame, View& view, bool& pressed) {
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float side = frame.theme.row();
  const bool brief = frame.arrangement != Arrangement::columns;
  if (!brief) {
    textAt(*ImGui::GetWindowDrawList(), at + ImVec2(0, side / 2), 0, frame.colors().muted, "First steps");
  }
  ImGui::SetCursorScreenPos(at + ImVec2(width - side, 0));
  if (button(frame, {.id = "no cards",
                     .icon = Icon::close,
                     .tip = "Do without: the page behind ? brings them back",
                     .style = ButtonStyle::quiet,
                     .width = side,
                     .height = side})) {
    stage_ = Stage::over;
    remember(frame);
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
  ImGui::Dummy(ImVec2(1, frame.px(4)));
}

// Quiet, where they stood.
void FirstCards::drawLine(Frame& frame) {
  const ImVec2 size(ImGui::GetContentRegionAvail().x, frame.theme.control(28));
  if (pressable(frame, "unfold", size)) {
    stage_ = Stage::shown;
    used_ = true;
  }
  hint(frame, "Three things to try first");
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 a = ImGui::GetItemRectMin();
  const ImVec2 b = ImGui::GetItemRectMax();
  const float y = (a.y + b.y) / 2;
  const Color ink = frame.colors().muted;
  textAt(list, ImVec2(a.x, y), 0, ink, "First steps");
  drawIcon(list, Icon::chevron_right, ImVec2(b.x - frame.px(8), y), frame.px(12), ink);
  const auto done = std::count(done_.begin(), done_.end(), true);
  textAt(list, ImVec2(b.x - frame.px(22), y), 1, ink, std::to_string(done) + " of 3 done");
}

bool FirstCards::draw(Frame& frame, View& view) {
  const Snapshot& snapshot = frame.snapshot;
  if (snapshot.mode != Mode::plane || snapshot.runs.empty() || !snapshot.data) return false;
  if (stage_ != Stage::shown && stage_ != Stage::line) return false;
  const ImGuiWindow& panel = *ImGui::GetCurrentWindow();
  under_mouse_ = panel.OuterRectClipped.Contains(ImGui::GetIO().MousePos);
  bool pressed = false;
  ImGui::PushID("cards");
  if (stage_ == Stage::shown) {
    drawAll(frame, view, pressed);
  } else {
    drawLine(frame);
  }
  ImGui::PopID();
  return pressed;
}

}  // namespace lab::ui
