package dev.steadfast.metrics.timeline;

import dev.steadfast.contracts.metric.BuiltInMetrics;
import dev.steadfast.contracts.metric.ContactMetrics;
import dev.steadfast.contracts.metric.SurveyMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ratings of an interaction, and the invitations to them. */
final class Surveys {
  private static final int SATISFIED_FROM = 4;
  private static final int BEST = 5;
  private static final int PROMOTER_FROM = 9;
  private static final int DETRACTOR_TO = 6;
  private static final int EASY_FROM = 5;
  private static final int FIRST_CONTACT = 2;

  private record Rating(Moment moment, Happening.Rated said) {}

  private final List<Rating> ratings = new ArrayList<>(0);
  private final Map<String, Moment> delivered = new LinkedHashMap<>(0);

  void rated(Moment moment, Happening.Rated rating) {
    ratings.add(new Rating(moment, rating));
  }

  /**
   * The same invitation may arrive by several ways: the first counts.
   *
   * @return whether it is the first
   */
  boolean delivered(Moment moment, String invitation) {
    return delivered.putIfAbsent(invitation, moment) == null;
  }

  void addTo(Observations observations) {
    int[] ordinals = new int[Happening.Scale.values().length];
    for (Rating rating : ratings) {
      int value = rating.said().value();
      Moment moment = rating.moment();
      switch (rating.said().scale()) {
        case CSAT_5 -> {
          int ordinal = ordinals[Happening.Scale.CSAT_5.ordinal()]++;
          boolean isSatisfied = value >= SATISFIED_FROM;
          observations.add(BuiltInMetrics.CSAT, ordinal, moment, isSatisfied);
          observations.add(SurveyMetrics.CSAT_TOP_BOX, ordinal, moment, value == BEST);
          observations.add(SurveyMetrics.CSAT_SCORE, ordinal, moment, value);
        }
        case CSAT_3, CSAT_2 -> {
          Happening.Scale scale = rating.said().scale();
          observations.add(
              scale == Happening.Scale.CSAT_3 ? SurveyMetrics.CSAT_3 : SurveyMetrics.CSAT_2,
              ordinals[scale.ordinal()]++,
              moment,
              value == scale.highest());
        }
        case NPS -> {
          int ordinal = ordinals[Happening.Scale.NPS.ordinal()]++;
          observations.add(SurveyMetrics.NPS, ordinal, moment, opinion(value));
        }
        case CES_7 -> {
          int ordinal = ordinals[Happening.Scale.CES_7.ordinal()]++;
          observations.add(SurveyMetrics.CES, ordinal, moment, value);
          observations.add(SurveyMetrics.CES_EASY, ordinal, moment, value >= EASY_FROM);
        }
        case FCR_2 -> {
          int ordinal = ordinals[Happening.Scale.FCR_2.ordinal()]++;
          observations.add(ContactMetrics.FCR_SURVEY, ordinal, moment, value == FIRST_CONTACT);
        }
      }
    }
    if (!delivered.isEmpty()) {
      addInvitations(observations);
    }
    if (observations.areTraced()) {
      sayWhyNot(observations);
    }
  }

  private void addInvitations(Observations observations) {
    Map<String, Integer> answered = new HashMap<>();
    for (Rating rating : ratings) {
      if (rating.said().invitation() != null) {
        answered.putIfAbsent(rating.said().invitation(), rating.moment().event());
      }
    }
    int ordinal = 0;
    for (var invitation : delivered.entrySet()) {
      Moment moment = invitation.getValue();
      Integer answer = answered.get(invitation.getKey());
      observations.add(
          SurveyMetrics.RESPONSE_RATE,
          ordinal++,
          moment,
          moment.event(),
          answer == null ? Observations.NO_EVENT : answer,
          answer == null ? 0 : 1);
    }
  }

  private static void sayWhyNot(Observations observations) {
    observations.none(BuiltInMetrics.CSAT, Absence.NOT_RATED);
    observations.none(SurveyMetrics.CSAT_TOP_BOX, Absence.NOT_RATED);
    observations.none(SurveyMetrics.CSAT_SCORE, Absence.NOT_RATED);
    observations.none(SurveyMetrics.CSAT_3, Absence.NOT_RATED);
    observations.none(SurveyMetrics.CSAT_2, Absence.NOT_RATED);
    observations.none(SurveyMetrics.NPS, Absence.NOT_RATED);
    observations.none(SurveyMetrics.CES, Absence.NOT_RATED);
    observations.none(SurveyMetrics.CES_EASY, Absence.NOT_RATED);
    observations.none(ContactMetrics.FCR_SURVEY, Absence.NOT_RATED);
    observations.none(SurveyMetrics.RESPONSE_RATE, Absence.NOT_INVITED);
  }

  private static int opinion(int value) {
    return value >= PROMOTER_FROM ? 1 : value <= DETRACTOR_TO ? -1 : 0;
  }
}
