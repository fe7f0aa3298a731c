package dev.steadfast.metrics.query;

import dev.steadfast.metrics.query.ChangesView.Change;
import dev.steadfast.metrics.query.ChangesView.GroupChanges;
import dev.steadfast.metrics.query.ChangesView.Outlier;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** A metric by day as SVG, with its levels, the days on which they changed, and single outliers. */
final class ChangesChart {
  static final String MEDIA_TYPE = "image/svg+xml";

  private static final int WIDTH = 800;
  private static final int HEIGHT = 300;
  private static final int LEFT = 90;
  private static final int TOP = 34;
  private static final int BOTTOM = 30;
  private static final int RIGHT = 16;

  private final ChangesView view;
  private final GroupChanges group;
  private final double[] values;
  private final double low;
  private final double high;
  private final StringBuilder svg = new StringBuilder();

  private ChangesChart(ChangesView view, double[] values) {
    this.view = view;
    this.group = view.series().getFirst();
    this.values = values;
    double lowest = Double.POSITIVE_INFINITY;
    double highest = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      if (!Double.isNaN(value)) {
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
      }
    }
    this.low = lowest > highest ? 0 : lowest;
    this.high = lowest > highest ? 1 : highest > lowest ? highest : lowest + 1;
  }

  /**
   * The chart of the first group.
   *
   * @param values one a day, NaN where there is none
   */
  static String of(ChangesView view, DailySeries values) {
    return new ChangesChart(view, values.values()).draw();
  }

  private String draw() {
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                + " aria-labelledby=\"t d\" font-family=\"system-ui, sans-serif\" font-size=\"12\">\n",
            WIDTH,
            HEIGHT));
    svg.append("<title id=\"t\">").append(escaped(title())).append("</title>\n");
    svg.append("<desc id=\"d\">").append(escaped(group.summary())).append("</desc>\n");
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    text(LEFT, 20, "start", title());
    text(LEFT - 8, y(high) + 4, "end", Wording.value(view.unit(), high));
    text(LEFT - 8, y(low) + 4, "end", Wording.value(view.unit(), low));
    text(LEFT, HEIGHT - 8, "start", view.from().toString());
    text(WIDTH - RIGHT, HEIGHT - 8, "end", view.to().toString());
    line();
    levels();
    outliers();
    return svg.append("</svg>\n").toString();
  }

  private String title() {
    return view.metric()
        + "@"
        + view.version()
        + ", "
        + view.aggregation().code()
        + " by day, "
        + view.zone();
  }

  private void line() {
    StringBuilder path = new StringBuilder();
    boolean isDrawing = false;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        isDrawing = false;
      } else {
        path.append(
            String.format(Locale.ROOT, "%s%.1f %.1f", isDrawing ? "L" : "M", x(i), y(values[i])));
        isDrawing = true;
      }
    }
    svg.append("<path fill=\"none\" stroke=\"#8aa\" stroke-linecap=\"round\" d=\"")
        .append(path)
        .append("\"/>\n");
  }

  private void levels() {
    List<Change> changes = group.changes();
    for (int i = 0; i < changes.size(); i++) {
      Change change = changes.get(i);
      double at = x(index(change.date()));
      double begin = i == 0 ? x(0) : x(index(changes.get(i - 1).date()));
      double end =
          i == changes.size() - 1 ? x(values.length - 1) : x(index(changes.get(i + 1).date()));
      level(begin, at, change.before());
      level(at, end, change.after());
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#b33\" stroke-dasharray=\"4 3\">"
                  + "<title>%s, %.0f %% sure</title></line>%n",
              at,
              at,
              TOP,
              HEIGHT - BOTTOM,
              change.date(),
              100 * change.probability()));
      text(at + 3, TOP + 10, "start", change.date().toString());
    }
  }

  private void level(double from, double to, double value) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#246\" stroke-width=\"2\"/>%n",
            from,
            to,
            y(value),
            y(value)));
  }

  private void outliers() {
    for (Outlier outlier : group.anomalies()) {
      svg.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"#d80\"><title>%s: %s, expected %s</title></circle>%n",
              x(index(outlier.date())),
              y(outlier.value()),
              outlier.date(),
              escaped(Wording.value(view.unit(), outlier.value())),
              escaped(Wording.value(view.unit(), outlier.expected()))));
    }
  }

  private int index(LocalDate date) {
    return (int) ChronoUnit.DAYS.between(view.from(), date);
  }

  private double x(int day) {
    return LEFT + (WIDTH - LEFT - RIGHT) * (double) day / Math.max(1, values.length - 1);
  }

  private double y(double value) {
    double share = Math.clamp((value - low) / (high - low), 0, 1);
    return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * share;
  }

  private void text(double x, double y, String anchor, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#333\">%s</text>%n",
            x,
            y,
            anchor,
            escaped(text)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
