package dev.demarc.responsibility;

import java.util.ArrayList;
import java.util.List;

/**
 * Where in a report which meaning stands. Places that deny what they name are left out; of a
 * meaning that stands in the writer's own words and in a quotation, the own words come first.
 */
final class PhraseMatches {

  /** A place in the report, as word numbers. */
  record Place(int first, int last, boolean quoted) {}

  private static final int MOST = 64;

  private final ReportWords words;
  private final List<List<Place>> own;
  private final List<List<Place>> quoted;

  private PhraseMatches(ReportWords words, int meanings) {
    this.words = words;
    own = new ArrayList<>(meanings);
    quoted = new ArrayList<>(meanings);
    for (int i = 0; i < meanings; i++) {
      own.add(List.of());
      quoted.add(List.of());
    }
  }

  static PhraseMatches in(ReportWords words, Signals signals) {
    var hits = new PhraseMatches(words, signals.meanings());
    signals.index().scan(words, hits::add);
    hits.addServices(signals);
    return hits;
  }

  private void add(int meaning, int first, int last) {
    boolean quote = words.isQuoted(first);
    var places = quote ? quoted : own;
    if (places.get(meaning).size() < MOST && !Negation.denies(words, first, last)) {
      put(places, meaning, new Place(first, last, quote));
    }
  }

  private static void put(List<List<Place>> places, int meaning, Place place) {
    if (places.get(meaning).isEmpty()) {
      places.set(meaning, new ArrayList<>());
    }
    places.get(meaning).add(place);
  }

  private void addServices(Signals signals) {
    int any = signals.meaningOf(Signals.AWS_SERVICE);
    int managed = signals.meaningOf(Signals.MANAGED_SERVICE);
    int title = signals.meaningOf(Signals.TITLE_SERVICE);
    for (int meaning = 0; meaning < own.size(); meaning++) {
      var row = signals.service(meaning);
      if (row == null) {
        continue;
      }
      for (var places : List.of(own, quoted)) {
        for (Place place : places.get(meaning)) {
          put(places, any, place);
          if (!signals.isCustomerPlace(row)) {
            put(places, managed, place);
            if (place.last() < words.titleWords() && place.first() < 4) {
              put(places, title, place);
            }
          }
        }
      }
    }
  }

  boolean has(int meaning) {
    return !own.get(meaning).isEmpty() || !quoted.get(meaning).isEmpty();
  }

  /** Places in the writer's own words, in the order found. */
  List<Place> own(int meaning) {
    return own.get(meaning);
  }

  /** The first place of a meaning; null where it stands nowhere. */
  Place first(int meaning) {
    if (!own.get(meaning).isEmpty()) {
      return own.get(meaning).get(0);
    }
    return quoted.get(meaning).isEmpty() ? null : quoted.get(meaning).get(0);
  }

  /** The first place where all meanings stand in one sentence within the window; else null. */
  Place together(List<Integer> meanings, int window) {
    var found = together(own, meanings, window);
    return found != null ? found : together(quoted, meanings, window);
  }

  private Place together(List<List<Place>> places, List<Integer> meanings, int window) {
    Place best = null;
    for (Place start : places.get(meanings.get(0))) {
      Place span = start;
      for (int i = 1; i < meanings.size() && span != null; i++) {
        span = widened(span, places.get(meanings.get(i)), window);
      }
      if (span != null
          && (best == null || span.last() - span.first() < best.last() - best.first())) {
        best = span;
      }
    }
    return best;
  }

  private Place widened(Place span, List<Place> others, int window) {
    Place best = null;
    for (Place other : others) {
      boolean inside = other.first() >= span.first() && other.last() <= span.last();
      if (inside || words.sentence(other.first()) != words.sentence(span.first())) {
        continue;
      }
      int first = Math.min(span.first(), other.first());
      int last = Math.max(span.last(), other.last());
      if (last - first <= window && (best == null || last - first < best.last() - best.first())) {
        best = new Place(first, last, span.quoted());
      }
    }
    return best;
  }

  String evidence(Place place) {
    return words.between(place.first(), place.last());
  }
}
