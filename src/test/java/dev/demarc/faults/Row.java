package dev.demarc.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * The outcome of one scenario.
 *
 * @param counts null where the scenario could not be run
 * @param recovered by itself, within the time it was given
 * @param seconds from the end of the fault until every node was ready, a new report was taken and
 *     every acknowledged one filed
 * @param broken promises other than the counts that were not kept
 * @param remarks other figures, or why it was skipped
 */
record Row(
    Scenario scenario,
    Ledger.Counts counts,
    boolean recovered,
    double seconds,
    List<String> broken,
    List<String> remarks) {

  static final String HEADER =
      """
      | scenario | acknowledged | filed | filed twice | notified | notified twice | lost | recovers by itself | seconds | remarks |
      | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- |
      """;

  static Row skipped(Scenario scenario, String why) {
    return new Row(scenario, null, true, 0, List.of(), List.of("**skipped**: " + why));
  }

  boolean isRight() {
    return counts == null
        || counts.lost() == 0
            && counts.filedTwice() == 0
            && recovered
            && broken.isEmpty()
            && (counts.notifiedTwice() == 0 || scenario.mayNotifyTwice());
  }

  String line() {
    var words = new ArrayList<String>();
    broken.forEach(promise -> words.add("**not kept**: " + promise));
    words.addAll(remarks);
    var said = String.join("; ", words).replace("|", "/");
    if (counts == null) {
      return "| " + scenario.name() + " | | | | | | | | | " + said + " |";
    }
    return "| %s | %d | %d | %d | %d | %d | %d | %s | %s | %s |"
        .formatted(
            scenario.name(),
            counts.acknowledged(),
            counts.filed(),
            counts.filedTwice(),
            counts.notified(),
            counts.notifiedTwice(),
            counts.lost(),
            recovered ? "yes" : "**no**",
            recovered ? Math.round(seconds) : "over " + Math.round(seconds),
            said);
  }
}
