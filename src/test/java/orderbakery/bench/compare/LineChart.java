package orderbakery.bench.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An SVG of panels below one another; in each, lines over the same minutes. */
final class LineChart {
  private static final int WIDTH = 640;
  private static final int PANEL_HEIGHT = 150;
  private static final int LEFT = 16;
  private static final int TOP = 34;
  private static final int LINE_WIDTH = 470;
  private static final int LINE_HEIGHT = 100;
  private static final List<String> COLOURS = List.of("#b5651d", "#4a7ba6", "#5a8f5a", "#999");

  private final String title;
  private final List<String> panels = new ArrayList<>();

  LineChart(String title) {
    this.title = title;
  }

  /**
   * Adds a panel.
   *
   * @param lines by name: a value for the end of each minute
   */
  LineChart with(String name, Map<String, List<Double>> lines) {
    double highest =
        lines.values().stream().flatMap(List::stream).mapToDouble(it -> it).max().orElseThrow();
    int top = panels.size() * PANEL_HEIGHT + TOP;
    StringBuilder panel = new StringBuilder();
    panel.append(
        format(
            """
            <text x="%d" y="%d" font-weight="bold">%s</text>
            <path d="M%d %d v%d h%d" fill="none" stroke="#ccc"/>
            <text x="%d" y="%d" fill="#777">%,.0f</text>
            <text x="%d" y="%d" text-anchor="end" fill="#777">minute %d</text>
            """,
            LEFT,
            top - 12,
            name,
            LEFT,
            top,
            LINE_HEIGHT,
            LINE_WIDTH,
            LEFT + 4,
            top + 10,
            highest,
            LEFT + LINE_WIDTH,
            top + LINE_HEIGHT - 4,
            lines.values().iterator().next().size()));
    int number = 0;
    for (Map.Entry<String, List<Double>> line : lines.entrySet()) {
      List<Double> values = line.getValue();
      String colour = COLOURS.get(number);
      panel.append(
          format(
              """
              <polyline points="%s" fill="none" stroke="%s" stroke-width="1.5"/>
              <text x="%d" y="%d" fill="%s">%s, %,.0f</text>
              """,
              points(values, highest, top),
              colour,
              LEFT + LINE_WIDTH + 12,
              top + 14 + 20 * number,
              colour,
              line.getKey(),
              values.get(values.size() - 1)));
      number++;
    }
    panels.add(panel.toString());
    return this;
  }

  private static String points(List<Double> values, double highest, int top) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < values.size(); i++) {
      points.append(
          format(
              "%.1f,%.1f ",
              LEFT + (i + 1.0) / values.size() * LINE_WIDTH,
              top + LINE_HEIGHT * (1 - values.get(i) / highest)));
    }
    return points.toString().strip();
  }

  /** All of it. */
  String svg() {
    return format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="13">
        <title>%s</title>
        <rect width="100%%" height="100%%" fill="#fff"/>
        %s</svg>
        """,
        WIDTH, panels.size() * PANEL_HEIGHT + 10, title, String.join("", panels));
  }

  private static String format(String text, Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
