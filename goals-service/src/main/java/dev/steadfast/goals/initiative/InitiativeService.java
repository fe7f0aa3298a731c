package dev.steadfast.goals.initiative;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.goals.goal.Goal;
import dev.steadfast.goals.goal.GoalRepository;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.http.MergePatch;
import dev.steadfast.platform.http.Version;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people do to initiatives. Each command is one transaction. */
@ApplicationScoped
@Transactional
class InitiativeService {
  private final InitiativeRepository initiatives;
  private final GoalRepository goals;
  private final Caller caller;
  private final ObjectMapper json;
  private final Clock clock;

  @Inject
  InitiativeService(
      InitiativeRepository initiatives,
      GoalRepository goals,
      Caller caller,
      ObjectMapper json,
      Clock clock) {
    this.initiatives = initiatives;
    this.goals = goals;
    this.caller = caller;
    this.json = json;
    this.clock = clock;
  }

  /** A new initiative. */
  Initiative create(InitiativeRequest request) {
    Initiative initiative =
        new Initiative(
            UuidCreator.getTimeOrderedEpoch(),
            caller.tenant(),
            InitiativeRules.check(request, this::existing),
            caller.subject(),
            clock.instant().atOffset(ZoneOffset.UTC));
    initiatives.persistAndFlush(initiative);
    initiatives.refreshOdds(initiative.terms().expected().metric());
    return initiative;
  }

  /** Applies a merge patch. */
  Initiative patch(UUID id, @Nullable String ifMatch, JsonNode patch)
      throws JsonProcessingException {
    Initiative initiative = initiatives.requireForChange(id);
    Version.require(ifMatch, initiative.version());
    if (!patch.isObject()) {
      throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "A merge patch is a JSON object.");
    }
    InitiativeTerms before = initiative.terms();
    InitiativeTerms after =
        InitiativeRules.check(
            json.treeToValue(
                MergePatch.apply(json.valueToTree(InitiativeRequest.of(before)), patch),
                InitiativeRequest.class),
            this::existing);
    if (!after.equals(before)) {
      initiative.revise(after);
      initiatives.flush();
      initiatives.refreshOdds(before.expected().metric());
      initiatives.refreshOdds(after.expected().metric());
    }
    return initiative;
  }

  /** Removes an initiative with what was measured of it. */
  void delete(UUID id, @Nullable String ifMatch) {
    Initiative initiative = initiatives.requireForChange(id);
    if (ifMatch != null) {
      Version.require(ifMatch, initiative.version());
    }
    initiatives.delete(initiative);
    initiatives.refreshOdds(initiative.terms().expected().metric());
  }

  /** Those of the goals that are there, and stay until the transaction ends. */
  private Set<UUID> existing(Set<UUID> asked) {
    return goals
        .find("id in ?1 order by id", asked)
        .withLock(LockModeType.PESSIMISTIC_READ)
        .stream()
        .map(Goal::id)
        .collect(Collectors.toSet());
  }
}
