package dev.steadfast.metrics.schedule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.problem.ProblemCode;
import dev.steadfast.core.schedule.AffectedDates;
import dev.steadfast.core.schedule.Schedule;
import dev.steadfast.metrics.schedule.ScheduleRequest.DatePart;
import dev.steadfast.metrics.schedule.ScheduleRequest.HolidayPart;
import dev.steadfast.metrics.schedule.ScheduleRequest.VersionPart;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.http.MergePatch;
import dev.steadfast.platform.http.Version;
import dev.steadfast.platform.problem.FieldError;
import dev.steadfast.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What people do to schedules. Each command is one transaction, with the note of what is to be
 * measured again.
 */
@ApplicationScoped
@Transactional
public class ScheduleService {
  private final ScheduleRepository schedules;
  private final HolidayCalendars calendars;
  private final Caller caller;
  private final ObjectMapper json;
  private final Clock clock;

  @Inject
  ScheduleService(
      ScheduleRepository schedules,
      HolidayCalendars calendars,
      Caller caller,
      ObjectMapper json,
      Clock clock) {
    this.schedules = schedules;
    this.calendars = calendars;
    this.caller = caller;
    this.json = json;
    this.clock = clock;
  }

  /** A new schedule. */
  StoredSchedule create(ScheduleRequest request) {
    ScheduleRules.check(request, calendars);
    StoredSchedule schedule =
        new StoredSchedule(
            UuidCreator.getTimeOrderedEpoch(),
            1,
            request,
            now(),
            caller.subject(),
            now(),
            caller.subject());
    schedules.insert(schedule);
    return schedule;
  }

  /** Applies a merge patch, also to the past. */
  StoredSchedule patch(UUID id, @Nullable String ifMatch, JsonNode patch)
      throws JsonProcessingException {
    StoredSchedule before = schedules.requireForChange(id);
    Version.require(ifMatch, before.version());
    if (!patch.isObject()) {
      throw new ProblemException(ProblemCode.MALFORMED_REQUEST, "A merge patch is a JSON object.");
    }
    JsonNode merged = MergePatch.apply(json.valueToTree(before.document()), patch);
    return changed(before, json.treeToValue(merged, ScheduleRequest.class));
  }

  /** Appends a version, from its date on. */
  StoredSchedule addVersion(UUID id, @Nullable String ifMatch, VersionPart version) {
    StoredSchedule before = forCommand(id, ifMatch);
    ScheduleRequest after = before.document().with(version);
    List<?> versions = after.versions() == null ? List.of() : after.versions();
    try {
      return changed(before, after);
    } catch (ProblemException e) {
      throw relativeTo("/versions/" + (versions.size() - 1), e);
    }
  }

  /** The problem with its pointers into the body that was sent. */
  private static ProblemException relativeTo(String pointer, ProblemException problem) {
    List<FieldError> errors =
        problem.errors().stream()
            .map(
                error ->
                    new FieldError(
                        error.pointer().startsWith(pointer)
                            ? error.pointer().substring(pointer.length())
                            : error.pointer(),
                        error.detail()))
            .toList();
    return new ProblemException(
        problem.code(), String.valueOf(problem.getMessage()).replace(pointer, ""), errors);
  }

  /** Puts the holidays of a file in the place of those of the same name, or beside the others. */
  StoredSchedule takeHolidays(
      UUID id, @Nullable String ifMatch, String name, Validity validity, byte[] file) {
    StoredSchedule before = forCommand(id, ifMatch);
    SortedMap<LocalDate, String> names = HolidayFile.read(file, validity);
    List<@Nullable DatePart> dates = new ArrayList<>();
    names.forEach((date, holiday) -> dates.add(new DatePart(date, shortened(holiday))));
    HolidayPart part = new HolidayPart(HolidayPart.FILE, null, null, name, dates, null, null);
    return changed(before, before.document().with(part));
  }

  /** As much of a summary as a name may have, without what no name has. */
  private static String shortened(String summary) {
    int[] characters =
        summary
            .codePoints()
            .filter(character -> !Character.isISOControl(character))
            .limit(ScheduleRules.MAX_NAME)
            .toArray();
    return characters.length == 0 ? "Holiday" : new String(characters, 0, characters.length);
  }

  /** Removes a schedule that nothing measures by. */
  void delete(UUID id, @Nullable String ifMatch) {
    forCommand(id, ifMatch);
    List<String> uses = schedules.uses(id);
    if (!uses.isEmpty()) {
      throw new ProblemException(
          ProblemCode.CONFLICT, "The schedule is in use by " + String.join(", ", uses) + ".");
    }
    schedules.delete(id, now());
  }

  private StoredSchedule forCommand(UUID id, @Nullable String ifMatch) {
    StoredSchedule schedule = schedules.requireForChange(id);
    if (ifMatch != null) {
      Version.require(ifMatch, schedule.version());
    }
    return schedule;
  }

  private StoredSchedule changed(StoredSchedule before, ScheduleRequest document) {
    Schedule measured = ScheduleRules.check(document, calendars).schedule(calendars);
    if (document.equals(before.document())) {
      return before;
    }
    StoredSchedule after = before.changed(document, now(), caller.subject());
    schedules.update(after);
    Schedule formerly = ScheduleRules.check(before.document(), calendars).schedule(calendars);
    AffectedDates.between(formerly, measured)
        .ifPresent(
            dates -> {
              schedules.noteChange(after, dates);
              schedules.changeTargets(after, measured, clock);
            });
    return after;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
