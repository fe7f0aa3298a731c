package dev.steadfast.metrics.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Scores a text from −1 to 1 by the words of a lexicon and VADER's rules: words before that
 * strengthen, weaken or negate, capitals, what follows a "but", exclamation and question marks
 * (Hutto and Gilbert 2014). Negative is up to −0.05 and positive from 0.05, as published.
 */
public final class Sentiment {
  /** From this score on, in thousandths, a text is negative; towards −1,000. */
  public static final int NEGATIVE_TO = -50;

  /** From this score on, in thousandths, a text is positive. */
  public static final int POSITIVE_FROM = 50;

  private static final Pattern MENTION = Pattern.compile("^\\p{Punct}*@\\w");
  private static final double NORMALISATION = 15;
  private static final double STRONGER = 0.293;
  private static final double CAPITALS = 0.733;
  private static final double NEGATED = -0.74;
  private static final double[] DISTANCE = {1, 0.95, 0.9};

  private static final Map<String, Double> BOOSTERS =
      Stream.concat(
              Stream.of(
                      ("absolutely amazingly awfully completely considerably decidedly deeply effing"
                              + " enormously entirely especially exceptionally extremely fabulously flipping flippin"
                              + " fricking frickin frigging friggin fully fucking greatly hella highly hugely"
                              + " incredibly intensely majorly more most particularly purely quite really remarkably"
                              + " so substantially thoroughly totally tremendously uber unbelievably unusually"
                              + " utterly very")
                          .split(" "))
                  .map(word -> Map.entry(word, STRONGER)),
              Stream.of(
                      ("almost barely hardly kinda less little marginally occasionally partly scarcely"
                              + " slightly somewhat sorta")
                          .split(" "))
                  .map(word -> Map.entry(word, -STRONGER)))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private static final Set<String> NEGATIONS =
      Set.of(
          ("aint arent cannot cant couldnt darent didnt doesnt ain't aren't can't couldn't daren't didn't"
                  + " doesn't dont hadnt hasnt havent isnt mightnt mustnt neither don't hadn't hasn't haven't"
                  + " isn't mightn't mustn't neednt needn't never none nope nor not nothing nowhere oughtnt"
                  + " shant shouldnt uhuh wasnt werent oughtn't shan't shouldn't uh-uh wasn't weren't without"
                  + " wont wouldnt won't wouldn't rarely seldom despite")
              .split(" "));

  private final Lexicon lexicon;
  private final List<String> words;
  private final List<String> lower;
  private final boolean mixesCapitals;

  private Sentiment(List<String> words, Lexicon lexicon) {
    this.words = words;
    this.lexicon = lexicon;
    this.lower = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    long capitals = words.stream().filter(Sentiment::isCapitals).count();
    this.mixesCapitals = capitals > 0 && capitals < words.size();
  }

  /** Whether texts of that language can be scored; a BCP 47 tag such as {@code en-GB}. */
  public static boolean supports(String language) {
    return Locale.forLanguageTag(language).getLanguage().equals("en");
  }

  /** The score of an English text in thousandths, −1,000 to 1,000; empty for one without a word. */
  public static OptionalInt of(String text) {
    return of(text, Lexicon.OF_SERVICE);
  }

  static OptionalInt of(String text, Lexicon lexicon) {
    List<String> words = wordsOf(text);
    if (words.isEmpty()) {
      return OptionalInt.empty();
    }
    double sum = new Sentiment(words, lexicon).sum();
    if (sum != 0) {
      sum += Math.signum(sum) * emphasis(text);
    }
    double score = sum / Math.sqrt(sum * sum + NORMALISATION);
    return OptionalInt.of((int) Math.round(1000 * score));
  }

  /**
   * Without marks around them; what is one or two characters then is left as it is, for faces. Whom
   * the text is addressed to, such as {@code @united}, says nothing.
   */
  private static List<String> wordsOf(String text) {
    List<String> words = new ArrayList<>();
    for (String token : text.strip().split("\\s+", -1)) {
      if (MENTION.matcher(token).find()) {
        continue;
      }
      String bare = bare(token);
      String word = bare.length() <= 2 ? token : bare;
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  /** By hand: the pattern for it takes the square of the length of a text without blanks. */
  private static String bare(String token) {
    int from = 0;
    int to = token.length();
    while (from < to && isMark(token.charAt(from))) {
      from++;
    }
    while (to > from && isMark(token.charAt(to - 1))) {
      to--;
    }
    return token.substring(from, to);
  }

  /** The marks of ASCII, as {@code Punct} of regular expressions. */
  private static boolean isMark(char c) {
    return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
  }

  private static boolean isCapitals(String word) {
    return word.equals(word.toUpperCase(Locale.ROOT))
        && !word.equals(word.toLowerCase(Locale.ROOT));
  }

  private double sum() {
    double[] valences = new double[words.size()];
    for (int i = 0; i < valences.length; i++) {
      boolean isKindOf =
          lower.get(i).equals("kind") && i + 1 < lower.size() && lower.get(i + 1).equals("of");
      valences[i] = isKindOf || BOOSTERS.containsKey(lower.get(i)) ? 0 : valence(i);
    }
    int but = lower.indexOf("but");
    double sum = 0;
    for (int i = 0; i < valences.length; i++) {
      sum += but < 0 || i == but ? valences[i] : valences[i] * (i < but ? 0.5 : 1.5);
    }
    return sum;
  }

  private double valence(int at) {
    double valence = lexicon.valence(lower.get(at));
    if (valence == 0) {
      return 0;
    }
    boolean isNoBeforeFeeling =
        lower.get(at).equals("no") && at + 1 < lower.size() && lexicon.has(lower.get(at + 1));
    if (isNoBeforeFeeling) {
      return 0;
    }
    if (mixesCapitals && isCapitals(words.get(at))) {
      valence += Math.signum(valence) * CAPITALS;
    }
    for (int back = 1; back <= DISTANCE.length && at - back >= 0; back++) {
      if (!lexicon.has(lower.get(at - back))) {
        valence += boost(at - back, valence) * DISTANCE[back - 1];
        valence = negated(valence, at, back);
      }
    }
    return leastOf(weakened(valence, at), at);
  }

  /** By how much the word there strengthens one with that valence. */
  private double boost(int at, double valence) {
    double boost = BOOSTERS.getOrDefault(lower.get(at), 0.0) * Math.signum(valence);
    if (boost != 0 && mixesCapitals && isCapitals(words.get(at))) {
      boost += Math.signum(valence) * CAPITALS;
    }
    return boost;
  }

  private double negated(double valence, int at, int back) {
    String before = lower.get(at - back);
    if (before.equals("never") && back > 1) {
      String after = lower.get(at - back + 1);
      if (after.equals("so") || after.equals("this")) {
        return valence * (back == 2 ? 1.25 : 1.5);
      }
    }
    boolean isNegation = NEGATIONS.contains(before) || before.contains("n't");
    boolean isWithoutDoubt =
        before.equals("without") && back > 1 && lower.get(at - back + 1).equals("doubt");
    return isNegation && !isWithoutDoubt ? valence * NEGATED : valence;
  }

  /** "kind of" and "sort of" before it. */
  private double weakened(double valence, int at) {
    boolean isWeakened =
        at > 1
            && lower.get(at - 1).equals("of")
            && (lower.get(at - 2).equals("kind") || lower.get(at - 2).equals("sort"));
    return isWeakened ? valence - Math.signum(valence) * STRONGER : valence;
  }

  /** "least" negates, but not "at least" and "very least". */
  private double leastOf(double valence, int at) {
    if (at == 0 || !lower.get(at - 1).equals("least")) {
      return valence;
    }
    boolean isAtLeast =
        at > 1 && (lower.get(at - 2).equals("at") || lower.get(at - 2).equals("very"));
    return isAtLeast ? valence : valence * NEGATED;
  }

  private static double emphasis(String text) {
    long exclamations = Math.min(4, text.chars().filter(c -> c == '!').count());
    long questions = text.chars().filter(c -> c == '?').count();
    double asking = questions <= 1 ? 0 : questions <= 3 ? questions * 0.18 : 0.96;
    return exclamations * 0.292 + asking;
  }
}
