package dev.steadfast.goals.goal;

import dev.steadfast.contracts.Topics;
import dev.steadfast.contracts.goal.GoalChanged;
import dev.steadfast.contracts.goal.GoalCheckedIn;
import dev.steadfast.contracts.goal.GoalClosed;
import dev.steadfast.platform.access.Caller;
import dev.steadfast.platform.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what people did to goals, once it has committed. */
@ApplicationScoped
public class GoalEvents {
  private final Outbox outbox;
  private final Caller caller;

  @Inject
  GoalEvents(Outbox outbox, Caller caller) {
    this.outbox = outbox;
    this.caller = caller;
  }

  void created(Goal goal, List<String> fields) {
    append(goal, "created", changed(goal, fields, null));
  }

  void revised(Goal goal, List<String> fields, @Nullable String reason) {
    append(goal, "revised", changed(goal, fields, reason));
  }

  void activated(Goal goal) {
    append(goal, "activated", changed(goal, List.of("state"), null));
  }

  void closed(Goal goal, GoalClosed data) {
    append(goal, "closed", data);
  }

  /** Somebody reported on the goal. */
  public void checkedIn(Goal goal, GoalCheckedIn data) {
    append(goal, "checked-in", data);
  }

  private GoalChanged changed(Goal goal, List<String> fields, @Nullable String reason) {
    return new GoalChanged(
        goal.id(), goal.title(), goal.state().code(), fields, caller.subject(), reason);
  }

  private void append(Goal goal, String what, Object data) {
    outbox.append(
        Topics.GOAL_EVENTS,
        List.of(
            outbox.message(
                goal.tenant(), "dev.steadfast.goal." + what + ".v1", goal.id().toString(), data)));
  }
}
