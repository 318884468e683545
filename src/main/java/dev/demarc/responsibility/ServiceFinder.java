package dev.demarc.responsibility;

import dev.demarc.formats.ParsedReport;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.responsibility.words.ReportWords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides which service and mode a report is about. */
final class ServiceFinder {

  private static final double FIELD = 6;
  private static final double TITLE = 1.5;
  private static final double OWN = 1;
  private static final double AGAIN = 0.25;
  private static final double QUOTED = 0.3;

  private final Matrix matrix;
  private final Signals signals;

  ServiceFinder(Matrix matrix, Signals signals) {
    this.matrix = matrix;
    this.signals = signals;
  }

  ServiceRow find(
      ParsedReport report,
      ReportWords words,
      PhraseMatches hits,
      List<NamedThing> things,
      AssessmentContext known) {
    var answered = matrix.find(known.answers().get(OpenQuestion.SERVICE));
    var found = answered.orElseGet(() -> best(report, words, hits, things));
    return mode(found, hits, known);
  }

  private ServiceRow best(
      ParsedReport report, ReportWords words, PhraseMatches hits, List<NamedThing> things) {
    var scores = new LinkedHashMap<ServiceRow, Double>();
    field(report.service()).ifPresent(row -> scores.merge(row, FIELD, Double::sum));
    for (NamedThing thing : things) {
      matrix.find(thing.service()).ifPresent(row -> scores.merge(row, thing.trust(), Math::max));
    }
    for (int meaning = 0; meaning < signals.meanings(); meaning++) {
      var row = signals.service(meaning);
      if (row != null && hits.has(meaning)) {
        scores.merge(row, score(meaning, words, hits), Double::sum);
      }
    }
    return scores.entrySet().stream()
        .max(Map.Entry.<ServiceRow, Double>comparingByValue())
        .map(Map.Entry::getKey)
        .orElseGet(() -> matrix.rowOf(Matrix.UNKNOWN));
  }

  /** The field may name several; the first that the matrix has is meant. */
  Optional<ServiceRow> field(@Nullable String service) {
    if (service == null) {
      return Optional.empty();
    }
    var whole = matrix.find(service);
    if (whole.isPresent()) {
      return whole;
    }
    for (String part : service.split("[,;|/&\\[\\]'\"]|\\band\\b")) {
      var row = matrix.find(part);
      if (row.isPresent()) {
        return row;
      }
    }
    return Optional.empty();
  }

  private double score(int meaning, ReportWords words, PhraseMatches hits) {
    var own = hits.own(meaning);
    if (own.isEmpty()) {
      return QUOTED;
    }
    double title = own.get(0).first() < words.titleWords() ? TITLE : 0;
    double specific = own.get(0).last() > own.get(0).first() ? 0.1 : 0;
    return OWN + title + specific + AGAIN * Math.min(4, own.size() - 1);
  }

  /** A service that comes in several modes: the mode that a person or the report names. */
  private ServiceRow mode(ServiceRow row, PhraseMatches hits, AssessmentContext known) {
    if (row.varies() != null) {
      var said = known.answers().get(OpenQuestion.modeOf(row));
      for (var answer : row.varies().answers()) {
        if (answer.answer().equals(said)) {
          return matrix.rowOf(answer.service());
        }
      }
      for (var answer : row.varies().answers()) {
        int meaning = signals.answer(row, answer);
        boolean named = meaning >= 0 && hits.has(meaning);
        if (named || namesMode(row, answer, hits)) {
          return matrix.rowOf(answer.service());
        }
      }
    }
    return row;
  }

  private boolean namesMode(ServiceRow row, ServiceRow.ModeAnswer answer, PhraseMatches hits) {
    return !answer.service().equals(row.name())
        && hits.has(signals.meaningOf(matrix.rowOf(answer.service())));
  }
}
