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
  const bool pictures = frame.snapshot.mode == Mode::images;
  const auto drawData = [&](bool heading) {
    if (pictures) {
      images.data.draw(frame, heading);
    } else {
      data.draw(frame, heading);
    }
  };
  Rect rect = layout.settings;
  // The way to the experiments stays in sight below what scrolls.
  const float entrance = frame.theme.row();
  rect.h -= entrance + frame.px(8);
  drawEntrance(frame, {rect.x, rect.bottom() + frame.px(8), rect.w, entrance});
  if (!layout.data.empty()) {
    beginPanel(frame, "data", layout.data);
    drawCards(frame);
    drawData(true);
    endPanel(frame);
  }
  beginPanel(frame, "settings", rect);
  if (layout.data.empty()) {
    drawCards(frame);
    drawData(true);
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

void AppState::drawDetail(Frame& frame, const Rect& rect) {
  if (frame.snapshot.mode == Mode::images) {
    beginPanel(frame, "image detail", rect);
    images.inspector.draw(frame, images.desk, view);
    return endPanel(frame);
  }
  const bool published = hasPublished(frame.snapshot);
  beginPanel(frame, "detail", rect);
  if (published) {
    const std::array<const char*, 2> names = {"Point", "Published losses"};
    const float width = std::min(ImGui::GetContentRegionAvail().x, frame.px(260));
    if (const auto chosen = segmented(frame, "detail", names, static_cast<int>(detail), width)) {
      detail = static_cast<Detail>(*chosen);
      detail_chosen = true;
    }
  }
  if (published && detail == Detail::published) {
    const bool begun = beginBody(frame, "published");
    drawPublishedTable(frame);
    endBody(frame, begun);
  } else {
    inspector.draw(frame, view, picture.legendMarkers());
  }
  endPanel(frame);
}

void AppState::drawLoss(Frame& frame, const Rect& rect) {
  if (rect.empty()) return;
  if (frame.snapshot.mode == Mode::images) {
    images.curves.drawLoss(frame, rect);
  } else {
    curves.drawLoss(frame, rect);
  }
}

void AppState::drawAccuracy(Frame& frame, const Rect& rect) {
  if (rect.empty()) return;
  if (frame.snapshot.mode == Mode::images) {
    images.curves.drawAccuracy(frame, rect);
  } else {
    curves.drawAccuracy(frame, rect);
  }
}

// One plot at a time, large enough to be read.
void AppState::drawTurns(Frame& frame, Rect rect) {
  const float h = frame.theme.row();
  beginPanel(frame, "turns", {rect.x, rect.y, rect.w, h}, bare_panel);
  const std::array<const char*, 2> names = {"Loss", "Accuracy"};
  if (const auto chosen = segmented(frame, "plot", names, accuracy_shown ? 1 : 0, rect.w, h)) {
    accuracy_shown = *chosen == 1;
  }
  endPanel(frame);
  rect.y += h + frame.px(6);
  rect.h -= h + frame.px(6);
  if (accuracy_shown) {
    drawAccuracy(frame, rect);
  } else {
    drawLoss(frame, rect);
  }
}

// The plots as a tab's page: below each other, or beside each other where that is wide.
void AppState::drawPlots(Frame& frame, const Rect& rect) {
  beginPanel(frame, "plots", rect, {.surface = false});
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float space = frame.px(8);
  float bottom = at.y;
  if (width > frame.px(440) && rect.h < frame.px(400)) {
    const float h = std::max(frame.px(190), rect.h - frame.px(2));
    const float w = (width - space) / 2;
    drawLoss(frame, {at.x, at.y, w, h});
    drawAccuracy(frame, {at.x + w + space, at.y, w, h});
    bottom += h;
  } else {
    const float loss_h = std::max(frame.px(230), 0.55f * (rect.h - space));
    const float accuracy_h = std::max(frame.px(170), 0.45f * (rect.h - space));
    drawLoss(frame, {at.x, at.y, width, loss_h});
    drawAccuracy(frame, {at.x, at.y + loss_h + space, width, accuracy_h});
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
  const bool pictures = frame.snapshot.mode == Mode::images;
  const std::array<const char*, 5> names = {"Train", "Data", "Plots", pictures ? "Image" : "Point",
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
  const bool pictures = frame.snapshot.mode == Mode::images;
  ImGui::PushID(static_cast<int>(tab));
  beginPanel(frame, "tab body", rect);
  if (tab == Tab::train) {
    drawCards(frame);
    if (!transport.showsSlider()) transport.drawSpeedRow(frame);
    training.draw(frame, false);
  }
  if (tab == Tab::data && pictures) images.data.draw(frame, false);
  if (tab == Tab::data && !pictures) data.draw(frame, false);
  if (tab == Tab::point && pictures) images.inspector.draw(frame, images.desk, view);
  if (tab == Tab::point && !pictures) inspector.draw(frame, view, picture.legendMarkers());
  endPanel(frame);
  ImGui::PopID();
}

// The picture or the stage; of what the experiments cover nothing is computed.
void AppState::drawPicture(Frame& frame, const Layout& layout) {
  const bool pictures = frame.snapshot.mode == Mode::images;
  const bool covered = layout.pictures[0].empty() && layout.stage.empty();
  if (pictures && !covered) {
    images.drawHeader(frame, layout.picture_header);
    const std::optional<ImageRef> before = view.image;
    images.drawStage(frame, layout.stage, view);
    if (before != view.image && ImGui::IsMouseReleased(ImGuiMouseButton_Left)) tab = Tab::point;
    return;
  }
  view.templates = false;
  view.verdicts.reset();
  view.picture.reset();
  if (covered) {
    view.regions = view.hidden_units = false;
    return;
  }
  picture.drawHeader(frame, layout.picture_header, view);
  picture.draw(frame, layout, view);
  // Where it is behind a tab, what was tapped comes into sight.
  if (picture.takeTap()) tab = Tab::point;
}

void AppState::drawBench(Frame& frame, const Layout& layout) {
  transport.drawModels(frame, layout.model_bar);
  view.health = view.hardest = false;
  if (!layout.settings.empty()) drawSettings(frame, layout);
  drawPicture(frame, layout);
  // What goes wrong comes before two runs that stand apart, and those before a run that has nothing left to learn.
  const bool advised = !layout.advice.empty() && coach.speaks() && (coach.warns() || !runsApart(frame.snapshot));
  if (!advised || frame.arrangement == Arrangement::split) drawStatus(frame, layout.status);
  if (advised) coach.draw(frame, layout.advice);
  if (layout.accuracy_plot.empty() && !layout.loss_plot.empty()) {
    drawTurns(frame, layout.loss_plot);
  } else {
    drawLoss(frame, layout.loss_plot);
    drawAccuracy(frame, layout.accuracy_plot);
  }
  if (!layout.inspector.empty()) drawDetail(frame, layout.inspector);
  drawTabs(frame, layout.tabs);
  drawTabBody(frame, layout.tab_body);
  if (studies.open()) studies.draw(frame, layout.experiments, view);
}

}  // namespace lab::ui
