package dev.demarc.finding.filter;

import com.google.re2j.Pattern;
import dev.demarc.routing.rules.Priority;
import dev.demarc.shared.Severity;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Reads values of which there is a closed list, also by where they stand in its order. Pure. */
final class ListedValues {

  private static final Pattern COMPARED = Pattern.compile("(>=|<=|>|<)(.+)");

  private final FilterMistakes mistakes;

  ListedValues(FilterMistakes mistakes) {
    this.mistakes = mistakes;
  }

  /**
   * @param value {@code high}, or compared as in {@code >=high}
   */
  List<Priority> priorities(FilterToken token, String value) {
    // the highest stands first in their order
    return compared(
        value,
        Priority.values(),
        Comparator.reverseOrder(),
        named -> Priority.of(of(token, FilterName.PRIORITY, named)).orElseThrow());
  }

  /**
   * @param value {@code high}, or compared as in {@code >=high}
   */
  List<Severity> severities(FilterToken token, String value) {
    return compared(
        value,
        Severity.values(),
        Comparator.naturalOrder(),
        named -> Severity.of(of(token, FilterName.SEVERITY, named)).orElseThrow());
  }

  private static <T> List<T> compared(
      String value, T[] all, Comparator<T> order, Function<String, T> read) {
    var compared = COMPARED.matcher(value);
    if (!compared.matches()) {
      return List.of(read.apply(value));
    }
    var than = read.apply(compared.group(2));
    return Arrays.stream(all)
        .filter(one -> fits(order.compare(one, than), compared.group(1)))
        .toList();
  }

  private static boolean fits(int compared, String operator) {
    return switch (operator) {
      case ">" -> compared > 0;
      case ">=" -> compared >= 0;
      case "<" -> compared < 0;
      default -> compared <= 0;
    };
  }

  String of(FilterToken token, FilterName name, String value) {
    var values = ClosedLists.of(name);
    var wanted = value.strip().toLowerCase(Locale.ROOT).replaceAll("[ _+]", "-");
    if (name == FilterName.TLP) {
      wanted = wanted.replaceFirst("^tlp[:-]", "");
    }
    if (name == FilterName.STATUS && wanted.equals("done")) {
      wanted = values.contains("done") ? wanted : "resolved";
    }
    if (!values.contains(wanted)) {
      throw mistakes.unknownValue(token, name.word(), wanted, values);
    }
    return wanted;
  }
}
