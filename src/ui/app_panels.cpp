#include <algorithm>
#include <array>

#include "ui/app_state.h"
#include "ui/kit/setting_rows.h"
#include "ui/kit/widgets.h"
#include "ui/status.h"
#include "ui/training/published_table.h"

namespace lab::ui {

void AppState::drawCards(Frame& frame) {
  // On small screens the point's own panel is behind a tab.
  if (cards.draw(frame, view)) tab = Tab::point;
}

void AppState::drawSettings(Frame& frame, const Layout& layout) {
  Rect rect = layout.settings;
  // The way to the experiments stays in sight below what scrolls.
  drawEntrance(frame, cutBottom(rect, frame.theme.row(), frame.px(8)));
  if (!layout.data.empty()) {
    beginPanel(frame, "data", layout.data);
    drawCards(frame);
    screen(frame).drawData(frame, true);
    endPanel(frame);
  }
  beginPanel(frame, "settings", rect);
  if (layout.data.empty()) {
    drawCards(frame);
    screen(frame).drawData(frame, true);
    ImGui::Dummy(ImVec2(1, frame.px(2)));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddLine(at, at + ImVec2(ImGui::GetContentRegionAvail().x, 0), frame.colors().line);
    ImGui::Dummy(ImVec2(1, frame.px(2)));
  }
  if (!transport.showsSlider()) transport.drawSpeedRow(frame);
  training.draw(frame, true);
  endPanel(frame);
}

void AppState::drawEntrance(Frame& frame, const Rect& rect) {
  beginPanel(frame, "entrance", rect, bare_panel);
  const ButtonSpec link{.id = "copy link",
                        .icon = Icon::link,
                        .label = "Copy link",
                        .tip = "The address of this page with all its settings, to send to somebody"};
  const float width = buttonWidth(frame, link);
  studies.drawEntrance(frame, rect.w - width - frame.px(8));
  ImGui::SameLine(0, frame.px(8));
  if (button(frame, link)) frame.post("page copy_link");
  endPanel(frame);
}

// One plot at a time, large enough to be read.
void AppState::drawTurns(Frame& frame, Rect rect) {
  beginPanel(frame, "turns", cutTop(rect, frame.theme.row(), frame.px(6)), bare_panel);
  const std::array<const char*, 2> names = {"Loss", "Accuracy"};
  if (const auto chosen = segmented(frame, "plot", names, accuracy_shown ? 1 : 0, rect.w)) {
    accuracy_shown = *chosen == 1;
  }
  endPanel(frame);
  if (accuracy_shown) {
    screen(frame).drawAccuracy(frame, rect);
  } else {
    screen(frame).drawLoss(frame, rect);
  }
}

// The plots as a tab's page: below each other, or beside each other where that is wide.
void AppState::drawPlots(Frame& frame, const Rect& rect) {
  Screen& shown = screen(frame);
  beginPanel(frame, "plots", rect, {.surface = false});
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float space = frame.px(8);
  float bottom = at.y;
  if (width > frame.px(440) && rect.h < frame.px(400)) {
    const float h = std::max(frame.px(190), rect.h - frame.px(2));
    const float w = (width - space) / 2;
    shown.drawLoss(frame, {at.x, at.y, w, h});
    shown.drawAccuracy(frame, {at.x + w + space, at.y, w, h});
    bottom += h;
  } else {
    const float loss_h = std::max(frame.px(230), 0.55f * (rect.h - space));
    const float accuracy_h = std::max(frame.px(170), 0.45f * (rect.h - space));
    shown.drawLoss(frame, {at.x, at.y, width, loss_h});
    shown.drawAccuracy(frame, {at.x, at.y + loss_h + space, width, accuracy_h});
    bottom += loss_h + space + accuracy_h;
  }
  if (hasPublished(frame.snapshot)) {
    beginPanel(frame, "published", {at.x, bottom + space, width, frame.px(320)});
    text(frame, "Published and ours", Tone::heading);
    drawPublishedTable(frame);
    endPanel(frame);
  }
  endPanel(frame);
}

void AppState::drawTabs(Frame& frame, const Rect& rect) {
  if (rect.empty()) return;
  beginPanel(frame, "tabs", rect, bare_panel);
  const std::array<const char*, 5> names = {"Train", "Data", "Plots", screen(frame).inspectorName(),
                                            studies.entrance(frame.snapshot)};
  const float h = rect.h - frame.px(4);
  if (const auto chosen = segmented(frame, "tab", names, static_cast<int>(tab), rect.w, h)) {
    if (*chosen == 4) {
      studies.toggle();
    } else {
      tab = static_cast<Tab>(*chosen);
    }
  }
  endPanel(frame);
}

void AppState::drawTabBody(Frame& frame, const Rect& rect) {
  if (rect.empty()) return;
  if (tab == Tab::plots) return drawPlots(frame, rect);
  ImGui::PushID(static_cast<int>(tab));
  beginPanel(frame, "tab body", rect);
  if (tab == Tab::train) {
    drawCards(frame);
    if (!transport.showsSlider()) transport.drawSpeedRow(frame);
    training.draw(frame, false);
  }
  if (tab == Tab::data) screen(frame).drawData(frame, false);
  if (tab == Tab::point) screen(frame).drawInspector(frame, view);
  endPanel(frame);
  ImGui::PopID();
}

// The picture or the stage; of what the experiments cover nothing is computed.
void AppState::drawPicture(Frame& frame, const Layout& layout) {
  if (layout.pictures[0].empty() && layout.stage.empty()) return;
  Screen& shown = screen(frame);
  shown.drawStage(frame, layout, view);
  // Where it is behind a tab, what was tapped comes into sight.
  if (shown.takeTap()) tab = Tab::point;
}

void AppState::drawBench(Frame& frame, const Layout& layout) {
  transport.drawModels(frame, layout.model_bar);
  if (!layout.settings.empty()) drawSettings(frame, layout);
  drawPicture(frame, layout);
  // What goes wrong comes before two runs that stand apart, and those before a run that has nothing left to learn.
  const bool advised = !layout.advice.empty() && coach.speaks() && (coach.warns() || !runsApart(frame.snapshot));
  if (!advised || frame.arrangement == Arrangement::split) drawStatus(frame, layout.status);
  if (advised) coach.draw(frame, layout.advice);
  if (layout.accuracy_plot.empty() && !layout.loss_plot.empty()) {
    drawTurns(frame, layout.loss_plot);
  } else {
    screen(frame).drawLoss(frame, layout.loss_plot);
    screen(frame).drawAccuracy(frame, layout.accuracy_plot);
  }
  if (!layout.inspector.empty()) screen(frame).drawDetail(frame, layout.inspector, view);
  drawTabs(frame, layout.tabs);
  drawTabBody(frame, layout.tab_body);
  if (studies.open()) studies.draw(frame, layout.experiments, view);
}

}  // namespace lab::ui
