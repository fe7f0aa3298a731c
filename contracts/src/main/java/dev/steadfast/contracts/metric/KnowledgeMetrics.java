package dev.steadfast.contracts.metric;

import dev.steadfast.contracts.metric.MetricDefinition.Direction;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import java.util.List;

/** The definitions that are measured from the knowledge base and from proactive support. */
public final class KnowledgeMetrics {
  public static final MetricDefinition TRAFFIC =
      new MetricDefinition(
          "kb-traffic",
          1,
          "Knowledge base traffic",
          "Views of articles, each counted.",
          "count",
          Direction.NEITHER,
          Kind.COUNT,
          "an article is viewed",
          "an article is viewed",
          "the view",
          "views of articles",
          Aggregation.COUNT,
          1);

  public static final MetricDefinition HELPFULNESS =
      new MetricDefinition(
          "kb-helpfulness",
          1,
          "Knowledge base helpfulness",
          "Votes that an article helped, of all votes on articles.",
          "percent",
          Direction.HIGHER,
          Kind.RATIO,
          "the vote",
          "the vote",
          "the vote",
          "votes on articles",
          Aggregation.SHARE,
          30);

  public static final MetricDefinition VISITS =
      new MetricDefinition(
          "kb-visits",
          1,
          "Knowledge base visits",
          "Visits of the knowledge base: views and searches of one visitor with less than 30 minutes between each and"
              + " the next. That is the usual convention of web analytics (the session timeout of Google Analytics"
              + " is 30 minutes by default; Catledge and Pitkow measured 25.5 minutes in 1995).",
          "count",
          Direction.NEITHER,
          Kind.COUNT,
          "the first view or search of the visit",
          "the first view or search of the visit",
          "the beginning of the visit",
          "visits of the knowledge base",
          Aggregation.COUNT,
          1);

  public static final MetricDefinition OUTREACH =
      new MetricDefinition(
          "proactive-outreach",
          1,
          "Proactive outreach",
          "People that were told something before they asked, and by how many sendings (n). It does not say how many"
              + " contacts that avoided: no event can tell that, so a figure of contacts avoided needs a stated"
              + " method and is kept as a metric of its own.",
          "count",
          Direction.NEITHER,
          Kind.NUMBER,
          "the outreach is sent",
          "the outreach is sent",
          "the sending",
          "sendings of proactive support",
          Aggregation.SUM,
          1);

  static final List<MetricDefinition> ALL = List.of(TRAFFIC, HELPFULNESS, VISITS, OUTREACH);

  private KnowledgeMetrics() {}
}
