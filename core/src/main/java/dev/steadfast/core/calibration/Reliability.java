package dev.steadfast.core.calibration;

import java.util.ArrayList;
import java.util.List;

/**
 * Stated odds against what happened, by tenths of the stated odds.
 *
 * @param deciles ten, from the lowest odds
 * @param brier mean score; not a number of no statements
 * @param n statements
 */
public record Reliability(List<Decile> deciles, double brier, int n) {
  private static final int TENTHS = 10;

  public Reliability {
    deciles = List.copyOf(deciles);
  }

  /**
   * One tenth.
   *
   * @param from lowest odds, 0 to 0.9
   * @param to highest odds; belongs to the next tenth, but 1 to the last
   * @param stated mean of the stated odds, 0 to 1; not a number of none
   * @param happened part that came true, 0 to 1; not a number of none
   * @param n statements
   */
  public record Decile(double from, double to, double stated, double happened, int n) {
    /** How far the stated odds were off, in percentage points: positive when too low. */
    public double points() {
      return 100 * (happened - stated);
    }

    /** Whether stated odds of 0 to 1 belong to this tenth. */
    public boolean holds(double odds) {
      return tenth(odds) == (int) Math.rint(from * TENTHS);
    }
  }

  private static int tenth(double odds) {
    return Math.min(TENTHS - 1, (int) (odds * TENTHS));
  }

  public static Reliability of(List<Statement> statements) {
    int[] n = new int[TENTHS];
    double[] stated = new double[TENTHS];
    int[] happened = new int[TENTHS];
    double brier = 0;
    for (Statement statement : statements) {
      int tenth = tenth(statement.odds());
      n[tenth]++;
      stated[tenth] += statement.odds();
      happened[tenth] += statement.happened() ? 1 : 0;
      brier += Scores.brier(statement.odds(), statement.happened());
    }
    List<Decile> deciles = new ArrayList<>();
    for (int k = 0; k < TENTHS; k++) {
      deciles.add(
          new Decile(
              k / 10.0, (k + 1) / 10.0, stated[k] / n[k], happened[k] / (double) n[k], n[k]));
    }
    return new Reliability(deciles, brier / statements.size(), statements.size());
  }
}
