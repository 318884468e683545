package dev.demarc.finding.filter;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One part of a filter as it was typed: {@code -service:"ECS on Fargate",EC2}, a word, or a phrase
 * in quotes.
 *
 * @param raw the whole of it
 * @param name before the colon, in lower case; null for words
 * @param values after it, at its commas; of words the one, without quotes
 * @param quoted whether it stands in quotes whole
 */
record FilterToken(
    String raw, boolean negated, @Nullable String name, List<String> values, boolean quoted) {

  /** A run of quoted stretches and of anything but white space; an open quote is a character. */
  private static final Pattern PART = Pattern.compile("(?:\"[^\"]*\"|[^\\s\\p{Z}])+");

  private static final Pattern NAMED = Pattern.compile("([A-Za-z][A-Za-z-]*):(.*)");

  /** What has a colon and is no filter: schemes, AWS's names, IPv6. */
  private static final Pattern NO_NAME =
      Pattern.compile(
          "(?i)(?:arn|urn|mailto|cpe|mx|ipv6):.*|[a-z][a-z0-9+*-]*:/.*|[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*(?:/\\d+|\\*)?");

  static List<FilterToken> of(String text) {
    var tokens = new ArrayList<FilterToken>();
    var parts = PART.matcher(text);
    while (parts.find()) {
      tokens.add(read(parts.group()));
    }
    return tokens;
  }

  private static FilterToken read(String raw) {
    boolean negated = raw.length() > 1 && raw.charAt(0) == '-';
    var rest = negated ? raw.substring(1) : raw;
    var named = NAMED.matcher(rest);
    if (named.matches() && !NO_NAME.matches(rest)) {
      return new FilterToken(
          raw,
          negated,
          named.group(1).toLowerCase(Locale.ROOT),
          values(named.group(2)),
          isQuoted(named.group(2)));
    }
    return new FilterToken(raw, negated, null, List.of(unquoted(rest)), isQuoted(rest));
  }

  private static boolean isQuoted(String text) {
    return text.length() > 1 && text.charAt(0) == '"' && text.indexOf('"', 1) == text.length() - 1;
  }

  private static String unquoted(String text) {
    return text.replace("\"", "").strip();
  }

  private static List<String> values(String text) {
    var values = new ArrayList<String>();
    boolean within = false;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == ',' && !within) {
        var value = unquoted(text.substring(start, i));
        if (!value.isEmpty()) {
          values.add(value);
        }
        start = i + 1;
      } else if (text.charAt(i) == '"') {
        within = !within;
      }
    }
    return values;
  }

  boolean isNamed(String wanted) {
    return wanted.equals(name);
  }
}
