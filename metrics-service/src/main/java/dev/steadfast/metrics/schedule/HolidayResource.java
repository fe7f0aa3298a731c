package dev.steadfast.metrics.schedule;

import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.http.Page;
import dev.steadfast.platform.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The holidays of a schedule over HTTP. */
@Path("/v1/schedules")
@Tag(name = "Schedules")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class HolidayResource {
  private static final String CALENDAR = "text/calendar";

  private final ScheduleRepository schedules;
  private final ScheduleService service;
  private final HolidayCalendars calendars;

  @Inject
  HolidayResource(
      ScheduleRepository schedules, ScheduleService service, HolidayCalendars calendars) {
    this.schedules = schedules;
    this.service = service;
    this.calendars = calendars;
  }

  /** A holiday of a schedule. */
  @Schema(name = "Holiday")
  public record HolidayView(
      LocalDate date,
      String name,
      @Schema(description = "The calendar, the name of the list or of the file.") String source) {}

  @GET
  @Path(ScheduleResource.ID + "/holidays")
  @Transactional
  @RolesAllowed(Scopes.METRICS_READ)
  @Operation(
      operationId = "listHolidays",
      summary = "List the holidays of a schedule in a year",
      description = "From all its sources, in order of their dates; a year has one page.")
  @APIResponse(responseCode = "200", description = "The holidays of the year")
  @APIResponse(responseCode = "400", description = "invalid-parameter")
  @APIResponse(responseCode = "404", description = "not-found")
  public Page<HolidayView> list(
      @RestPath UUID id,
      @Parameter(required = true, schema = @Schema(minimum = "1970", maximum = "2099")) @RestQuery
          @Nullable Integer year) {
    StoredSchedule schedule = schedules.require(id);
    if (year == null || year < 1970 || year > 2099) {
      throw ProblemException.invalidParameter("year", "year is 1970 to 2099.");
    }
    List<HolidayView> holidays =
        ScheduleRules.check(schedule.document(), calendars)
            .holidays(calendars)
            .subMap(LocalDate.of(year, 1, 1), true, LocalDate.of(year, 12, 31), true)
            .values()
            .stream()
            .map(holiday -> new HolidayView(holiday.date(), holiday.name(), holiday.source()))
            .toList();
    return new Page<>(holidays, null);
  }

  @POST
  @Path(ScheduleResource.ID + ":upload-holidays")
  @RolesAllowed(Scopes.METRICS_WRITE)
  @Consumes(CALENDAR)
  @Operation(
      operationId = "uploadHolidays",
      summary = "Take holidays from an iCalendar file",
      description =
          "Events of whole days, with their recurrences between from and to, up to 5,000 dates of at most 1 MiB. A"
              + " file of the same name is replaced. The dates are kept, not the file.")
  @RequestBody(
      required = true,
      content = @Content(mediaType = CALENDAR, schema = @Schema(implementation = String.class)))
  @APIResponse(
      responseCode = "200",
      description = "The schedule, with its new ETag",
      content = @Content(schema = @Schema(implementation = ScheduleView.class)))
  @APIResponse(
      responseCode = "400",
      description = "malformed-request: the line that cannot be read; invalid-parameter")
  @APIResponse(responseCode = "404", description = "not-found")
  @APIResponse(responseCode = "412", description = "stale-version")
  @APIResponse(responseCode = "413", description = "body-too-large")
  @APIResponse(responseCode = "415", description = "unsupported-media-type")
  @APIResponse(
      responseCode = "422",
      description = "rule-violated: the line of the event that is no holiday")
  public Response upload(
      @RestPath UUID id,
      @Parameter(description = "Optional here.") @RestHeader("If-Match") @Nullable String ifMatch,
      @Parameter(
              description = "How the file is called from now on.",
              schema = @Schema(maxLength = 200, defaultValue = "holidays.ics"))
          @RestQuery
          @Nullable String name,
      @Parameter(
              description = "The first date to take.",
              schema = @Schema(format = "date", defaultValue = "1970-01-01"))
          @RestQuery
          @Nullable String from,
      @Parameter(
              description = "The last date to take.",
              schema = @Schema(format = "date", defaultValue = "2099-12-31"))
          @RestQuery
          @Nullable String to,
      InputStream file)
      throws IOException {
    byte[] bytes = file.readNBytes(HolidayFile.MAX_BYTES + 1);
    StoredSchedule schedule =
        service.takeHolidays(
            id,
            ifMatch,
            name == null || name.isBlank() ? "holidays.ics" : name,
            validity(from, to),
            bytes);
    return ScheduleResource.withTag(Response.ok(), ScheduleView.of(schedule)).build();
  }

  private static Validity validity(@Nullable String from, @Nullable String to) {
    LocalDate first = from == null ? Validity.ALL.from() : date("from", from);
    LocalDate last = to == null ? Validity.ALL.to() : date("to", to);
    if (last.isBefore(first)) {
      throw ProblemException.invalidParameter("to", "to is not before from.");
    }
    return new Validity(first, last);
  }

  private static LocalDate date(String name, String text) {
    try {
      LocalDate date = LocalDate.parse(text);
      if (Validity.ALL.contains(date)) {
        return date;
      }
    } catch (DateTimeException e) {
      // no date: answered below like one that is out of range
    }
    throw ProblemException.invalidParameter(
        name, name + " is a date within " + Validity.ALL + ", such as 2026-12-24.");
  }
}
