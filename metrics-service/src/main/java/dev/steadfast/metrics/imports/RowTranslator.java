package dev.steadfast.metrics.imports;

import dev.steadfast.metrics.imports.RowMemory.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes events from rows, in the order of the file. A bad row makes none and is not remembered. The
 * ids depend on the file and the mapping only, so that the same file gives the same events however
 * often it is read.
 */
final class RowTranslator {
  private final Mapping mapping;
  private final RowMemory memory;
  private final List<Planned> planned = new ArrayList<>();
  private final @Nullable Seen[] seen;

  RowTranslator(Mapping mapping, int rememberedKeys) {
    this.mapping = mapping;
    this.memory = new RowMemory(mapping, rememberedKeys);
    this.seen = new Seen[mapping.keys().size()];
  }

  /** What became of a row. */
  enum Outcome {
    GOOD,
    /** Nothing is wrong with it, and no rule applies. */
    WITHOUT_EVENT,
    /** All its cells are empty. */
    BLANK,
    BAD
  }

  private record Planned(Rule rule, int position, String id, Instant time) {}

  /**
   * Translates one row.
   *
   * @param width how many cells the header has
   * @param events takes the events; null to only remember the row
   */
  Outcome translate(Row row, int width, @Nullable EventJson events, Faults faults) {
    if (row.blank) {
      return Outcome.BLANK;
    }
    int before = faults.size();
    if (row.width != width) {
      faults.add(
          row, -1, "The row has " + row.width + " cells, the header has " + width + ".", null);
      return Outcome.BAD;
    }
    String subject = mapping.subject().of(row);
    if (subject == null) {
      missing(row, mapping.subject(), "the subject", faults);
      return Outcome.BAD;
    }
    java.util.Arrays.fill(seen, null);
    Seen ofSubject = memory.of(0, subject);
    seen[0] = ofSubject;
    plan(row, ofSubject, faults);
    if (faults.size() > before) {
      return Outcome.BAD;
    }
    memory.remember(ofSubject, row);
    for (Planned one : planned) {
      if (one.rule().keyGroup() >= 0) {
        Seen key = seen[one.rule().keyGroup()];
        if (key != null) {
          key.make(one.position());
        }
      }
      if (events != null) {
        events.add(one.rule(), row, one.id(), subject, one.time());
      }
    }
    return planned.isEmpty() ? Outcome.WITHOUT_EVENT : Outcome.GOOD;
  }

  private void plan(Row row, Seen ofSubject, Faults faults) {
    planned.clear();
    long changes = memory.changes(ofSubject, row);
    List<Rule> rules = mapping.rules();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (isChangeWanted(rule, ofSubject, changes)
          && rule.applies(row)
          && isFirstOfKey(rule, i, row, faults)) {
        plan(rule, i, row, faults);
      }
    }
  }

  private static boolean isChangeWanted(Rule rule, Seen ofSubject, long changes) {
    return rule.changes() == 0
        || (rule.changes() & changes) != 0 && !(rule.notFirst() && ofSubject.isFirst());
  }

  private boolean isFirstOfKey(Rule rule, int position, Row row, Faults faults) {
    int group = rule.keyGroup();
    if (group < 0) {
      return true;
    }
    Seen key = seen[group];
    if (key == null) {
      Template template = mapping.keys().get(group);
      String text = template.of(row);
      if (text == null) {
        missing(row, template, "oncePer of " + rule.name(), faults);
        return false;
      }
      key = memory.of(group, text);
      seen[group] = key;
    }
    return !key.wasMade(position);
  }

  private void plan(Rule rule, int position, Row row, Faults faults) {
    Content.Check check = rule.data().check(row, faults);
    if (check == Content.Check.DROP) {
      return;
    }
    Optional<Instant> time = time(rule, row, faults);
    String id = rule.id().of(row);
    if (id == null) {
      missing(row, rule.id(), "the id of " + rule.name(), faults);
    }
    if (time.isPresent() && id != null) {
      planned.add(new Planned(rule, position, id, time.get()));
    }
  }

  private Optional<Instant> time(Rule rule, Row row, Faults faults) {
    Template template = rule.time(row);
    String text = template.of(row);
    if (text == null) {
      faults.add(
          row, template.missingSlot(row), "The time of " + rule.name() + " is missing.", null);
      return Optional.empty();
    }
    Optional<Instant> time = mapping.format().timestamps().read(text);
    if (time.isEmpty()) {
      faults.add(row, template.firstSlot(), "No date format of the mapping fits.", text);
    }
    return time;
  }

  private static void missing(Row row, Template template, String what, Faults faults) {
    faults.add(
        row,
        template.missingSlot(row),
        "The cell is missing, and is needed for " + what + ".",
        null);
  }
}
