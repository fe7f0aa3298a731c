package dev.steadfast.goals.odds;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Lets tests of other features do what the scheduler does now and then. */
@ApplicationScoped
public class DueRounds {
  private final OddsRefresh refresh;

  @Inject
  DueRounds(OddsRefresh refresh) {
    this.refresh = refresh;
  }

  public void run() {
    refresh.round();
  }
}
