package dev.steadfast.metrics.interaction;

import dev.steadfast.metrics.contact.Finding;
import dev.steadfast.metrics.interaction.InteractionView.MeasureView;
import dev.steadfast.metrics.interaction.InteractionView.TimelineEntry;
import dev.steadfast.metrics.processing.InteractionStore.RawEvent;
import dev.steadfast.metrics.timeline.Observation;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Page;
import dev.steadfast.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Interactions with their timelines: where a number can be followed to. */
@Path("/v1/interactions")
@Tag(name = "Interactions", description = "Each interaction with its timeline and its measures")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class InteractionResource {
  private final InteractionRepository interactions;
  private final InteractionLabels labels;

  @Inject
  InteractionResource(InteractionRepository interactions, InteractionLabels labels) {
    this.interactions = interactions;
    this.labels = labels;
  }

  @GET
  @RolesAllowed(Scopes.METRICS_READ)
  @Transactional
  @Operation(
      operationId = "listInteractions",
      summary = "List interactions, or find one by its system and subject")
  @APIResponse(responseCode = "200", description = "One page, without timelines")
  @APIResponse(responseCode = "400", description = "invalid-parameter, invalid-cursor")
  public Page<InteractionView> list(
      @RestQuery @Nullable String system,
      @RestQuery @Nullable String subject,
      @RestQuery @Nullable Integer limit,
      @RestQuery @Nullable String cursor)
      throws SQLException {
    int size = Page.limit(limit);
    return Page.of(
        labels.label(interactions.list(system, subject, Cursor.decode(cursor, 1), size + 1)),
        size,
        view -> view,
        view -> Cursor.after(view.id()));
  }

  @GET
  @Path("{id}")
  @RolesAllowed(Scopes.METRICS_READ)
  @Transactional
  @Operation(
      operationId = "getInteraction",
      summary = "Read an interaction with its timeline and measures")
  @APIResponse(
      responseCode = "200",
      description =
          "The measures and targets follow from the timeline, the policies and the time that has passed until updatedAt,"
              + " and some measures from other interactions of the customer. Of a frozen one there are only the events"
              + " that are left, if any")
  @APIResponse(responseCode = "404", description = "not-found")
  public InteractionView get(@RestPath UUID id) throws SQLException {
    InteractionRepository.Found found =
        interactions.find(id).orElseThrow(() -> ProblemException.notFound("interaction", id));
    List<TimelineEntry> entries =
        found.events().stream()
            .sorted(Comparator.comparing(RawEvent::event))
            .map(event -> new TimelineEntry(event.json()))
            .toList();
    InteractionView view = labels.label(found.view(), entries);
    if (view.frozen()) {
      return view.with(entries);
    }
    Stream<Observation> ofNeighbours = found.findings().stream().map(Finding::observation);
    List<MeasureView> measures =
        Stream.concat(found.measures().observations().stream(), ofNeighbours)
            .map(InteractionResource::measure)
            .toList();
    List<TargetView> targets = found.measures().targets().stream().map(TargetView::of).toList();
    return view.with(found.measures().traits(), measures, targets, entries);
  }

  private static MeasureView measure(Observation observation) {
    return new MeasureView(
        observation.metric().key(),
        observation.metric().version(),
        observation.metric().unit(),
        Instant.ofEpochMilli(observation.at()).atOffset(ZoneOffset.UTC),
        observation.metric().inUnit(observation.value()),
        observation.dimensions().team(),
        observation.dimensions().agent());
  }
}
