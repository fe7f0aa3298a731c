package dev.steadfast.metrics.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A check in the background, and what it found so far. */
@Schema(name = "CheckJob")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CheckJobView(
    UUID id,
    @Schema(description = "queued, running, done or failed") String state,
    @Schema(description = "The keys of the metrics that are checked") Set<String> metrics,
    @Schema(
            description =
                "In how many parts of the cells it is done, each in one state of the database; absent until it has"
                    + " begun")
        @Nullable Integer parts,
    int partsDone,
    @Schema(
            description =
                "Of the part that is under way; where customers have many interactions, from 0 again for each share of them")
        long eventsRead,
    @Schema(description = "In the parts that are done; absent before the first is")
        @Nullable CheckView found,
    @Schema(description = "Why it failed") @Nullable String failure,
    OffsetDateTime requestedAt,
    String requestedBy,
    @Nullable OffsetDateTime startedAt,
    @Nullable OffsetDateTime finishedAt) {}
