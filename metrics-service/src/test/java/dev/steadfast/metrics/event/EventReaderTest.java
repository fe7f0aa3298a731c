package dev.steadfast.metrics.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.steadfast.metrics.timeline.Happening;
import dev.steadfast.platform.problem.FieldError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
  private static final long NOW = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
  private static final String GOOD =
      """
      {"specversion": "1.0", "id": "e-1", "source": "/desk", "type": "support.interaction.opened.v1",
       "subject": "T-1", "time": "2026-03-02T09:30:00+01:00", "data": {"channel": "email"}}""";

  private static EventReader.Result read(String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return EventReader.read(EventBatch.readOne(bytes, 0, bytes.length).json(), NOW);
  }

  private static List<FieldError> errors(String json) throws IOException {
    return read(json) instanceof EventReader.Result.Bad bad ? bad.errors() : List.of();
  }

  @Test
  void aGoodEventIsUnderstood() throws IOException {
    assertThat(read(GOOD))
        .isInstanceOfSatisfying(
            EventReader.Result.Good.class,
            good -> {
              SupportEvent event = good.event();
              assertThat(event.at())
                  .isEqualTo(Instant.parse("2026-03-02T08:30:00Z").toEpochMilli());
              assertThat(event.system()).isEqualTo("/desk");
              assertThat(event.happening()).isInstanceOf(Happening.Opened.class);
            });
  }

  /** What was valid when it came must be counted by every later release. */
  @Test
  void whatIsWrongWithAKeptEventSaysNothingAndTheRestCounts() throws IOException {
    String kept = GOOD.replace("\"email\"", "\"email\", \"topic\": {\"id\": \"x\"}");
    byte[] bytes = kept.getBytes(StandardCharsets.UTF_8);

    assertThat(errors(kept)).extracting(FieldError::pointer).containsExactly("/data/topic");
    assertThat(EventReader.readKept(EventBatch.readOne(bytes, 0, bytes.length).json()).happening())
        .isEqualTo(
            new Happening.Opened(
                false, "email", null, null, null, null, null, Map.of(), List.of()));
  }

  @Test
  void aTextThatIsNoTextIsRefusedSinceItWouldBeKept() throws IOException {
    String message =
        GOOD.replace("interaction.opened", "message.added")
            .replace(
                "{\"channel\": \"email\"}",
                "{\"author\": {\"kind\": \"customer\"}, \"text\": [\"secret\"]}");

    assertThat(errors(message)).extracting(FieldError::pointer).containsExactly("/data/text");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"1.0\" | \"0.3\" | /specversion",
        "\"e-1\" | \"\" | /id",
        "\"e-1\" | 7 | /id",
        "\"/desk\" | null | /source",
        "\"T-1\" | \"a\\u0000b\" | /subject",
        "\"T-1\" | \"\\ud800\" | /subject",
        "2026-03-02T09:30:00+01:00 | 2026-03-02T09:30:00 | /time",
        "2026-03-02T09:30:00+01:00 | 2026-03-03T12:00:01Z | /time",
        "2026-03-02T09:30:00+01:00 | 1969-12-31T00:00:00Z | /time",
        "2026-03-02T09:30:00+01:00 | yesterday | /time",
        "\"email\" | 5 | /data/channel",
        "\"email\" | \"email\", \"direction\": \"sideways\" | /data/direction",
        "\"email\" | \"email\", \"team\": \"billing\" | /data/team",
        "\"email\" | \"email\", \"team\": {\"label\": \"x\"} | /data/team/id",
        "\"email\" | \"email\", \"note\": \"\\udc00\" | /data/note",
        "\"email\" | \"email\", \"weight\": 1e999 | /data/weight",
        "{\"channel\": \"email\"} | [1] | /data",
      })
  void whatIsWrongIsNamedByItsPointer(String good, String bad, String pointer) throws IOException {
    List<FieldError> errors = errors(GOOD.replace(good, bad));

    assertThat(errors).extracting(FieldError::pointer).containsExactly(pointer);
    assertThat(errors.getFirst().detail()).isNotBlank();
  }

  @Test
  void allThatIsWrongIsSaidAtOnce() throws IOException {
    assertThat(errors("{}"))
        .extracting(FieldError::pointer)
        .containsExactly("/specversion", "/id", "/source", "/type", "/subject", "/time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "7", "null", "\"text\""})
  void anythingButAnObjectIsNoEvent(String json) throws IOException {
    assertThat(read(json)).isInstanceOf(EventReader.Result.Bad.class);
  }

  @Test
  void anUnknownTypeIsKeptAsItIs() throws IOException {
    assertThat(read(GOOD.replace("interaction.opened", "interaction.teleported")))
        .isInstanceOfSatisfying(
            EventReader.Result.Good.class,
            good -> {
              assertThat(good.event().type()).isEmpty();
              assertThat(good.event().happening()).isEqualTo(new Happening.Noted());
            });
  }

  @ParameterizedTest
  @CsvSource({
    "csat-5,1,true",
    "csat-5,6,false",
    "csat-5,0,false",
    "nps,0,true",
    "nps,11,false",
    "ces-7,7,true",
    "csat-2,3,false",
    "fcr-2,2,true",
    "fcr-2,0,false",
    "stars,3,false"
  })
  void aRatingLiesOnItsScale(String scale, int value, boolean good) throws IOException {
    String json =
        GOOD.replace("interaction.opened", "rating.given")
            .replace(
                "{\"channel\": \"email\"}",
                "{\"scale\": \"%s\", \"value\": %d}".formatted(scale, value));

    assertThat(errors(json).isEmpty()).isEqualTo(good);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "message.added;{'author': {'kind': 'agent'}, 'channel': 'chat'};''",
        "message.added;{'author': {'kind': 'agent'}, 'channel': ''};'/data/channel'",
        "call.ended;{'outcome': 'answered', 'queued': 1, 'channel': 7};'/data/channel'",
        "article.viewed;{'visitor': {'id': 'v'}, 'article': {'id': 'kb-1'}};''",
        "article.viewed;{'article': null};/data/article",
        "article.voted;{'article': {'id': 'kb-1'}, 'helpful': false};''",
        "article.voted;{'article': {'id': 'kb-1'}, 'helpful': 'no'};/data/helpful",
        "article.voted;{'article': {'id': 'kb-1'}};/data/helpful",
        "search.performed;{'results': -1};/data/results",
        "search.performed;{};''",
        "outreach.sent;{'kind': 'email', 'recipients': 10};''",
        "outreach.sent;{'recipients': 10};/data/kind",
        "outreach.sent;{'kind': 'email'};/data/recipients"
      })
  void theKnowledgeBaseAndOutreachSayWhatIsCounted(String type, String data, String wrong)
      throws IOException {
    String json =
        GOOD.replace("interaction.opened", type)
            .replace("{\"channel\": \"email\"}", data.replace('\'', '"'));

    assertThat(errors(json))
        .extracting(FieldError::pointer)
        .containsExactlyElementsOf(wrong.isEmpty() ? List.of() : List.of(wrong));
  }

  @Test
  void assignedToNobodyIsNotTheSameAsNothingSaid() throws IOException {
    String json =
        GOOD.replace("opened", "assigned").replace("{\"channel\": \"email\"}", "{\"agent\": null}");

    assertThat(read(json))
        .isInstanceOfSatisfying(
            EventReader.Result.Good.class,
            good ->
                assertThat(good.event().happening())
                    .isInstanceOfSatisfying(
                        Happening.Assigned.class,
                        assigned -> {
                          assertThat(assigned.team()).isEmpty();
                          assertThat(assigned.agent()).isPresent();
                          assertThat(assigned.agent().orElseThrow().id()).isNull();
                        }));
  }

  @Test
  void aBatchGivesEachEventInItsOwnBytes() throws IOException {
    byte[] batch =
        ("[ " + GOOD + " ,\n{\"note\": \"größe 😀\"} ]").getBytes(StandardCharsets.UTF_8);

    List<EventBatch.Element> elements = EventBatch.read(batch);

    assertThat(elements).hasSize(2);
    assertThat(slice(batch, elements.get(0))).isEqualTo(GOOD);
    assertThat(slice(batch, elements.get(1))).isEqualTo("{\"note\": \"größe 😀\"}");
  }

  private static String slice(byte[] bytes, EventBatch.Element element) {
    return new String(bytes, element.from(), element.to() - element.from(), StandardCharsets.UTF_8);
  }

  @Test
  void whatIsNoBatchIsRefusedAsAWhole() {
    for (String text :
        List.of(
            "",
            "{}",
            "[{}",
            "[{}] x",
            "[{\"a\": NaN}]",
            "[".repeat(40) + "]".repeat(40),
            "[\"" + "x".repeat(EventBatch.MAX_STRING + 1) + "\"]")) {
      assertThatThrownBy(() -> EventBatch.read(text.getBytes(StandardCharsets.UTF_8)))
          .as(text.substring(0, Math.min(20, text.length())))
          .isInstanceOf(JsonProcessingException.class);
    }
  }

  @Test
  void nestingToTheLimitIsTaken() throws IOException {
    int depth = EventBatch.MAX_DEPTH - 1;
    String nested = "{\"a\":".repeat(depth) + "{}" + "}".repeat(depth);

    assertThat(EventBatch.read(("[" + nested + "]").getBytes(StandardCharsets.UTF_8))).hasSize(1);
    assertThatThrownBy(
            () -> EventBatch.read(("[{\"a\":" + nested + "}]").getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(JsonProcessingException.class);
  }
}
