package dev.demarc.policy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.demarc.responsibility.Responsibility;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What a draft would make of past cases, beside what is in force makes of them now.
 *
 * @param policyVersion of the draft that was replayed; once the draft is edited this is void
 * @param wanted the cases there were to look at
 * @param skipped cases whose first report could not be read
 * @param moves cases by {@code FROM>TO}
 * @param routedBefore cases that are routed without a person by what is in force
 * @param decided cases that a person decided
 * @param agreedBefore of these, those that what is in force reads as that person did
 */
public record Replay(
    UUID id,
    int policyVersion,
    Status status,
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
    Instant startedAt,
    String startedBy,
    Instant finishedAt,
    String error) {

  public enum Status {
    RUNNING,
    DONE,
    CANCELLED,
    FAILED;

    @JsonValue
    public String slug() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

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
      Responsibility person) {}

  /** {@code Of 1,204 cases 31 would move: 19 customer → shared, 12 AWS → shared.} */
  @JsonProperty
  public String summary() {
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
