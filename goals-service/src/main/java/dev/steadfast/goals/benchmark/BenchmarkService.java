package dev.steadfast.goals.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.problem.ProblemCode;
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
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do to their own benchmarks. Each command is one transaction. */
@ApplicationScoped
@Transactional
class BenchmarkService {
  private final BenchmarkRepository benchmarks;
  private final Caller caller;
  private final ObjectMapper json;
  private final Clock clock;

  @Inject
  BenchmarkService(BenchmarkRepository benchmarks, Caller caller, ObjectMapper json, Clock clock) {
    this.benchmarks = benchmarks;
    this.caller = caller;
    this.json = json;
    this.clock = clock;
  }

  /** A new figure. */
  StoredBenchmark create(BenchmarkRequest request) {
    BenchmarkRules.check(request);
    StoredBenchmark benchmark =
        new StoredBenchmark(
            UuidCreator.getTimeOrderedEpoch(),
            1,
            request,
            now(),
            caller.subject(),
            now(),
            caller.subject());
    benchmarks.insert(benchmark);
    return benchmark;
  }

  /** Applies a merge patch. */
  StoredBenchmark patch(UUID id, @Nullable String ifMatch, JsonNode patch)
      throws JsonProcessingException {
    StoredBenchmark before = benchmarks.requireForChange(id);
    Version.require(ifMatch, before.version());
    if (!patch.isObject()) {
      throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "A merge patch is a JSON object.");
    }
    JsonNode merged = MergePatch.apply(json.valueToTree(before.document()), patch);
    BenchmarkRequest after = json.treeToValue(merged, BenchmarkRequest.class);
    BenchmarkRules.check(after);
    if (after.equals(before.document())) {
      return before;
    }
    StoredBenchmark changed = before.changed(after, now(), caller.subject());
    benchmarks.update(changed);
    return changed;
  }

  /** Removes a figure. */
  void delete(UUID id, @Nullable String ifMatch) {
    StoredBenchmark benchmark = benchmarks.requireForChange(id);
    if (ifMatch != null) {
      Version.require(ifMatch, benchmark.version());
    }
    benchmarks.delete(id);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
