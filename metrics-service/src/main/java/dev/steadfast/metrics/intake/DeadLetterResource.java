package dev.steadfast.metrics.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.access.Scopes;
import dev.steadfast.platform.http.Cursor;
import dev.steadfast.platform.http.Page;
import dev.steadfast.platform.kafka.KafkaClients;
import dev.steadfast.platform.problem.ProblemException;
import io.agroal.api.AgroalDataSource;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Accepted events that could not be processed: why, and once more. */
@Path("/v1/dead-letters")
@Tag(name = "Events")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DeadLetterResource {
  private final AgroalDataSource dataSource;
  private final KafkaClients kafka;
  private final Caller caller;

  @Inject
  DeadLetterResource(AgroalDataSource dataSource, KafkaClients kafka, Caller caller) {
    this.dataSource = dataSource;
    this.kafka = kafka;
    this.caller = caller;
  }

  /**
   * An accepted event that could not be processed. {@code events} is the batch of it, as it was
   * sent.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DeadLetterView(
      UUID id,
      String topic,
      String reason,
      OffsetDateTime diedAt,
      @Nullable OffsetDateTime replayedAt,
      @JsonRawValue @Nullable String events) {}

  @GET
  @RolesAllowed({Scopes.EVENTS_WRITE, Scopes.METRICS_READ})
  @Transactional
  @Operation(
      operationId = "listDeadLetters",
      summary = "List accepted events that could not be processed, newest first")
  @APIResponse(responseCode = "200", description = "One page")
  @APIResponse(responseCode = "400", description = "invalid-parameter, invalid-cursor")
  public Page<DeadLetterView> list(
      @RestQuery @Nullable Integer limit, @RestQuery @Nullable String cursor) throws SQLException {
    int size = Page.limit(limit);
    Cursor after = Cursor.decode(cursor, 1);
    List<DeadLetterView> rows = new ArrayList<>();
    try (Connection connection = dataSource.getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                "SELECT id, topic, reason, died_at, replayed_at, record_value FROM dead_letter"
                    + " WHERE tenant_id = ? AND id < ? ORDER BY id DESC LIMIT ?")) {
      select.setObject(1, caller.tenant());
      select.setObject(2, after == null ? new UUID(-1, -1) : after.uuid(0));
      select.setInt(3, size + 1);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          byte[] value = row.getBytes(6);
          rows.add(
              new DeadLetterView(
                  row.getObject(1, UUID.class),
                  row.getString(2),
                  row.getString(3),
                  row.getObject(4, OffsetDateTime.class),
                  row.getObject(5, OffsetDateTime.class),
                  value == null ? null : new String(value, StandardCharsets.UTF_8)));
        }
      }
    }
    return Page.of(rows, size, letter -> letter, letter -> Cursor.after(letter.id()));
  }

  @POST
  @Path("{id}:replay")
  @RolesAllowed(Scopes.EVENTS_WRITE)
  @Transactional
  @Operation(
      operationId = "replayDeadLetter",
      summary = "Process a dead letter once more",
      description =
          "For instance after a release that knows its type. It may become a dead letter again.")
  @APIResponse(responseCode = "204", description = "Durable in Kafka again")
  @APIResponse(responseCode = "404", description = "not-found")
  @APIResponse(responseCode = "503", description = "unavailable")
  public void replay(@RestPath UUID id) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement mark =
            connection.prepareStatement(
                "UPDATE dead_letter SET replayed_at = now() WHERE tenant_id = ? AND id = ?"
                    + " RETURNING topic, record_key, record_value");
        PreparedStatement forget =
            connection.prepareStatement(
                "DELETE FROM event_key WHERE tenant_id = ? AND dead_letter_id = ?")) {
      mark.setObject(1, caller.tenant());
      mark.setObject(2, id);
      try (ResultSet row = mark.executeQuery()) {
        if (!row.next()) {
          throw ProblemException.notFound("dead letter", id);
        }
        forget.setObject(1, caller.tenant());
        forget.setObject(2, id);
        forget.executeUpdate();
        send(new ProducerRecord<>(row.getString(1), row.getBytes(2), row.getBytes(3)));
      }
    }
  }

  private void send(ProducerRecord<byte[], byte[]> again) {
    again
        .headers()
        .add("ce_tenant", caller.tenant().toString().getBytes(StandardCharsets.UTF_8))
        .add("content-type", "application/cloudevents-batch+json".getBytes(StandardCharsets.UTF_8));
    try {
      kafka.producer().send(again).get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
