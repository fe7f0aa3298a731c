package dev.steadfast.bench.querying;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.bench.workload.HelpdeskYear;
import dev.steadfast.metrics.timeline.Fold;
import dev.steadfast.metrics.timeline.Measures;
import org.junit.jupiter.api.Test;

class ScriptReaderTest {
  @Test
  void aConversationFoldsAsItIsScripted() {
    // Given
    var events = HelpdeskYear.conversation(11, 6);

    // When
    Measures measures = Fold.of(ScriptReader.timeline(events), HistoryLoad.NOW);

    // Then
    assertThat(measures.openedAt()).hasValue(events.getFirst().at());
    assertThat(measures.dimensions().team()).startsWith("team-");
    assertThat(measures.dimensions().agent()).startsWith("agent-");
    assertThat(measures.dimensions().channel()).isNotNull();
    assertThat(measures.customer()).startsWith("customer-");
    assertThat(measures.observations())
        .filteredOn(one -> one.metric().key().equals(HistoryLoad.METRIC))
        .allSatisfy(
            one ->
                assertThat(events)
                    .anySatisfy(
                        event ->
                            assertThat(event.at()).isEqualTo(events.getFirst().at() + one.value())))
        .hasSize(1);
  }
}
