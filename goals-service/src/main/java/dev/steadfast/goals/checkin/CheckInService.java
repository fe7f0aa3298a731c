package dev.steadfast.goals.checkin;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.steadfast.contracts.goal.GoalCheckedIn;
import dev.steadfast.goals.goal.Goal;
import dev.steadfast.goals.goal.GoalEvents;
import dev.steadfast.goals.goal.GoalRepository;
import dev.steadfast.goals.goal.Standing;
import dev.steadfast.platform.access.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** Records check-ins. */
@ApplicationScoped
class CheckInService {
  private final CheckInRepository checkIns;
  private final GoalRepository goals;
  private final GoalEvents events;
  private final Caller caller;
  private final Clock clock;

  @Inject
  CheckInService(
      CheckInRepository checkIns,
      GoalRepository goals,
      GoalEvents events,
      Caller caller,
      Clock clock) {
    this.checkIns = checkIns;
    this.goals = goals;
    this.events = events;
    this.caller = caller;
    this.clock = clock;
  }

  /** Records a report on an active goal, with how it stands now. */
  @Transactional
  CheckIn record(UUID goalId, RecordCheckIn report) {
    Goal goal = goals.require(goalId);
    goal.requireActive();
    List<String> blockers = report.check();
    Standing standing = goals.standing(goalId).orElseThrow();
    CheckIn checkIn =
        new CheckIn(
            UuidCreator.getTimeOrderedEpoch(),
            goal,
            standing,
            caller.subject(),
            clock.instant().atOffset(ZoneOffset.UTC),
            report,
            blockers);
    checkIns.persist(checkIn);
    events.checkedIn(
        goal,
        new GoalCheckedIn(
            goal.id(),
            goal.title(),
            checkIn.id(),
            checkIn.value(),
            checkIn.confidence(),
            checkIn.note(),
            checkIn.by()));
    return checkIn;
  }
}
