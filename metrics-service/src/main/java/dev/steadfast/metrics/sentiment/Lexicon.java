package dev.steadfast.metrics.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Words with their valence, −4 to 4. English. */
final class Lexicon {
  /**
   * As VADER publishes them: the mean of ten people's ratings each (Hutto and Gilbert 2014, "VADER:
   * A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text").
   */
  static final Lexicon PUBLISHED = new Lexicon(Map.of()).with("/vader_sentiment_lexicon.txt");

  /**
   * The same with words as customers of a service desk use them: what a delay or a call says to
   * them, and what a "please" does not.
   */
  static final Lexicon OF_SERVICE = PUBLISHED.with("/service_words.tsv");

  private final Map<String, Double> valences;

  private Lexicon(Map<String, Double> valences) {
    this.valences = valences;
  }

  private Lexicon with(String resource) {
    Map<String, Double> all = new HashMap<>(valences);
    try (InputStream in = Lexicon.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("there are no words " + resource);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] columns = line.split("\t", -1);
        if (columns.length >= 2) {
          all.put(columns[0], Double.valueOf(columns[1]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Lexicon(all);
  }

  /** The valence of a word in lower case; 0 of one that is not in it. */
  double valence(String word) {
    return valences.getOrDefault(word, 0.0);
  }

  boolean has(String word) {
    return valences.containsKey(word);
  }
}
