package dev.steadfast.metrics.sla;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A policy as it is shown. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SlaPolicy")
record SlaPolicyView(
    UUID id,
    long version,
    @Nullable String name,
    @Nullable Integer position,
    @Schema(description = "From when on this version counts.") OffsetDateTime validFrom,
    SlaPolicyRequest.@Nullable ConditionsPart conditions,
    @Nullable List<SlaPolicyRequest.@Nullable TargetPart> targets,
    OffsetDateTime createdAt,
    String createdBy,
    OffsetDateTime changedAt,
    String changedBy,
    @Schema(description = "All versions, the newest first; absent in a list.")
        @Nullable List<VersionView> versions) {

  /** What the policy said. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "SlaPolicyVersion")
  record VersionView(
      long version,
      OffsetDateTime validFrom,
      @Schema(
              description =
                  "Where a later version takes its place; absent for the newest. Not after validFrom if it is never in"
                      + " force any more.")
          @Nullable OffsetDateTime validUntil,
      SlaPolicyRequest policy,
      OffsetDateTime changedAt,
      String changedBy) {}

  static SlaPolicyView of(StoredPolicy policy) {
    return new SlaPolicyView(
        policy.id(),
        policy.version(),
        policy.document().name(),
        policy.document().position(),
        policy.validFrom(),
        policy.document().conditions(),
        policy.document().targets(),
        policy.createdAt(),
        policy.createdBy(),
        policy.changedAt(),
        policy.changedBy(),
        null);
  }

  /**
   * The same with its history.
   *
   * @param newestFirst all versions
   */
  SlaPolicyView with(List<StoredPolicy> newestFirst) {
    List<VersionView> views = new ArrayList<>();
    OffsetDateTime until = null;
    for (StoredPolicy each : newestFirst) {
      views.add(
          new VersionView(
              each.version(),
              each.validFrom(),
              until,
              each.document(),
              each.changedAt(),
              each.changedBy()));
      until = until == null || each.validFrom().isBefore(until) ? each.validFrom() : until;
    }
    return new SlaPolicyView(
        id,
        version,
        name,
        position,
        validFrom,
        conditions,
        targets,
        createdAt,
        createdBy,
        changedAt,
        changedBy,
        views);
  }
}
