package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.steadfast.metrics.arrival.Source;
import dev.steadfast.metrics.intake.Intake;
import dev.steadfast.metrics.intake.Receipt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A JSON array of CloudEvents in the making, with the row of each event. */
final class EventJson implements MadeEvents {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final SerializedString SPECVERSION = new SerializedString("specversion");
  private static final SerializedString VERSION = new SerializedString("1.0");
  private static final SerializedString ID = new SerializedString("id");
  private static final SerializedString SOURCE = new SerializedString("source");
  private static final SerializedString TYPE = new SerializedString("type");
  private static final SerializedString SUBJECT = new SerializedString("subject");
  private static final SerializedString TIME = new SerializedString("time");
  private static final SerializedString SYSTEM = new SerializedString("system");
  private static final SerializedString DATA = new SerializedString("data");

  private final Source sender;
  private final SerializedString system;
  private final SerializedString source;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
  private final JsonGenerator json;
  private final List<Origin> origins = new ArrayList<>();

  EventJson(Mapping mapping) {
    this.sender = new Source(mapping.source(), mapping.system());
    this.system = new SerializedString(mapping.system());
    this.source = new SerializedString(mapping.source());
    try {
      this.json = FACTORY.createGenerator(bytes);
      json.writeStartArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void add(Rule rule, Row row, String id, String subject, Instant time) {
    try {
      json.writeStartObject();
      text(SPECVERSION, VERSION);
      json.writeFieldName(ID);
      json.writeString(id);
      text(SOURCE, source);
      json.writeFieldName(TYPE);
      json.writeString(rule.type());
      json.writeFieldName(SUBJECT);
      json.writeString(subject);
      json.writeFieldName(TIME);
      json.writeString(time.toString());
      text(SYSTEM, system);
      json.writeFieldName(DATA);
      rule.data().write(row, json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    origins.add(new Origin(row.line, row.number, "The event of " + rule.name()));
  }

  private void text(SerializedString name, SerializedString value) throws IOException {
    json.writeFieldName(name);
    json.writeString(value);
  }

  @Override
  public int size() {
    return origins.size();
  }

  /** How many bytes it has, but for those that are still on their way. */
  int roughBytes() {
    return bytes.size();
  }

  @Override
  public Origin origin(int position) {
    return origins.get(position);
  }

  @Override
  public Source source(int position) {
    return sender;
  }

  @Override
  public Receipt send(Intake intake, ImportJob job) throws IOException {
    return intake.accept(job.tenant(), finish(), job.keepsTexts());
  }

  /** The whole array; nothing can be added afterwards. */
  byte[] finish() {
    try {
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
