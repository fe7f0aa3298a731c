package dev.steadfast.metrics.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.MetricDefinition.Kind;
import dev.steadfast.metrics.definition.MetricCatalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionViewTest {
  private static List<DefinitionView> builtIn() {
    return MetricCatalogue.builtIn().stream().map(DefinitionView::of).toList();
  }

  @Test
  void everyShareSaysWhatIsInItAndOfWhatAndByWhichDate() {
    for (DefinitionView view : builtIn()) {
      Kind kind = view.definition().kind();
      boolean isShare = kind == Kind.RATIO || kind == Kind.PART;
      assertThat(view.numerator() != null).as(view.definition().key()).isEqualTo(isShare);
      assertThat(view.denominator() != null).isEqualTo(isShare);
      assertThat(view.cohort() != null).isEqualTo(isShare);
    }
  }

  @Test
  void everyDurationSaysWhichClockItGoesBy() {
    for (DefinitionView view : builtIn()) {
      Kind kind = view.definition().kind();
      boolean isDuration = kind == Kind.DURATION || kind == Kind.AGE;
      assertThat(view.clock())
          .as(view.definition().key())
          .isEqualTo(isDuration ? "calendar" : null);
    }
  }

  @Test
  void aDefinitionReadsAsASentence() {
    assertThat(DefinitionView.of(BuiltInMetrics.REOPEN_RATE).inWords())
        .isEqualTo(
            "Of the interactions that were ever resolved, the share of those that were reopened at least once. Put"
                + " into a period by the first resolution, so that both parts share one cohort; shown as share unless"
                + " asked otherwise, and judged from 50 observations on.");
  }

  @Test
  void theFieldsOfTheDefinitionStayWhereTheyWere() {
    // When
    JsonNode json = new ObjectMapper().valueToTree(DefinitionView.of(BuiltInMetrics.CSAT));

    // Then
    assertThat(json.path("key").asText()).isEqualTo("csat");
    assertThat(json.path("version").asInt()).isEqualTo(1);
    assertThat(json.path("minimumSample").asInt()).isEqualTo(30);
    assertThat(json.path("exclusions")).isNotEmpty();
    assertThat(json.has("definition")).isFalse();
  }
}
