#include "ui/plane/plane_screen.h"

#include <algorithm>
#include <array>

#include "ui/kit/widgets.h"
#include "ui/training/published_table.h"

namespace lab::ui {

void PlaneScreen::follow(const Frame& frame, const View& view) {
  const bool published = hasPublished(frame.snapshot);
  // Who finds a published run in force on arrival has seen nothing to compare yet; nor has who starts over.
  if (forgotten_) had_published_.reset();
  forgotten_ = forgotten_ && !published;
  if (published && had_published_ == false) offerPublished(view);
  if (view.example && view.example != had_example_) detail_ = Detail::point;
  had_published_ = published;
  had_example_ = view.example;
}

void PlaneScreen::offerPublished(const View& view) {
  if (!view.example && !detail_chosen_) detail_ = Detail::published;
}

void PlaneScreen::beginAgain() {
  detail_ = Detail::point;
  detail_chosen_ = false;
  forgotten_ = true;
}

void PlaneScreen::drawStage(Frame& frame, const Layout& layout, View& view) {
  picture_.drawHeader(frame, layout.picture_header, view);
  picture_.draw(frame, layout, view);
}

void PlaneScreen::drawDetail(Frame& frame, const Rect& rect, View& view) {
  const bool published = hasPublished(frame.snapshot);
  beginPanel(frame, "detail", rect);
  if (published) {
    const std::array<const char*, 2> names = {"Point", "Published losses"};
    const float width = std::min(ImGui::GetContentRegionAvail().x, frame.px(260));
    if (const auto chosen = segmented(frame, "detail", names, static_cast<int>(detail_), width)) {
      detail_ = static_cast<Detail>(*chosen);
      detail_chosen_ = true;
    }
  }
  if (published && detail_ == Detail::published) {
    const bool begun = beginBody(frame, "published");
    drawPublishedTable(frame);
    endBody(frame, begun);
  } else {
    drawInspector(frame, view);
  }
  endPanel(frame);
}

void PlaneScreen::drawInspector(Frame& frame, View& view) { inspector_.draw(frame, view, picture_.legendMarkers()); }

void PlaneScreen::letGo(Frame& /*frame*/, View& view) { view.example.reset(); }

}  // namespace lab::ui
