package dev.steadfast.goals.measure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When goals are measured without new data. */
@ConfigMapping(prefix = "steadfast.goals")
public interface GoalSettings {
  /** How soon a changed status is looked at again, to see whether it holds. */
  @WithDefault("30s")
  Duration holdDown();

  /** How often every active goal is measured again, since the expected path moves on by itself. */
  @WithDefault("1h")
  Duration passOfTime();

  /** How often it is looked which goals' odds are due; each is forecast once a day. */
  @WithDefault("5m")
  Duration oddsRound();
}
