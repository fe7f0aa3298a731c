package dev.steadfast.core.effect;

/** What the answer amounts to at 95 %. */
public enum EffectVerdict {
  RAISED,
  LOWERED,
  /** The interval contains zero. */
  NO_EFFECT_FOUND,
  /** Too few points, or an assumption failed; the estimate is not to be relied on. */
  CANNOT_TELL
}
