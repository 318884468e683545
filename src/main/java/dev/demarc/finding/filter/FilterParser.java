package dev.demarc.finding.filter;

import dev.demarc.casework.CaseStatus;
import dev.demarc.casework.outcomes.Outcome;
import dev.demarc.finding.filter.CaseQuery.Sort;
import dev.demarc.finding.filter.Condition.Finds;
import dev.demarc.finding.filter.Condition.Measure;
import dev.demarc.finding.filter.Condition.Terms;
import dev.demarc.finding.filter.Condition.Within;
import dev.demarc.routing.rules.Priority;
import dev.demarc.shared.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the filter language. Pure; docs/integrating.md describes it. */
public final class FilterParser {

  public static final int LONGEST = 2_000;
  public static final int MOST_PARTS = 30;

  /** Work due within this time is due soon. */
  public static final Duration SOON = Duration.ofHours(1);

  /** Those of which a case has just one. */
  private static final Set<FilterName> EXCLUSIVE =
      Set.of(FilterName.SIDE, FilterName.CATEGORY, FilterName.SEVERITY, FilterName.TLP);

  /** What no case has. */
  private static final String NO_TERM = "priority:none";

  private final FilterContext context;
  private final FilterMistakes mistakes;
  private final ListedValues listed;
  private final List<Condition> conditions = new ArrayList<>();
  private final Set<FilterName> seen = new LinkedHashSet<>();
  private @Nullable Sort sort;

  private FilterParser(String text, String field, FilterContext context) {
    this.mistakes = new FilterMistakes(field, text);
    this.listed = new ListedValues(mistakes);
    this.context = context;
  }

  /**
   * @param sort the order where the filter names none
   * @param field what the filter is called where it came from, for what is said of mistakes
   * @throws Problem a {@link FilterMistake} that names the part that is not understood
   */
  public static CaseQuery parse(String text, Sort sort, String field, FilterContext context) {
    if (text.length() > LONGEST) {
      throw Problem.invalid(field, "must have at most 2,000 characters");
    }
    var tokens = FilterToken.of(text);
    if (tokens.size() > MOST_PARTS) {
      throw Problem.invalid(field, "must have at most " + MOST_PARTS + " parts");
    }
    var parser = new FilterParser(text, field, context);
    tokens.forEach(parser::read);
    return new CaseQuery(List.copyOf(parser.conditions), parser.sort == null ? sort : parser.sort);
  }

  private void read(FilterToken token) {
    if (token.name() == null) {
      word(token);
      return;
    }
    var name = FilterName.of(token.name()).orElseThrow(() -> mistakes.unknownName(token));
    if (token.values().isEmpty()) {
      throw mistakes.of(token, "needs a value: " + name.word() + ": " + name.meaning(), null);
    }
    if (name == FilterName.SORT) {
      sort = Sort.valueOf(listed.of(token, name, token.values().get(0)).toUpperCase(Locale.ROOT));
      return;
    }
    if (!token.negated() && !seen.add(name) && EXCLUSIVE.contains(name)) {
      throw mistakes.of(
          token,
          "a case has one " + name.word() + "; name several at once as in " + name.word() + ":a,b",
          null);
    }
    conditions.add(condition(token, name));
  }

  private void word(FilterToken token) {
    var word = token.values().get(0);
    if (word.isEmpty()) {
      return;
    }
    var finds = new ArrayList<IndexLookup>(SpelledIndicator.of(word));
    boolean prefix = word.length() > 2 && word.endsWith("*") && !token.quoted();
    finds.add(
        new IndexLookup.Text(
            prefix ? word.substring(0, word.length() - 1) : word,
            token.quoted()
                ? IndexLookup.How.PHRASE
                : prefix ? IndexLookup.How.PREFIX : IndexLookup.How.WORD));
    conditions.add(new Finds(token.negated(), List.copyOf(finds)));
  }

  private Condition condition(FilterToken token, FilterName name) {
    return switch (name) {
      case REPORTER -> finds(token, this::reporter);
      case INDICATOR -> finds(token, SpelledIndicator::named);
      case FIGURE ->
          finds(
              token, typed -> List.of(new IndexLookup.Figure(cut(typed.toLowerCase(Locale.ROOT)))));
      case CASE -> finds(token, typed -> caseOf(token, typed));
      case OPENED -> time(token, Measure.OPENED);
      case UPDATED -> time(token, Measure.UPDATED);
      case CLOSED -> time(token, Measure.CLOSED);
      case DUE -> time(token, Measure.DUE);
      case REPORTS -> number(token, Measure.REPORTS);
      case CONFIDENCE -> number(token, Measure.CONFIDENCE);
      case IS -> flag(token);
      case PRIORITY -> priority(token);
      default -> {
        var terms = new LinkedHashSet<String>();
        token.values().forEach(value -> terms.addAll(terms(token, name, value)));
        yield complement(new Terms(token.negated(), List.copyOf(terms)), name);
      }
    };
  }

  /** Of what every case has just one, not to have some is to have another: an index knows that. */
  private static Condition complement(Terms terms, FilterName name) {
    if (!terms.negated() || !EXCLUSIVE.contains(name) || name == FilterName.TLP) {
      return terms;
    }
    var others =
        ClosedLists.of(name).stream()
            .map(value -> name.word() + ":" + value)
            .filter(term -> !terms.anyOf().contains(term))
            .toList();
    return new Terms(false, others);
  }

  /** What no rule gave one is normal, and only what is not is kept as a term. */
  private Terms priority(FilterToken token) {
    var wanted = new LinkedHashSet<Priority>();
    token.values().forEach(value -> wanted.addAll(listed.priorities(token, value)));
    boolean normal = wanted.contains(Priority.NORMAL);
    var terms =
        Arrays.stream(Priority.values())
            .filter(p -> p != Priority.NORMAL && wanted.contains(p) != normal)
            .map(p -> "priority:" + p.slug())
            .toList();
    return new Terms(token.negated() != normal, terms.isEmpty() ? List.of(NO_TERM) : terms);
  }

  private List<String> terms(FilterToken token, FilterName name, String value) {
    var lower = value.toLowerCase(Locale.ROOT);
    return switch (name) {
      case STATUS -> List.of(status(listed.of(token, name, value)));
      case SEVERITY ->
          listed.severities(token, value).stream().map(s -> "severity:" + s.slug()).toList();
      case SIDE, CATEGORY, LAYER, TLP -> List.of(name.word() + ":" + listed.of(token, name, value));
      case QUEUE -> List.of("queue:" + queue(token, lower));
      case ASSIGNEE ->
          List.of(
              lower.equals("none")
                  ? "is:unassigned"
                  : "assignee:" + (lower.equals("me") ? context.username() : value));
      case SERVICE, OWNER -> List.of(name.word() + ":" + cut(lower));
      case ACCOUNT -> List.of("account:" + cut(value.replaceAll("[\\s-]", "")));
      case OUTCOME ->
          List.of("outcome:" + Outcome.of(value).map(Outcome::slug).orElseGet(() -> cut(lower)));
      default -> List.of(name.word() + ":" + cut(lower));
    };
  }

  private static String cut(String value) {
    return value.length() > 180 ? value.substring(0, 180) : value;
  }

  private static String status(String value) {
    boolean ofCase = Arrays.stream(CaseStatus.values()).anyMatch(s -> s.slug().equals(value));
    return (ofCase ? "status:" : "work:") + value;
  }

  private String queue(FilterToken token, String slug) {
    var id = context.queues().get(slug);
    if (id == null) {
      throw mistakes.unknownValue(token, "queue", slug, context.queues().keySet());
    }
    return id.toString();
  }

  private Condition flag(FilterToken token) {
    if (token.values().size() > 1) {
      throw mistakes.of(token, "takes one value; write is: once for each", null);
    }
    var typed = token.values().get(0).toLowerCase(Locale.ROOT);
    var flag = listed.of(token, FilterName.IS, typed.equals("breaching") ? "due-soon" : typed);
    boolean not = token.negated();
    return switch (flag) {
      case "open", "closed" -> new Terms(not, List.of("status:" + flag));
      case "overdue" -> new Within(not, Measure.DUE, null, context.now());
      case "due-soon" -> new Within(not, Measure.DUE, null, context.now().plus(SOON));
      case "waiting" -> new Terms(not, List.of("work:waiting"));
      default -> new Terms(not, List.of("is:" + flag));
    };
  }

  private Finds finds(FilterToken token, Function<String, List<IndexLookup>> of) {
    return new Finds(
        token.negated(), token.values().stream().flatMap(v -> of.apply(v).stream()).toList());
  }

  private List<IndexLookup> reporter(String typed) {
    var plain = SpelledIndicator.plain(typed).toLowerCase(Locale.ROOT);
    int at = plain.lastIndexOf('@');
    if (at > 0 && plain.charAt(0) != '*') {
      return plain.endsWith("*")
          ? List.of(new IndexLookup.Reporter(plain.substring(0, plain.length() - 1), true))
          : List.of(new IndexLookup.Reporter(plain, false));
    }
    var rest = plain.substring(at + 1).replaceFirst("^\\*?\\.?", "");
    return rest.indexOf('.') > 0 && !rest.endsWith("*")
        ? List.of(new IndexLookup.ReporterDomain(rest))
        : List.of(new IndexLookup.Reporter(rest.replace("*", ""), true));
  }

  private List<IndexLookup> caseOf(FilterToken token, String typed) {
    var found =
        SpelledIndicator.of(typed).stream()
            .filter(f -> f instanceof IndexLookup.CaseKeyed || f instanceof IndexLookup.CaseNumber)
            .toList();
    if (found.isEmpty()) {
      throw mistakes.of(token, "must be the key or the number of a case, as in case:482", null);
    }
    return found;
  }

  private Within time(FilterToken token, Measure of) {
    try {
      var range = TimeRange.of(one(token), context.now(), of == Measure.DUE);
      return new Within(token.negated(), of, range.from(), range.until());
    } catch (IllegalArgumentException e) {
      throw mistakes.of(
          token,
          "is no time; write as in >2026-11-01, 2026-11-01..2026-11-07, 2026-11, <24h or >7d",
          null);
    }
  }

  private Within number(FilterToken token, Measure of) {
    try {
      boolean whole = of == Measure.REPORTS;
      var range = NumberRange.of(one(token), whole);
      return new Within(
          token.negated(), of, number(range.from(), whole), number(range.until(), whole));
    } catch (IllegalArgumentException e) {
      throw mistakes.of(token, "is no number; write as in 3, >=10 or 2..9", null);
    }
  }

  /** As its column has it: an index compares numbers of one type. */
  private static @Nullable Object number(@Nullable Double bound, boolean whole) {
    return bound == null || !whole ? bound : (Object) bound.intValue();
  }

  private String one(FilterToken token) {
    if (token.values().size() > 1) {
      throw mistakes.of(token, "takes one value", null);
    }
    return token.values().get(0);
  }
}
