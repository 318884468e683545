package dev.demarc.policy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.demarc.policy.replay.ReplayStatus;
import dev.demarc.responsibility.matrix.Responsibility;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a draft would make of past cases, beside what is in force makes of them now.
 *
 * @param policyVersion of the draft that was replayed; once the draft is edited this is void
 * @param wanted the cases there were to look at
 * @param skipped cases whose first report could not be read
 * @param moves cases by {@code FROM>TO}
 * @param routedBefore cases that are routed without a person by what is in force
 * @param decided cases that a person decided
 * @param noLongerRouted cases that are routed without a person now, and by the draft not
 * @param newlyRouted the other way round
 * @param queuesBefore parts of work by the name of the queue that gets them now
 * @param agreedBefore of these, those that what is in force reads as that person did
 */
public record Replay(
    UUID id,
    int policyVersion,
    ReplayStatus status,
    int wanted,
    int seen,
    int moved,
    int skipped,
    Map<String, Integer> moves,
    int routedBefore,
    int routedAfter,
    int decided,
    int agreedBefore,
    int agreedAfter,
    int noLongerRouted,
    int newlyRouted,
    Map<String, Integer> queuesBefore,
    Map<String, Integer> queuesAfter,
    Instant startedAt,
    String startedBy,
    @Nullable Instant finishedAt,
    @Nullable String error) {

  /**
   * One case that would come out on another side.
   *
   * @param person what a person decided; null where nobody did
   */
  public record Move(
      String caseKey,
      String title,
      Responsibility from,
      double fromConfidence,
      Responsibility to,
      double toConfidence,
      @Nullable Responsibility person) {}

  /** How many cases go from one side to another. */
  public record Kind(Responsibility from, Responsibility to, int cases) {}

  /** The most frequent first. */
  @JsonIgnore
  public List<Kind> kinds() {
    return moves.entrySet().stream()
        .map(
            move -> {
              var sides = move.getKey().split(">");
              return new Kind(
                  Responsibility.valueOf(sides[0]),
                  Responsibility.valueOf(sides[1]),
                  move.getValue());
            })
        .sorted(Comparator.comparingInt(kind -> -kind.cases()))
        .toList();
  }

  /** How many more cases agree with what people decided: {@code +9}, {@code −29}. */
  @JsonIgnore
  public String agreedMore() {
    int more = agreedAfter - agreedBefore;
    return more > 0 ? "+" + more : more < 0 ? "\u2212" + -more : "0";
  }

  /** Who gets how much of the work. */
  public record QueueShare(String queue, int before, int after) {}

  /** The queues by what they get now, the most first. */
  @JsonIgnore
  public List<QueueShare> queues() {
    var names = new TreeSet<>(queuesBefore.keySet());
    names.addAll(queuesAfter.keySet());
    return names.stream()
        .map(
            name ->
                new QueueShare(
                    name, queuesBefore.getOrDefault(name, 0), queuesAfter.getOrDefault(name, 0)))
        .sorted(Comparator.comparingInt(share -> -share.before()))
        .toList();
  }

  /**
   * {@code Of 1,204 cases 31 would move: 19 customer → shared, 12 AWS → shared. 47 are no longer
   * routed by themselves.}
   */
  @JsonProperty
  public String summary() {
    return sides()
        + (noLongerRouted == 0 ? "" : routed(noLongerRouted, " no longer routed by "))
        + (newlyRouted == 0 ? "" : routed(newlyRouted, " newly routed by "));
  }

  private static String routed(int cases, String how) {
    return String.format(
        Locale.ROOT,
        " %,d %s%s.",
        cases,
        cases == 1 ? "is" : "are",
        how + (cases == 1 ? "itself" : "themselves"));
  }

  private String sides() {
    if (moved == 0) {
      return String.format(Locale.ROOT, "Of %,d cases none would move.", seen);
    }
    var kinds =
        moves.entrySet().stream()
            .sorted(
                Comparator.comparingInt((Map.Entry<String, Integer> e) -> -e.getValue())
                    .thenComparing(Map.Entry::getKey))
            .map(e -> e.getValue() + " " + words(e.getKey()))
            .collect(Collectors.joining(", "));
    return String.format(Locale.ROOT, "Of %,d cases %,d would move: %s.", seen, moved, kinds);
  }

  private static String words(String move) {
    return move.toLowerCase(Locale.ROOT).replace("aws", "AWS").replace(">", " → ");
  }
}
