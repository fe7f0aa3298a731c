package dev.steadfast.metrics.interaction;

import dev.steadfast.contracts.metric.MetricDefinition;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.metrics.definition.MetricCatalogue;
import dev.steadfast.metrics.interaction.ExplanationView.MissingView;
import dev.steadfast.metrics.timeline.Explanation;
import dev.steadfast.platform.access.Scopes;
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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Why an interaction counts as it does. */
@Path("/v1/interactions/{id}/explain")
@Tag(name = "Interactions")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ExplanationResource {
  private final MetricCatalogue catalogue;
  private final InteractionRepository interactions;

  @Inject
  ExplanationResource(MetricCatalogue catalogue, InteractionRepository interactions) {
    this.catalogue = catalogue;
    this.interactions = interactions;
  }

  @GET
  @RolesAllowed(Scopes.METRICS_READ)
  @Transactional
  @Operation(
      operationId = "explainInteraction",
      summary = "Explain each value that an interaction gives, and each that it does not",
      description =
          "The rules and the events that started and ended it, each part of its span and whether it counts, what events"
              + " did, and the reason where a metric has no value. It is told by the computation of the values itself,"
              + " so that it cannot differ from it: the counted parts of a duration sum to its value. Of a"
              + " metric that goes by the hours of a schedule, each part says by which version and date it counts, or"
              + " which holiday it is. A metric that is computed from others is missing, with the names of those."
              + " `/v1/schedules/{id}:measure` says the same of any span.")
  @APIResponse(responseCode = "200", description = "Of the metrics asked for, or of all")
  @APIResponse(responseCode = "400", description = "invalid-parameter")
  @APIResponse(responseCode = "404", description = "not-found")
  @APIResponse(
      responseCode = "410",
      description = "events-dropped: events of the interaction are beyond retention")
  public ExplanationView explain(
      @RestPath UUID id,
      @Parameter(
              description = "the key of a metric, repeatable; all of them by default",
              example = "first-response-time")
          @RestQuery
          List<String> metric)
      throws SQLException {
    Map<String, MetricDefinition> asked = asked(metric);
    InteractionRepository.Found found =
        interactions.find(id).orElseThrow(() -> ProblemException.notFound("interaction", id));
    if (found.view().frozen()) {
      throw new ProblemException(
          ProblemCode.EVENTS_DROPPED,
          "Events of this interaction are beyond retention. What was counted of it stays and cannot be explained.");
    }
    return ExplanationView.of(
            found.view(),
            Explanation.of(
                found.timeline(),
                found.circumstances(),
                each -> asked.isEmpty() || asked.containsKey(each.key())),
            ExplainedFinding.of(
                askedOf(found, asked.keySet()), interactions.contacts(found.findings())))
        .with(computed(asked.values()));
  }

  /** What has no observations of its own is told only of what is asked for. */
  private List<MissingView> computed(Collection<MetricDefinition> asked) {
    return asked.stream()
        .map(metric -> MissingView.of(metric, catalogue.computedFrom(metric)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static InteractionRepository.Found askedOf(
      InteractionRepository.Found found, Set<String> asked) {
    return found.with(
        found.findings().stream()
            .filter(one -> asked.isEmpty() || asked.contains(one.observation().metric().key()))
            .toList());
  }

  private Map<String, MetricDefinition> asked(List<String> keys) {
    Map<String, MetricDefinition> asked = new LinkedHashMap<>();
    for (String key : keys) {
      asked.put(
          key,
          catalogue
              .find(key)
              .orElseThrow(
                  () ->
                      ProblemException.invalidParameter(
                          "metric", "There is no metric '" + key + "'.")));
    }
    return asked;
  }
}
