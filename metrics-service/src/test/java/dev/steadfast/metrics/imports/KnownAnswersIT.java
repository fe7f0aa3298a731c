package dev.steadfast.metrics.imports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.steadfast.metrics.imports.ImportedTable.Figures;
import dev.steadfast.platform.testing.ServiceBackends;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Real tables, imported by the recipes as they are shipped, give the answers that are known of
 * them. The tables are not part of the project; without them there is nothing to test.
 */
@QuarkusTest
@QuarkusTestResource(
    value = ServiceBackends.class,
    initArgs = @ResourceArg(name = "service", value = "metrics"))
class KnownAnswersIT {
  private static final String SHOP = "shopzilla-csat/customer_support_data.csv.gz";
  private static final String CONTACTS = "rwfd-call-center/call_center.csv.gz";
  private static final String AUGUST = "from=2023-07-01&to=2023-08-10&zone=UTC";
  private static final String YEAR = "from=2021-01-01&to=2022-01-01&zone=UTC";
  private static final String OCTOBER = "from=2020-10-01&to=2020-11-01&zone=UTC";
  private static final String DAYS = "from=2023-05-31&to=2023-06-03&zone=UTC";
  private static final long MINUTE = 60_000;

  @Test
  void ticketsWithSatisfaction() {
    // When
    ImportedTable tickets =
        ImportedTable.of(
            "closed-tickets-with-satisfaction",
            "kaggle-support-tickets/customer_support_tickets.csv.gz");
    tickets.awaitCount("volume", DAYS, 5_650);
    tickets.awaitCount("csat", DAYS, 2_769);

    // Then
    assertThat(tickets.rows()).isEqualTo(ImportedTable.rows(8_469, 8_469, 0, 0, 2_819));
    assertThat(tickets.rejected()).isZero();
    assertThat(tickets.count("resolved", DAYS)).isEqualTo(2_769);
    assertThat(tickets.value("backlog", DAYS, "level")).isEqualTo(2_881);
    tickets.assertShare("csat.top-box", DAYS, 2_769, 100.0 * 544 / 2_769);

    tickets.assertShares(
        "csat",
        DAYS,
        """
        all | 2769 | 39.256049 | 37.453306 | 41.088561
        channel:Chat | 674 | 41.543027 | 37.880838 | 45.30107
        channel:Email | 720 | 39.583333 | 36.075637 | 43.201594
        channel:Phone | 691 | 38.494935 | 34.940033 | 42.177049
        channel:Social media | 684 | 37.426901 | 33.879927 | 41.114311
        priority:Critical | 726 | 38.429752 | 34.961114 | 42.020188
        priority:High | 705 | 39.148936 | 35.614175 | 42.801309
        priority:Low | 644 | 42.546584 | 38.783338 | 46.398222
        priority:Medium | 694 | 37.175793 | 33.66008 | 40.832694
        """);
    assertThat(tickets.count("first-response-time", DAYS)).isZero();
    assertThat(tickets.observed("resolution-time", DAYS)).hasSize(2_769 - 1_365);
    assertThat(tickets.contradictions(DAYS, "resolved-before-opened")).isEqualTo(1_365);
  }

  @Test
  void satisfactionSurvey() {
    // When
    ImportedTable shop = ImportedTable.of("csat-survey-table", SHOP);
    shop.awaitCount("csat", AUGUST, 10_527);

    // Then
    assertThat(shop.rows()).isEqualTo(ImportedTable.rows(85_907, 10_527, 0, 75_380, 0));
    assertThat(shop.rejected()).isZero();
    shop.assertShares(
        "csat",
        AUGUST,
        """
        all | 10527 | 81.343213 | 80.587653 | 82.075906
        channel:Inbound | 8058 | 81.73244 | 80.873716 | 82.560923
        channel:Outcall | 2159 | 81.519222 | 79.826499 | 83.099981
        channel:Email | 310 | 70.0 | 64.679354 | 74.831041
        team:Morning | 4578 | 79.117519 | 77.91591 | 80.270302
        team:Evening | 4119 | 82.010197 | 80.807535 | 83.153207
        team:Afternoon | 932 | 84.549356 | 82.087536 | 86.727539
        team:Split | 692 | 87.716763 | 85.060791 | 89.956297
        team:Night | 206 | 81.553398 | 75.696219 | 86.255314
        """);
    shop.assertShare("csat.top-box", AUGUST, 10_527, 100.0 * 7_271 / 10_527);
    assertThat(shop.byDay("csat", AUGUST))
        .isEqualTo(
            ImportedTable.days(
                """
                2023-08-01=2231 2023-08-02=2330 2023-08-03=2465
                2023-08-04=2523 2023-08-05=517 2023-08-06=461
                """));
    assertThat(shop.byGroup("csat", AUGUST, "agent")).hasSize(1_142);
    assertResponse(shop, "", new Figures(10_527, 160.054051, 6, 369, 1050.7, 0, 5_742));
    assertResponse(shop, "Inbound", new Figures(8_058, 165.474187, 6, 387.3, 1081.1, 0, 5_742));
    assertResponse(shop, "Outcall", new Figures(2_159, 133.863363, 6, 277.2, 830.9, 0, 4_797));
    assertResponse(shop, "Email", new Figures(310, 201.570968, 7.5, 499, 1295.3, 0, 5_588));
  }

  private static void assertResponse(ImportedTable shop, String channel, Figures known) {
    String filter = channel.isEmpty() ? "" : "&filter=channel:" + channel;
    shop.assertFigures("first-response-time", AUGUST + filter, MINUTE, known);
  }

  /** Which columns are the team and the priority is a choice; the notes of the recipe say how. */
  @Test
  void satisfactionSurveyByOtherColumns() {
    // When
    ImportedTable shop =
        ImportedTable.of(
            "csat-survey-table",
            SHOP,
            Map.of(
                "{ \"column\": \"Agent Shift\", \"type\": \"reference\" }",
                "{ \"column\": \"category\", \"type\": \"reference\" },"
                    + " \"priority\": { \"column\": \"Tenure Bucket\" }"));
    shop.awaitCount("csat", AUGUST, 10_527);

    // Then
    shop.assertShares(
        "csat",
        AUGUST,
        """
        priority:>90 | 4476 | 83.780161 | 82.671336 | 84.831053
        priority:31-60 | 1884 | 81.794055 | 79.987422 | 83.471297
        priority:0-30 | 1652 | 80.266344 | 78.277899 | 82.114356
        priority:On Job Training | 1520 | 74.342105 | 72.087047 | 76.474435
        priority:61-90 | 995 | 82.01005 | 79.501727 | 84.272157
        team:Returns | 5056 | 84.335443 | 83.307553 | 85.311198
        team:Order Related | 2859 | 75.935642 | 74.33457 | 77.467111
        team:Refund Related | 611 | 84.124386 | 81.014688 | 86.807674
        team:Product Queries | 577 | 79.549393 | 76.06802 | 82.63991
        team:Shopzilla Related | 418 | 85.406699 | 81.699914 | 88.468627
        team:Payments related | 329 | 83.586626 | 79.200944 | 87.197034
        team:Cancellation | 300 | 77.0 | 71.914461 | 81.402818
        team:Feedback | 263 | 73.764259 | 68.132808 | 78.711487
        team:Offers & Cashback | 81 | 87.654321 | 78.744927 | 93.153884
        team:App/website | 18 | 94.444444 | 74.242699 | 99.012481
        team:Others | 11 | 54.545455 | 28.009154 | 78.728728
        team:Onboarding related | 4 | 100.0 | 51.010916 | 100.0
        """);
  }

  @Test
  void recommendationSurvey() {
    // When
    ImportedTable answers =
        ImportedTable.of("nps-survey-table", "nps-timeseries/NPStimeseries.csv");
    answers.awaitCount("nps", YEAR, 5_000);

    // Then
    assertThat(answers.rows()).isEqualTo(ImportedTable.rows(5_000, 5_000, 0, 0, 0));
    assertThat(answers.rejected()).isZero();
    answers.assertNetScores(
        "nps",
        YEAR,
        """
        all | 5000 | 11.8 | 9.333752 | 14.266248
        team:MEX | 1649 | 17.101273 | 12.896037 | 21.30651
        team:UK | 1720 | 8.488372 | 4.299039 | 12.677705
        team:US | 1631 | 9.932557 | 5.520669 | 14.344445
        """);
    answers.assertNetScoresOf(
        "nps",
        """
        2021-01-01 | 2021-04-01 | 1232 | 14.123377 | 9.154772 | 19.091981
        2021-04-01 | 2021-07-01 | 1233 | 11.516626 | 6.56678 | 16.466472
        2021-07-01 | 2021-10-01 | 1323 | 9.901738 | 5.124126 | 14.679351
        2021-10-01 | 2022-01-01 | 1212 | 11.79868 | 6.75663 | 16.84073
        2021-01-01 | 2021-02-01 | 430 | 13.255814 | 4.957596 | 21.554032
        2021-02-01 | 2021-03-01 | 398 | 10.050251 | 1.241256 | 18.859246
        2021-03-01 | 2021-04-01 | 404 | 19.059406 | 10.349505 | 27.769307
        2021-04-01 | 2021-05-01 | 391 | 9.462916 | 0.701465 | 18.224367
        2021-05-01 | 2021-06-01 | 441 | 15.873016 | 7.500505 | 24.245526
        2021-06-01 | 2021-07-01 | 401 | 8.72818 | 0.151081 | 17.305278
        2021-07-01 | 2021-08-01 | 473 | 9.725159 | 1.824652 | 17.625665
        2021-08-01 | 2021-09-01 | 430 | 9.534884 | 1.16628 | 17.903488
        2021-09-01 | 2021-10-01 | 420 | 10.47619 | 1.879157 | 19.073224
        2021-10-01 | 2021-11-01 | 396 | 8.333333 | -0.35636 | 17.023027
        2021-11-01 | 2021-12-01 | 416 | 12.019231 | 3.331866 | 20.706596
        2021-12-01 | 2022-01-01 | 400 | 15.0 | 6.193783 | 23.806217
        """);
    assertThat(answers.count("volume", YEAR)).isZero();
    assertThat(answers.count("csat", YEAR)).isZero();
  }

  @Test
  void contactCentre() {
    // When
    ImportedTable contacts = ImportedTable.of("contact-centre-table", CONTACTS);
    contacts.awaitCount("volume", OCTOBER, 10_747);
    contacts.awaitCount("csat", OCTOBER, 3_980);

    // Then
    assertThat(contacts.rows()).isEqualTo(ImportedTable.rows(32_941, 10_747, 0, 22_194, 0));
    assertThat(contacts.rejected()).isZero();
    assertThat(contacts.byGroup("volume", OCTOBER, "channel"))
        .isEqualTo(
            Map.of("Call-Center", 3_362L, "Chatbot", 2_757L, "Email", 2_447L, "Web", 2_181L));
    assertThat(contacts.byGroup("volume", OCTOBER, "team"))
        .isEqualTo(
            Map.of(
                "Los Angeles/CA", 4_502L,
                "Baltimore/MD", 3_537L,
                "Chicago/IL", 1_789L,
                "Denver/CO", 919L));
    assertThat(contacts.byGroup("csat", OCTOBER, "channel"))
        .isEqualTo(Map.of("Call-Center", 1_269L, "Chatbot", 1_000L, "Email", 927L, "Web", 784L));
    contacts.assertShare("csat", OCTOBER, 3_980, 100.0 * (438 + 424 + 360 + 193) / 3_980);
    contacts.assertShare("csat.top-box", OCTOBER, 3_980, 100.0 * 553 / 3_980);
    assertThat(contacts.byDay("volume", OCTOBER))
        .isEqualTo(
            ImportedTable.days(
                """
                2020-10-01=339 2020-10-02=337 2020-10-03=361 2020-10-04=339 2020-10-05=378
                2020-10-06=363 2020-10-07=337 2020-10-08=355 2020-10-09=360 2020-10-10=340
                2020-10-11=352 2020-10-12=372 2020-10-13=359 2020-10-14=356 2020-10-15=376
                2020-10-16=370 2020-10-17=366 2020-10-18=352 2020-10-19=375 2020-10-20=345
                2020-10-21=373 2020-10-22=399 2020-10-23=324 2020-10-24=334 2020-10-25=347
                2020-10-26=368 2020-10-27=381 2020-10-28=399 2020-10-29=312 2020-10-30=377
                2020-10-31=1
                """));
  }

  /** The notes of the recipe say what these two changes mean and what they pretend. */
  @Test
  void contactCentreReadAsARecommendationAndWithTheMinutesOfTheCalls() {
    // When
    ImportedTable contacts =
        ImportedTable.of(
            "contact-centre-table",
            CONTACTS,
            Map.of(
                "\"scale\": \"csat-5\"",
                "\"scale\": \"nps\"",
                "\"2\": \"1\", \"3\": \"2\", \"4\": \"2\", \"5\": \"3\", \"6\": \"3\","
                    + " \"7\": \"4\", \"8\": \"4\", \"9\": \"5\", \"10\": \"5\"",
                "\"2\": \"2\", \"3\": \"3\", \"4\": \"4\", \"5\": \"5\", \"6\": \"6\","
                    + " \"7\": \"7\", \"8\": \"8\", \"9\": \"9\", \"10\": \"10\"",
                "\"events\": [",
                """
                "events": [
                  {
                    "type": "support.call.ended.v1",
                    "id": "${id}/3-call",
                    "time": "call_timestamp",
                    "data": {
                      "outcome": "answered",
                      "queued": 0,
                      "talk": { "column": "call duration in minutes", "type": "duration", "unit": "minutes" }
                    }
                  },
                """));
    contacts.awaitCount("nps", OCTOBER, 3_980);
    contacts.awaitCount("handle-time", OCTOBER, 10_747);

    // Then
    contacts.assertNetScore("nps", OCTOBER, 3_980, -50.552764);
    contacts.assertFigures(
        "handle-time", OCTOBER, MINUTE, new Figures(10_747, 25.063553, 25, 41, 43, 5, 45));
  }
}
