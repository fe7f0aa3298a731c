package dev.steadfast.launcher.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The four teams of the demo with how they work. {@link #BILLING} answers sooner after its training
 * in week 7; {@link #ACCOUNTS} gets worse from week 6 on: more reopened interactions, less
 * satisfied customers.
 */
enum Team {
  BILLING("Billing", 95, 300, 0.07, 0.82, "Anna Weiss,Ben Okoro,Carla Diaz,Dev Patel,Eva Lind"),
  TECHNICAL(
      "Technical", 170, 620, 0.09, 0.80, "Femi Ade,Greta Holm,Hugo Brandt,Ines Rocha,Jan Kowal"),
  ORDERS("Orders", 60, 210, 0.05, 0.86, "Kim Osei,Lars Berg,Mina Sato,Noor Haddad,Omar Aziz"),
  ACCOUNTS(
      "Accounts", 75, 260, 0.06, 0.84, "Petra Novak,Quinn Doyle,Rosa Marin,Sam Green,Tara Singh");

  /** Agents of each team. */
  static final int AGENTS = 5;

  /** The week (from 0) at whose end the training of {@link #BILLING} is over. */
  static final int TRAINING_WEEK = 6;

  private static final int DECLINE_WEEK = 5;

  private final String label;
  private final double replyMinutes;
  private final double resolutionMinutes;
  private final double reopened;
  private final double satisfied;
  private final String agents;

  Team(
      String label,
      double replyMinutes,
      double resolutionMinutes,
      double reopened,
      double satisfied,
      String agents) {
    this.label = label;
    this.replyMinutes = replyMinutes;
    this.resolutionMinutes = resolutionMinutes;
    this.reopened = reopened;
    this.satisfied = satisfied;
    this.agents = agents;
  }

  /** One of them, each as likely as the others. */
  static Team any(RandomGenerator random) {
    List<Team> all = List.of(values());
    return all.get(random.nextInt(all.size()));
  }

  String id() {
    return label.toLowerCase(Locale.ROOT);
  }

  /** As events name it. */
  Map<String, Object> reference() {
    return Map.of("id", id(), "label", label);
  }

  /** An agent as events name it, counted from 0. */
  Map<String, Object> agent(int index) {
    List<String> names = List.of(agents.split(",", AGENTS));
    return Map.of("id", id() + "-" + (index + 1), "label", names.get(index));
  }

  /**
   * Median minutes to the first reply to an e-mail of normal priority, for what is opened in that
   * week.
   */
  double replyMinutes(int week) {
    return this == BILLING && week > TRAINING_WEEK ? replyMinutes * 0.5 : replyMinutes;
  }

  /** Median minutes from the first reply to the resolution. */
  double resolutionMinutes() {
    return resolutionMinutes;
  }

  /** Share of resolved interactions that are reopened. */
  double reopened(int week) {
    return reopened + 0.02 * decline(week);
  }

  /** Share of ratings that are 4 or 5. */
  double satisfied(int week) {
    return satisfied - 0.035 * decline(week);
  }

  private double decline(int week) {
    return this == ACCOUNTS ? Math.max(0, week - DECLINE_WEEK) : 0;
  }
}
