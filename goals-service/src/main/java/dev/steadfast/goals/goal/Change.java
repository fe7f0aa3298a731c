package dev.steadfast.goals.goal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One field that has another value than before.
 *
 * @param field a JSON pointer into the goal
 * @param before absent where there was none
 * @param after absent where there is none any more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "GoalFieldChange")
record Change(String field, @Nullable JsonNode before, @Nullable JsonNode after) {
  /** The differences of two objects, field by field; arrays are compared as a whole. */
  static List<Change> between(JsonNode before, JsonNode after) {
    List<Change> changes = new ArrayList<>();
    compare("", before, after, changes);
    return changes;
  }

  private static void compare(
      String pointer, @Nullable JsonNode before, @Nullable JsonNode after, List<Change> changes) {
    if (before != null && after != null && before.isObject() && after.isObject()) {
      Set<String> names = new TreeSet<>();
      before.fieldNames().forEachRemaining(names::add);
      for (Iterator<String> each = after.fieldNames(); each.hasNext(); ) {
        names.add(each.next());
      }
      for (String name : names) {
        compare(pointer + "/" + name, before.get(name), after.get(name), changes);
      }
    } else if (before == null || !before.equals(after)) {
      if (before != null || after != null) {
        changes.add(new Change(pointer, before, after));
      }
    }
  }

  /** Whether the goal asks for something else than before, which needs a reason. */
  boolean movesTheGoal() {
    return field.startsWith("/target") || field.startsWith("/period") || field.startsWith("/scope");
  }

  /** The name of the top-level field. */
  String topField() {
    int next = field.indexOf('/', 1);
    return next < 0 ? field.substring(1) : field.substring(1, next);
  }
}
