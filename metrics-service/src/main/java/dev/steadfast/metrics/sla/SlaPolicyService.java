package dev.steadfast.metrics.sla;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.metrics.rules.TargetsPart;
import dev.steadfast.metrics.sla.SlaPolicyRules.Terms;
import dev.steadfast.metrics.timeline.SlaPolicy;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.http.MergePatch;
import dev.steadfast.platform.http.Version;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people do to policies. Each command is one transaction with the revision of the rules that
 * follows from it.
 */
@ApplicationScoped
@Transactional
class SlaPolicyService {
  /** Each target that is applied looks through them. */
  static final int MOST_POLICIES = 100;

  /** Rules hold each of them. */
  static final int MOST_VERSIONS = 100;

  /** So many at most, of all policies there ever were, as long as each was in force. */
  static final int MOST_IN_HISTORY = 1_000;

  private final SlaPolicyRepository policies;
  private final Caller caller;
  private final ObjectMapper json;
  private final Clock clock;

  @Inject
  SlaPolicyService(SlaPolicyRepository policies, Caller caller, ObjectMapper json, Clock clock) {
    this.policies = policies;
    this.caller = caller;
    this.json = json;
    this.clock = clock;
  }

  /** A new policy. */
  StoredPolicy create(SlaPolicyRequest request) {
    Terms terms = SlaPolicyRules.check(request, policies::schedule);
    if (policies.countForChange() >= MOST_POLICIES) {
      throw new ProblemException(
          ProblemCode.CONFLICT, "There are " + MOST_POLICIES + " policies already: delete some.");
    }
    OffsetDateTime now = now();
    StoredPolicy policy =
        new StoredPolicy(
            UuidCreator.getTimeOrderedEpoch(),
            1,
            request.withoutValidFrom(),
            validFrom(request, now),
            now,
            caller.subject(),
            now,
            caller.subject());
    policies.insert(policy);
    decide(policy, terms);
    return policy;
  }

  /** Applies a merge patch, which makes the next version. */
  StoredPolicy patch(UUID id, @Nullable String ifMatch, JsonNode patch)
      throws JsonProcessingException {
    StoredPolicy before = policies.requireForChange(id);
    Version.require(ifMatch, before.version());
    if (!patch.isObject()) {
      throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "A merge patch is a JSON object.");
    }
    SlaPolicyRequest request =
        json.treeToValue(
            MergePatch.apply(json.valueToTree(before.document()), patch), SlaPolicyRequest.class);
    Terms terms = SlaPolicyRules.check(request, policies::schedule);
    SlaPolicyRequest document = request.withoutValidFrom();
    if (request.validFrom() == null && document.equals(before.document())) {
      return before;
    }
    if (before.version() >= MOST_VERSIONS) {
      throw new ProblemException(
          ProblemCode.CONFLICT,
          "The policy has " + MOST_VERSIONS + " versions already: end it and make another.");
    }
    OffsetDateTime now = now();
    StoredPolicy after =
        before.changed(
            document, validFrom(request, later(now, before.validFrom())), now, caller.subject());
    policies.update(after);
    decide(after, terms);
    return after;
  }

  /** The policy applies to nothing any more. Targets that it has set stay. */
  void delete(UUID id, @Nullable String ifMatch) {
    StoredPolicy policy = policies.requireForChange(id);
    if (ifMatch != null) {
      Version.require(ifMatch, policy.version());
    }
    policies.delete(id);
    long at = clock.millis();
    policies.decide(id, List.of(), document -> TargetsPart.end(document, id, at));
  }

  private void decide(StoredPolicy policy, Terms terms) {
    SlaPolicy inForce =
        new SlaPolicy(
            policy.id(),
            policy.version(),
            terms.name(),
            terms.position(),
            policy.validFrom().toInstant().toEpochMilli(),
            Long.MAX_VALUE,
            terms.channels(),
            terms.priorities(),
            terms.teams(),
            terms.targets());
    policies.decide(
        policy.id(),
        terms.schedules(),
        document -> {
          if (TargetsPart.put(document, inForce) > MOST_IN_HISTORY) {
            throw new ProblemException(
                ProblemCode.CONFLICT,
                "The history of all policies has " + MOST_IN_HISTORY + " entries already.");
          }
        });
  }

  private static OffsetDateTime validFrom(SlaPolicyRequest request, OffsetDateTime otherwise) {
    return request.validFrom() == null
        ? otherwise
        : request.validFrom().withOffsetSameInstant(ZoneOffset.UTC).truncatedTo(ChronoUnit.MILLIS);
  }

  /** What has not begun yet does not begin since it is changed. */
  private static OffsetDateTime later(OffsetDateTime one, OffsetDateTime other) {
    return one.isAfter(other) ? one : other;
  }

  private OffsetDateTime now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
  }
}
