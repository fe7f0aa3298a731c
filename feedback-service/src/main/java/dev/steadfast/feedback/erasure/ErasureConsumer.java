package dev.steadfast.feedback.erasure;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.steadfast.contracts.erasure.PersonErased;
import dev.steadfast.platform.inbox.DeadLetters;
import dev.steadfast.platform.inbox.RecordHandler;
import dev.steadfast.platform.inbox.RecordRejected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Erases here whom metrics-service has erased. */
@ApplicationScoped
public class ErasureConsumer implements RecordHandler {
  private static final String TYPE = "dev.steadfast.person.erased.v1";

  private final Clock clock;
  private final ObjectReader reader;

  @Inject
  ErasureConsumer(Clock clock, ObjectMapper json) {
    this.clock = clock;
    this.reader =
        json.readerFor(PersonErased.class)
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  @Override
  public int handle(Connection transaction, List<ConsumerRecord<byte[], byte[]>> records)
      throws SQLException {
    for (ConsumerRecord<byte[], byte[]> one : records) {
      if (one.value() == null || !TYPE.equals(DeadLetters.header(one, "ce_type"))) {
        continue;
      }
      Erasure erasure = new Erasure(transaction, tenantOf(one));
      PersonErased person = read(one.value());
      switch (person.kind()) {
        case "customer" -> {
          if (!person.interactions().isEmpty()) {
            erasure.ofCustomer(person, clock.instant());
          }
        }
        case "agent" -> erasure.ofAgent(referenceOf(person), person.pseudonym());
        default -> throw new RecordRejected("an erased person is of an unknown kind");
      }
    }
    return records.size();
  }

  private static UUID tenantOf(ConsumerRecord<byte[], byte[]> one) {
    UUID tenant = DeadLetters.tenantOf(one);
    if (tenant.equals(new UUID(0, 0))) {
      throw new RecordRejected("the header ce_tenant names no tenant");
    }
    return tenant;
  }

  private static String referenceOf(PersonErased agent) {
    String reference = agent.reference();
    if (reference == null || reference.isEmpty()) {
      throw new RecordRejected("an erased agent has no reference");
    }
    return reference;
  }

  private PersonErased read(byte[] value) {
    PersonErased person;
    try {
      person = reader.readValue(value);
    } catch (IOException e) {
      throw new RecordRejected("not an erased person: " + e.getClass().getName(), e);
    }
    if (person == null
        || person.kind() == null
        || person.mode() == null
        || person.pseudonym() == null
        || person.interactions() == null) {
      throw new RecordRejected("an erased person lacks a required field");
    }
    return person;
  }
}
