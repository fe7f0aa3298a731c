package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.core.JacksonException;
import dev.steadfast.metrics.arrival.Source;
import dev.steadfast.metrics.event.EventBatch;
import dev.steadfast.metrics.intake.Intake;
import dev.steadfast.metrics.intake.Receipt;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events that stand on a line each, kept in the bytes that they came in. */
final class LineEvents implements MadeEvents {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
  private final List<EventBatch.Element> elements = new ArrayList<>();
  private final List<Long> lines = new ArrayList<>();

  /** Adds the event of a line. Returns what is wrong with the line, if it holds none. */
  Optional<String> add(Lines line) throws IOException {
    if (line.isTooLong()) {
      return Optional.of("The line has more than " + Lines.MAX_BYTES + " bytes.");
    }
    byte[] text = line.bytes();
    try {
      EventBatch.Element one = EventBatch.readOne(text, line.from(), text.length);
      if (!one.json().isObject()) {
        return Optional.of("The line is no JSON object.");
      }
      int shift = bytes.size() - one.from();
      bytes.write(text, one.from(), one.to() - one.from());
      elements.add(new EventBatch.Element(one.json(), one.from() + shift, one.to() + shift));
      lines.add(line.number());
      return Optional.empty();
    } catch (JacksonException e) {
      return Optional.of("The line is no JSON: " + e.getOriginalMessage());
    }
  }

  @Override
  public int size() {
    return elements.size();
  }

  int bytes() {
    return bytes.size();
  }

  @Override
  public Origin origin(int position) {
    return new Origin(lines.get(position), lines.get(position), "The event");
  }

  @Override
  public Source source(int position) {
    return Source.toldBy(elements.get(position).json());
  }

  @Override
  public Receipt send(Intake intake, ImportJob job) {
    return intake.accept(job.tenant(), bytes.toByteArray(), elements, job.keepsTexts());
  }
}
