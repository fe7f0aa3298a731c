package dev.steadfast.metrics.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.contracts.event.EventType;
import dev.steadfast.metrics.timeline.Happening.AuthorKind;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraitsTest {
  private final ATicket ticket = ATicket.unknown();

  private Traits traits() {
    return Fold.of(Timeline.of(ticket.events()), Circumstances.of(Rules.NONE, 100)).traits();
  }

  private void opened(long at, Map<String, String> attributes, String... tags) {
    ticket.add(
        at,
        EventType.INTERACTION_OPENED,
        new Happening.Opened(
            false, "email", null, null, "c", null, null, attributes, List.of(tags)));
  }

  private void tagged(long at, String... tags) {
    ticket.add(at, EventType.INTERACTION_TAGGED, new Happening.Tagged(List.of(tags)));
  }

  private void wrote(long at, AuthorKind author, String language) {
    OptionalInt none = OptionalInt.empty();
    ticket.add(
        at,
        EventType.MESSAGE_ADDED,
        new Happening.Message(author, null, true, none, none, none, null, language));
  }

  @Test
  void theLastSetOfTagsCounts() {
    opened(1, Map.of(), "new");
    tagged(3, "vip", "billing", "vip");
    tagged(2, "billing");

    assertThat(traits().tags()).containsExactly("billing", "vip");
  }

  @Test
  void tagsOfAnEarlierInstantThanTheOpeningAreTheMoreRecentWord() {
    tagged(1, "vip");
    opened(2, Map.of(), "new");

    assertThat(traits().tags()).containsExactly("vip");
  }

  @Test
  void noTagsAreNoTagsAnyMore() {
    opened(1, Map.of(), "new");
    tagged(2);

    assertThat(traits().tags()).isEmpty();
  }

  @Test
  void theLanguageIsThatOfTheCustomersFirstMessage() {
    opened(1, Map.of("brand", "acme"));
    wrote(2, AuthorKind.AGENT, "en");
    wrote(3, AuthorKind.CUSTOMER, "de");
    wrote(4, AuthorKind.CUSTOMER, "fr");

    assertThat(traits().language()).isEqualTo("de");
    assertThat(traits().values("brand")).containsExactly("acme");
    assertThat(traits().values("attribute.brand")).containsExactly("acme");
    assertThat(traits().values("product")).isEmpty();
    assertThat(traits().values("direction")).containsExactly("inbound");
  }

  @Test
  void anAttributeSaysTheLanguageBeforeAnyMessage() {
    opened(1, Map.of("language", "da"));
    wrote(2, AuthorKind.CUSTOMER, "de");

    assertThat(traits().language()).isEqualTo("da");
  }

  @Test
  void ofWhatHasNotBegunTheDirectionIsNotKnown() {
    tagged(1, "vip");

    assertThat(traits().values("direction")).isEmpty();
    assertThat(traits().tags()).containsExactly("vip");
  }

  @Test
  void aPopulationHasWhateverHasOneOfItsTags() {
    Population vip = new Population(Map.of("tag", Set.of("vip", "gold")));
    Dimensions nobody = new Dimensions(null, null, null, null);

    assertThat(vip.has(nobody, new Traits(null, null, Map.of(), List.of("new", "vip")))).isTrue();
    assertThat(vip.has(nobody, new Traits(null, null, Map.of(), List.of("new")))).isFalse();
    assertThat(vip.has(nobody, Traits.NONE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"attribute.", "attributes.plan", "team", "", "tags"})
  void otherNamesAreNoDimensionsOfAnInteraction(String name) {
    assertThat(Traits.isDimension(name)).isFalse();
  }
}
