package dev.steadfast.feedback.answer;

/**
 * What became of the invitations to a survey.
 *
 * @param answeredOfDelivered those that are known to be delivered and are answered
 */
record Responses(long invited, long delivered, long answered, long answeredOfDelivered) {
  /**
   * Answered of delivered, or of invited where no delivery is known. Both parts share one cohort,
   * so that the rate is never above 100 %.
   */
  boolean byDelivery() {
    return delivered > 0;
  }

  long numerator() {
    return byDelivery() ? answeredOfDelivered : answered;
  }

  long denominator() {
    return byDelivery() ? delivered : invited;
  }
}
