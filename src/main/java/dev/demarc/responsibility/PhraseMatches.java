package dev.demarc.responsibility;

import dev.demarc.responsibility.words.Quotation;
import dev.demarc.responsibility.words.ReportWords;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in a report which meaning stands. Places that deny what they name are left out; of a
 * meaning that stands in several places, those in the writer's own words come first, then those
 * that only suppose it, then quotations.
 */
final class PhraseMatches {

  /** How a report says something. */
  enum Manner {
    ASSERTED,
    SUPPOSED,
    QUOTED
  }

  /** A place in the report, as word numbers. */
  record Place(int first, int last, Manner manner) {}

  private record Raw(int meaning, int first, int last, boolean negative) {}

  static final String DENIED = "DENIED:";

  private static final int MOST = 64;
  private static final int SHORT_TEXT = 40;

  /** An answer of so many words says itself what it is about. */
  private static final int SHORT_ANSWER = 12;

  private static final int MOST_LOOKED_AT = 256;

  private final ReportWords words;
  private final List<List<List<Place>>> places = new ArrayList<>();
  private final BitSet denied = new BitSet();
  private boolean negates;
  private boolean answers;
  private boolean speaksByQuoting;

  private PhraseMatches(ReportWords words, int meanings) {
    this.words = words;
    for (int manner = 0; manner < Manner.values().length; manner++) {
      var of = new ArrayList<List<Place>>(meanings);
      for (int i = 0; i < meanings; i++) {
        of.add(List.of());
      }
      places.add(of);
    }
  }

  static PhraseMatches in(ReportWords words, Signals signals) {
    var raw = new ArrayList<Raw>();
    var seen = new int[signals.meanings()];
    signals
        .index()
        .scan(
            words,
            (meaning, first, last, negative) -> {
              if (seen[meaning]++ < MOST_LOOKED_AT) {
                raw.add(new Raw(meaning, first, last, negative));
              }
            });
    var hits = new PhraseMatches(words, signals.meanings());
    var factuality = hits.factuality(raw, signals);
    raw.stream()
        .filter(r -> !signals.isCue(r.meaning()))
        .forEach(r -> hits.add(r, factuality, signals));
    hits.negates = words.count() - words.titleWords() < SHORT_TEXT && factuality.negatesSomething();
    hits.answers = words.isReply() && words.count() - words.titleWords() >= SHORT_ANSWER;
    hits.speaksByQuoting = words.isForward() || words.isLog() && !factuality.negatesInOwnWords();
    hits.dropTitlesThatTheTextDenies();
    hits.leaveOutWhatIsTheSpeakersOwn(signals);
    hits.addServices(signals);
    return hits;
  }

  private Factuality factuality(List<Raw> raw, Signals signals) {
    var factuality = new Factuality(words);
    var claims = new ArrayList<Place>();
    var refutations = new ArrayList<Place>();
    for (Raw r : raw) {
      switch (signals.cue(r.meaning())) {
        case "denies-ahead" -> factuality.deniesAhead(r.first(), r.last());
        case "denies-behind" -> factuality.deniesBehind(r.first());
        case "denies-whole" -> factuality.deniesWhole(r.first(), r.last());
        case "denies-near" -> factuality.deniesNear(r.last());
        case "supposes" -> factuality.supposes(r.first());
        case "claim" -> claims.add(new Place(r.first(), r.last(), Manner.ASSERTED));
        case "refutation" -> refutations.add(new Place(r.first(), r.last(), Manner.ASSERTED));
        default -> {}
      }
    }
    factuality.deniesClaims(claims, refutations);
    return factuality;
  }

  private void add(Raw raw, Factuality factuality, Signals signals) {
    boolean deniesItself = raw.meaning() == signals.meaningOf(Signals.ALL_CLEAR);
    if (!deniesItself && factuality.denies(raw.first(), raw.last(), raw.negative())) {
      if (raw.first() >= words.titleWords() && !words.isQuoted(raw.first())) {
        denied.set(raw.meaning());
      }
      return;
    }
    put(raw.meaning(), new Place(raw.first(), raw.last(), manner(raw, factuality)));
  }

  private Manner manner(Raw raw, Factuality factuality) {
    if (words.isQuoted(raw.first())) {
      return Manner.QUOTED;
    }
    return factuality.supposes(raw.first(), raw.last()) ? Manner.SUPPOSED : Manner.ASSERTED;
  }

  private void put(int meaning, Place place) {
    var of = places.get(place.manner().ordinal());
    if (of.get(meaning).isEmpty()) {
      of.set(meaning, new ArrayList<>());
    }
    if (of.get(meaning).size() < MOST) {
      of.get(meaning).add(place);
    }
  }

  /** "Ransomware? - Forensics says that it was not": a title names the question. */
  private void dropTitlesThatTheTextDenies() {
    for (int meaning = denied.nextSetBit(0);
        meaning >= 0;
        meaning = denied.nextSetBit(meaning + 1)) {
      for (var of : places) {
        if (of.get(meaning).stream().allMatch(this::isInTitle)) {
          of.set(meaning, List.of());
        }
      }
    }
  }

  /** "Our code" said by AWS is AWS's, and what a stranger calls ours is nobody's here. */
  private void leaveOutWhatIsTheSpeakersOwn(Signals signals) {
    if (has(signals.meaningOf(Signals.AWS_SPEAKS))
        || has(signals.meaningOf(Signals.OUTSIDER_SPEAKS))) {
      for (int meaning : signals.own()) {
        places.forEach(of -> of.set(meaning, List.of()));
      }
    }
  }

  private void addServices(Signals signals) {
    int any = signals.meaningOf(Signals.AWS_SERVICE);
    int managed = signals.meaningOf(Signals.MANAGED_SERVICE);
    int title = signals.meaningOf(Signals.TITLE_SERVICE);
    for (int meaning = 0; meaning < signals.meanings(); meaning++) {
      var row = signals.service(meaning);
      if (row == null) {
        continue;
      }
      for (var of : places) {
        for (Place place : List.copyOf(of.get(meaning))) {
          put(any, place);
          if (!signals.isCustomerPlace(row)) {
            put(managed, place);
            if (isInTitle(place) && place.first() < 4) {
              put(title, place);
            }
          }
        }
      }
    }
  }

  boolean isInTitle(Place place) {
    return place.last() < words.titleWords();
  }

  /** Whether the title may only name what a short text denies, or what an answer answers. */
  boolean titleTellsNothing() {
    return negates || answers;
  }

  /**
   * Whether what is quoted is the report: a mail passed on, or a log with no more than a heading.
   */
  boolean speakByQuoting() {
    return speaksByQuoting;
  }

  boolean has(int meaning) {
    return places.stream().anyMatch(of -> !of.get(meaning).isEmpty());
  }

  /** Each meaning that stands somewhere, by its name and how it is said. */
  List<String> said(Signals signals) {
    var said = new ArrayList<String>();
    for (int meaning = 0; meaning < signals.meanings(); meaning++) {
      for (Manner manner : Manner.values()) {
        if (!places.get(manner.ordinal()).get(meaning).isEmpty()) {
          said.add(manner + ":" + signals.nameOf(meaning));
        }
      }
      if (denied.get(meaning)) {
        said.add(DENIED + signals.nameOf(meaning));
      }
    }
    return said;
  }

  /** Places in the writer's own words, in the order found. */
  List<Place> own(int meaning) {
    return places.get(0).get(meaning);
  }

  /** The place of a meaning that says most; null where it stands nowhere. */
  @Nullable Place first(int meaning) {
    for (var of : places) {
      if (!of.get(meaning).isEmpty()) {
        return of.get(meaning).stream()
            .filter(p -> !isInTitle(p))
            .findFirst()
            .orElse(of.get(meaning).get(0));
      }
    }
    return null;
  }

  /** The first place where all meanings stand in one sentence within the window; else null. */
  @Nullable Place together(List<Integer> meanings, int window) {
    for (var of : places) {
      var found = together(of, meanings, window);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable Place together(List<List<Place>> of, List<Integer> meanings, int window) {
    Place best = null;
    for (Place start : of.get(meanings.get(0))) {
      Place span = start;
      for (int i = 1; i < meanings.size() && span != null; i++) {
        span = widened(span, of.get(meanings.get(i)), window);
      }
      if (span != null && (best == null || saysMore(span, best))) {
        best = span;
      }
    }
    return best;
  }

  /** The text says more than the title, and among equals the nearer words do. */
  private boolean saysMore(Place one, Place other) {
    return isInTitle(one) != isInTitle(other)
        ? isInTitle(other)
        : one.last() - one.first() < other.last() - other.first();
  }

  private @Nullable Place widened(Place span, List<Place> others, int window) {
    Place best = null;
    for (Place other : others) {
      boolean inside = other.first() >= span.first() && other.last() <= span.last();
      if (inside || words.sentence(other.first()) != words.sentence(span.first())) {
        continue;
      }
      int first = Math.min(span.first(), other.first());
      int last = Math.max(span.last(), other.last());
      if (last - first <= window && (best == null || last - first < best.last() - best.first())) {
        best = new Place(first, last, span.manner());
      }
    }
    return best;
  }

  /** The sentence that a place stands in. */
  String evidence(Place place) {
    return Quotation.around(words, place.first(), place.last());
  }
}
