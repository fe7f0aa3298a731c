package dev.steadfast.core.effect;

/**
 * One assumption and whether it held.
 *
 * @param name stable, in kebab case: points-before, points-after, variation, controls, season,
 *     pre-trend, placebo-dates, separable
 * @param detail one sentence with the numbers
 */
public record Check(String name, CheckResult result, String detail) {
  static Check passed(String name, String detail) {
    return new Check(name, CheckResult.PASSED, detail);
  }

  static Check failed(String name, String detail) {
    return new Check(name, CheckResult.FAILED, detail);
  }

  static Check notPossible(String name, String detail) {
    return new Check(name, CheckResult.NOT_POSSIBLE, detail);
  }
}
