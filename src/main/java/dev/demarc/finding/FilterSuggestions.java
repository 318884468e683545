package dev.demarc.finding;

import dev.demarc.access.CurrentActor;
import dev.demarc.finding.filter.ClosedLists;
import dev.demarc.finding.filter.FilterName;
import dev.demarc.finding.filter.FilterParser;
import dev.demarc.finding.filter.FilterText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the last part of a filter that is being typed may become, with how many open cases. */
@ApplicationScoped
public class FilterSuggestions {

  private static final int MOST = 12;

  /**
   * @param text the whole filter with it
   * @param part what it adds
   * @param note what it means
   * @param count open cases that it finds; null where that is not kept
   */
  public record Suggestion(String text, String part, String note, @Nullable Long count) {}

  private final KeptCounts counts;
  private final FilterContexts contexts;
  private final CurrentActor actor;

  FilterSuggestions(KeptCounts counts, FilterContexts contexts, CurrentActor actor) {
    this.counts = counts;
    this.contexts = contexts;
    this.actor = actor;
  }

  /** At most twelve, the most frequent first. */
  public List<Suggestion> of(String typed) {
    var text = typed == null ? "" : typed;
    if (text.length() > FilterParser.LONGEST) {
      return List.of();
    }
    int start = lastPart(text);
    var before = text.substring(0, start);
    var last = text.substring(start);
    var sign = last.startsWith("-") ? "-" : "";
    var rest = last.substring(sign.length());
    int colon = rest.indexOf(':');
    if (colon < 0) {
      return names(before, sign, rest.toLowerCase(Locale.ROOT));
    }
    return FilterName.of(rest.substring(0, colon).toLowerCase(Locale.ROOT))
        .map(name -> values(before, sign, name, rest.substring(colon + 1)))
        .orElse(List.of());
  }

  /** White space within quotes ends no part. */
  private static int lastPart(String text) {
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      quoted ^= text.charAt(i) == '"';
      if (!quoted && Character.isWhitespace(text.charAt(i))) {
        start = i + 1;
      }
    }
    return start;
  }

  private static List<Suggestion> names(String before, String sign, String typed) {
    var found = new ArrayList<Suggestion>();
    for (var name : FilterName.values()) {
      if (name.word().startsWith(typed)) {
        var part = sign + name.word() + ":";
        found.add(new Suggestion(before + part, part, name.meaning(), null));
      }
    }
    return found.stream().limit(MOST).toList();
  }

  private List<Suggestion> values(String before, String sign, FilterName name, String typed) {
    int comma = typed.lastIndexOf(',');
    var given = typed.substring(0, comma + 1);
    var wanted = typed.substring(comma + 1).replace("\"", "").toLowerCase(Locale.ROOT);
    var known = known(name);
    long open = sign.isEmpty() ? 0 : counts.of(actor.username()).open();
    return known.entrySet().stream()
        .filter(entry -> entry.getKey().toLowerCase(Locale.ROOT).startsWith(wanted))
        .limit(MOST)
        .map(
            entry -> {
              var part = sign + name.word() + ":" + given + FilterText.quoted(entry.getKey());
              var count = entry.getValue();
              boolean less = !sign.isEmpty() && count != null;
              return new Suggestion(
                  before + part,
                  part,
                  less ? "all but " + entry.getKey() : "",
                  less ? Long.valueOf(open - count) : count);
            })
        .toList();
  }

  /** The values that a name has, with their counts where these are kept. */
  private Map<String, Long> known(FilterName name) {
    return switch (name) {
      case OPENED, UPDATED, CLOSED ->
          uncounted(List.of("today", "yesterday", "<24h", "<7d", "<30d"));
      case DUE -> uncounted(List.of("<1h", "<24h", "today", "tomorrow", "<7d"));
      case REPORTS -> uncounted(List.of(">1", ">=10", ">=100"));
      case CONFIDENCE -> uncounted(List.of("<0.5", "<0.7", ">=0.9"));
      case SORT, PRIORITY -> uncounted(ClosedLists.of(name));
      case REPORTER, INDICATOR, CASE -> Map.of();
      case FIGURE ->
          uncounted(
              List.of(
                  "settled",
                  "moved",
                  "overruled",
                  "late-acknowledge",
                  "late-first-action",
                  "late-resolve"));
      case QUEUE -> queues();
      case STATUS -> withWork(counted(name));
      case IS -> flags();
      case ASSIGNEE -> assignees();
      case SEVERITY -> {
        var all = listed(name, counted(name));
        all.put(">=high", sum(all.get("high"), all.get("critical")));
        yield all;
      }
      default ->
          ClosedLists.OF_NAME.containsKey(name)
              ? listed(name, counted(name))
              : byCount(counted(name));
    };
  }

  private static Map<String, Long> uncounted(List<String> values) {
    var all = new LinkedHashMap<String, Long>();
    values.forEach(value -> all.put(value, null));
    return all;
  }

  private Map<String, Long> counted(FilterName name) {
    var all = new LinkedHashMap<String, Long>();
    counts
        .ofOpen(name.word())
        .forEach((term, n) -> all.put(term.substring(name.word().length() + 1), n));
    return all;
  }

  private static Map<String, Long> listed(FilterName name, Map<String, Long> counted) {
    var all = new LinkedHashMap<String, Long>();
    ClosedLists.of(name).forEach(value -> all.put(value, counted.getOrDefault(value, 0L)));
    return all;
  }

  private static Map<String, Long> byCount(Map<String, Long> counted) {
    var all = new LinkedHashMap<String, Long>();
    counted.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
    return all;
  }

  private Map<String, Long> withWork(Map<String, Long> ofCases) {
    var work = counts.ofTerms("work");
    var all = new LinkedHashMap<String, Long>();
    for (var value : ClosedLists.of(FilterName.STATUS)) {
      all.put(value, ofCases.getOrDefault(value, work.getOrDefault("work:" + value, 0L)));
    }
    return all;
  }

  private Map<String, Long> queues() {
    var all = new LinkedHashMap<String, Long>();
    var counted = counts.ofOpen("queue");
    contexts.ofCaller().queues().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            queue ->
                all.put(queue.getKey(), counted.getOrDefault("queue:" + queue.getValue(), 0L)));
    return all;
  }

  private Map<String, Long> flags() {
    var flags = counts.ofOpen("is");
    var now = counts.of(actor.username());
    var all = new LinkedHashMap<String, Long>();
    for (var flag : ClosedLists.of(FilterName.IS)) {
      all.put(
          flag,
          switch (flag) {
            case "overdue" -> Long.valueOf(now.overdue());
            case "due-soon" -> Long.valueOf(now.breaching());
            case "open" -> Long.valueOf(now.open());
            case "closed" -> null;
            case "waiting" -> counts.ofTerms("work").getOrDefault("work:waiting", 0L);
            default -> flags.getOrDefault("is:" + flag, 0L);
          });
    }
    return all;
  }

  private Map<String, Long> assignees() {
    var counted = counted(FilterName.ASSIGNEE);
    var now = counts.of(actor.username());
    var all = new LinkedHashMap<String, Long>();
    all.put("me", now.mine());
    all.put("none", now.unassigned());
    all.putAll(byCount(counted));
    return all;
  }

  private static Long sum(@Nullable Long a, @Nullable Long b) {
    return (a == null ? 0 : a) + (b == null ? 0 : b);
  }
}
