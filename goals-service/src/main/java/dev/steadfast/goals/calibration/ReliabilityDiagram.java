package dev.steadfast.goals.calibration;

import java.util.List;
import java.util.Locale;

/** The reliability table as a picture: stated odds to the right, what happened upwards. */
final class ReliabilityDiagram {
  private static final int LEFT = 56;
  private static final int TOP = 40;
  private static final double SIDE = 280;
  private static final int LEAST_RADIUS = 3;
  private static final int MORE_RADIUS = 6;

  private ReliabilityDiagram() {}

  /**
   * An SVG document with a title and a description that says the same in words.
   *
   * @param of whose forecasts, in words
   */
  static String svg(String of, CalibrationView.TableView table) {
    StringBuilder svg = new StringBuilder(4_096);
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 380" width="360" height="380" role="img" \
        aria-labelledby="t d" font-family="system-ui, sans-serif" font-size="11">
        <title id="t">%s</title>
        <desc id="d">%s</desc>
        <rect width="360" height="380" fill="#ffffff"/>
        <text x="16" y="22" font-size="14" fill="#1a1a1a">%s</text>
        """
            .formatted(escaped("Calibration of " + of), escaped(words(table)), escaped(of)));
    axes(svg);
    int most = table.tenths().stream().mapToInt(CalibrationView.TenthView::n).max().orElse(1);
    for (CalibrationView.TenthView tenth : table.tenths()) {
      point(svg, tenth, most);
    }
    if (table.n() == 0) {
      svg.append("<text x=\"196\" y=\"180\" text-anchor=\"middle\" fill=\"#1a1a1a\">")
          .append("No forecast has come due yet.</text>\n");
    }
    return svg.append("</svg>\n").toString();
  }

  private static void axes(StringBuilder svg) {
    for (int percent : List.of(0, 20, 40, 60, 80, 100)) {
      line(svg, 0, percent, 100, percent, "#dddddd", "");
      line(svg, percent, 0, percent, 100, "#dddddd", "");
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" fill=\"#1a1a1a\">%d</text>\n",
              x(percent),
              y(0) + 16,
              percent));
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\" fill=\"#1a1a1a\">%d</text>\n",
              x(0) - 6,
              y(percent) + 4,
              percent));
    }
    line(svg, 0, 0, 100, 100, "#767676", " stroke-dasharray=\"4 4\"");
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" fill=\"#1a1a1a\">stated odds, %%</text>\n",
            x(50),
            y(0) + 36));
    svg.append(
        String.format(
            Locale.ROOT,
            "<text transform=\"translate(16 %.1f) rotate(-90)\" text-anchor=\"middle\" fill=\"#1a1a1a\">"
                + "came true, %%</text>\n",
            y(50)));
  }

  private static void point(StringBuilder svg, CalibrationView.TenthView tenth, int most) {
    line(svg, tenth.stated(), tenth.lower(), tenth.stated(), tenth.upper(), "#0b5cad", "");
    svg.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\" fill=\"#0b5cad\"/>\n",
            x(tenth.stated()),
            y(tenth.happened()),
            LEAST_RADIUS + MORE_RADIUS * Math.sqrt(tenth.n() / (double) most)));
  }

  private static void line(
      StringBuilder svg, double x1, double y1, double x2, double y2, String colour, String more) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"%s/>\n",
            x(x1),
            y(y1),
            x(x2),
            y(y2),
            colour,
            more));
  }

  private static double x(double percent) {
    return LEFT + SIDE * percent / 100;
  }

  private static double y(double percent) {
    return TOP + SIDE * (100 - percent) / 100;
  }

  private static String words(CalibrationView.TableView table) {
    StringBuilder words = new StringBuilder();
    words.append(String.format(Locale.ROOT, "%d forecasts have come due.", table.n()));
    for (CalibrationView.TenthView each : table.tenths()) {
      words.append(
          String.format(
              Locale.ROOT,
              " Of %d with odds about %.0f %%, %.0f %% came true.",
              each.n(),
              each.stated(),
              each.happened()));
    }
    return words.toString();
  }

  /** Text as it may stand in XML. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
