package dev.steadfast.metrics.imports;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rule puts into the {@code data} of an event. First checked for a row, then written: so a
 * bad row writes nothing.
 */
sealed interface Content permits Content.Members, Content.Text, Content.Constant, CellContent {
  /** What a check says. */
  enum Check {
    GOOD,
    /** The mapping wants no event for this word. */
    DROP,
    BAD
  }

  Check check(Row row, Faults faults);

  void write(Row row, JsonGenerator json) throws IOException;

  /** Whether the field is left out for that row, rather than written as null. */
  default boolean isLeftOut(Row row) {
    return false;
  }

  /** A field of an object. */
  record Member(SerializedString name, Content content) {}

  /** An object. */
  record Members(List<Member> members) implements Content {
    @Override
    public Check check(Row row, Faults faults) {
      Check worst = Check.GOOD;
      for (Member member : members) {
        Check one = member.content().check(row, faults);
        worst = one.compareTo(worst) > 0 ? one : worst;
      }
      return worst;
    }

    @Override
    public void write(Row row, JsonGenerator json) throws IOException {
      json.writeStartObject();
      for (Member member : members) {
        if (!member.content().isLeftOut(row)) {
          json.writeFieldName(member.name());
          member.content().write(row, json);
        }
      }
      json.writeEndObject();
    }
  }

  /** A text made of cells; null if one of them is missing. */
  record Text(Template template) implements Content {
    @Override
    public Check check(Row row, Faults faults) {
      String text = template.of(row);
      return text != null && faults.isTooLong(row, null, text) ? Check.BAD : Check.GOOD;
    }

    @Override
    public void write(Row row, JsonGenerator json) throws IOException {
      json.writeString(template.of(row));
    }
  }

  /** The same for every row: a boolean, a whole number, a text or null. */
  record Constant(@Nullable Object value) implements Content {
    @Override
    public Check check(Row row, Faults faults) {
      return Check.GOOD;
    }

    @Override
    public void write(Row row, JsonGenerator json) throws IOException {
      switch (value) {
        case null -> json.writeNull();
        case Boolean flag -> json.writeBoolean(flag);
        case Number number -> json.writeNumber(number.toString());
        default -> json.writeString(value.toString());
      }
    }
  }
}
