package dev.steadfast.metrics.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.steadfast.metrics.redaction.PersonKind;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** An erasure as the log shows it: without the person. */
@Schema(name = "Erasure")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErasureView(
    UUID id,
    @Schema(description = "queued, running or done") String state,
    PersonKind kind,
    ErasureMode mode,
    @Schema(
            description =
                "A keyed hash: the same for each erasure of the same person in this tenant; nobody can be found"
                    + " by it")
        String person,
    @Schema(
            description = "What stands in place of the person from now on",
            examples = "erased-3f9a1c07")
        String pseudonym,
    Counts counts,
    OffsetDateTime requestedAt,
    String requestedBy,
    @Nullable OffsetDateTime startedAt,
    @Nullable OffsetDateTime finishedAt,
    @Schema(description = "How often the job was taken up after a crash") int resumed) {

  /** What was done so far. */
  @Schema(name = "ErasureCounts")
  public record Counts(
      @Schema(description = "That may name the person, and are looked through")
          long interactionsFound,
      long interactionsPseudonymised,
      long interactionsRemoved,
      long eventsChanged,
      long eventsRemoved,
      @Schema(description = "Days of the agent's own numbers that are empty now and gone")
          long cellDaysRemoved,
      long deadLettersChanged,
      long importErrorsChanged) {}
}
