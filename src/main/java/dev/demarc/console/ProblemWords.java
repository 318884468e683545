package dev.demarc.console;

import dev.demarc.finding.filter.FilterMistake;
import dev.demarc.formats.MalformedReport;
import dev.demarc.shared.Problem;
import io.quarkus.qute.TemplateExtension;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why something was refused, for whoever filled in a form: a field is called what the form calls
 * it. Programs are told the fields of the API.
 */
public final class ProblemWords {

  private static final Map<String, String> LABELS =
      Map.ofEntries(
          Map.entry("accountId", "AWS account"),
          Map.entry("address", "Mail address"),
          Map.entry("addresses", "Networks"),
          Map.entry("after", "How long after"),
          Map.entry("afterHours", "Hours of quiet"),
          Map.entry("at", "Known since"),
          Map.entry("attachments", "Files"),
          Map.entry("autoRouteFrom", "Routes without a person from"),
          Map.entry("body", "Text"),
          Map.entry("clocks", "Minutes"),
          Map.entry("current", "Current password"),
          Map.entry("cursor", "Page"),
          Map.entry("description", "What happened"),
          Map.entry("desk", "Name of the desk"),
          Map.entry("dueAt", "Ends"),
          Map.entry("email", "E-mail"),
          Map.entry("escalation", "Step"),
          Map.entry("expiresAt", "Good until"),
          Map.entry("failedFolder", "Mails that cannot be taken go to"),
          Map.entry("falseShare", "Share of false reports"),
          Map.entry("folder", "Folder to read"),
          Map.entry("gives", "What it gives"),
          Map.entry("handsTo", "Stands in"),
          Map.entry("holidays", "Holiday"),
          Map.entry("members", "Member"),
          Map.entry("moreThan", "More new reports than"),
          Map.entry("notifyEveryMinutes", "Minutes"),
          Map.entry("other", "The case"),
          Map.entry("otherwise", "Anything else"),
          Map.entry("pollSeconds", "Look every (seconds)"),
          Map.entry("processedFolder", "Taken mails go to"),
          Map.entry("q", "Filter"),
          Map.entry("reason", "Why"),
          Map.entry("rota", "A turn"),
          Map.entry("rules", "Rule"),
          Map.entry("since", "First turn began"),
          Map.entry("slug", "Short name"),
          Map.entry("sources", "Source"),
          Map.entry("steps", "Step"),
          Map.entry("subjects", "Reports join by"),
          Map.entry("targets", "Target"),
          Map.entry("templates", "Text"),
          Map.entry("threshold", "Routes without a person from"),
          Map.entry("tlp", "Label"),
          Map.entry("to", "Who is told"),
          Map.entry("username", "User"),
          Map.entry("validFrom", "From"),
          Map.entry("validUntil", "Until"),
          Map.entry("value", "What it is"),
          Map.entry("waitingOn", "Waits on"),
          Map.entry("waitingUntil", "Until"),
          Map.entry("when", "Takes what holds all of"),
          Map.entry("windowHours", "Hours since the last report"),
          Map.entry("zone", "Time zone"));

  private static final String COLUMN = "columns.";

  private static final Pattern NUMBERED = Pattern.compile("(.*)\\[([0-9]{1,6})]");

  /** What a message begins with that goes on a sentence about its field. */
  private static final Pattern GOES_ON =
      Pattern.compile(
          "(must|is|are|has|have|needs|names|stays|goes|go|takes|lies|belongs|quotes|cannot|can|may"
              + "|leads|leave no|comes|finds|lists) .*",
          Pattern.DOTALL);

  private ProblemWords() {}

  public static @Nullable String of(Problem problem) {
    var errors = problem.errors();
    // in a filter, the field is what somebody typed
    boolean ofOneField =
        errors.size() == 1
            && !(problem instanceof FilterMistake)
            && (errors.get(0).field() + ": " + errors.get(0).message())
                .equals(problem.getMessage());
    return ofOneField ? inWords(errors.get(0)) : problem.getMessage();
  }

  /** {@code “Until” must be in the future.} */
  @TemplateExtension
  public static String inWords(Problem.FieldError mistake) {
    return inWords(mistake.field(), String.valueOf(mistake.message()));
  }

  /** The same of a report that somebody typed in. */
  @TemplateExtension
  public static String inWords(MalformedReport.FieldError mistake) {
    return inWords(mistake.field(), String.valueOf(mistake.message()));
  }

  private static String inWords(String field, String message) {
    if (field.isEmpty()) {
      return sentence(message);
    }
    return GOES_ON.matcher(message).matches()
        ? sentence("“" + label(field) + "” " + message)
        : sentence(label(field) + ": " + message);
  }

  /** A message alone, where it is plain which field is meant. */
  public static String sentence(String message) {
    return capital(message) + (message.matches("(?s).*[.!?]") ? "" : ".");
  }

  /** {@code rules[2].when} is “Rule 3, takes what holds all of”. */
  static String label(String field) {
    if (field.startsWith(COLUMN)) {
      // what follows is what a file calls it
      return "Column " + field.substring(COLUMN.length());
    }
    var labels = Arrays.stream(field.split("\\.")).map(ProblemWords::labelOfOne).toList();
    if (labels.size() == 1) {
      return labels.get(0);
    }
    return labels.get(0).replace("Target ", "Promise ")
        + labels.stream().skip(1).map(label -> ", " + small(label)).collect(Collectors.joining());
  }

  private static String labelOfOne(String name) {
    var numbered = NUMBERED.matcher(name);
    if (numbered.matches()) {
      return labelOfOne(numbered.group(1)) + " " + (Integer.parseInt(numbered.group(2)) + 1);
    }
    // what has no entry is called what it is: pollSeconds would be "Poll seconds"
    return LABELS.getOrDefault(
        name, capital(name.replaceAll("(?<=[a-z])([A-Z])", " $1").toLowerCase(Locale.ROOT)));
  }

  /** But for {@code AWS account}. */
  private static String small(String label) {
    return label.length() < 2 || Character.isUpperCase(label.charAt(1))
        ? label
        : label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
  }

  private static String capital(String words) {
    return words.isEmpty()
        ? words
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
