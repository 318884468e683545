package dev.demarc.routing.rules;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds rules that can never hold: because their own conditions exclude each other, or because
 * rules before them take everything that they could take. What a rule takes is a set of boxes with
 * a side for each field; a box that is left when the earlier rules are cut off is one that can
 * reach it. Where there would be too many boxes the rule is let be: no rule is refused wrongly.
 */
public final class UnreachableRules {

  private static final int MOST_BOXES = 3000;

  private UnreachableRules() {}

  /**
   * Why the rule can never hold; empty where it can, as far as can be told.
   *
   * @param index from 0
   */
  public static Optional<String> neverReachedBecause(List<Rule> rules, int index) {
    var rule = rules.get(index);
    var own = boxes(rule);
    if (own.isEmpty()) {
      return Optional.of("its conditions exclude each other, so nothing can ever fulfil them all");
    }
    var left = own;
    var inTheWay = new ArrayList<Integer>();
    for (int i = 0; i < index; i++) {
      var earlier = rules.get(i);
      if (earlier.goesOn()) {
        continue;
      }
      if (minus(own, earlier).isEmpty()) {
        return Optional.of(
            "rule " + named(rules, i) + " before it takes everything that it could take");
      }
      var rest = minus(left, earlier);
      if (rest.isEmpty()) {
        inTheWay.add(i);
        return Optional.of(
            "the rules before it take together everything that it could take: "
                + inTheWay.stream().map(n -> named(rules, n)).collect(Collectors.joining(", ")));
      }
      if (!rest.equals(left)) {
        inTheWay.add(i);
      }
      left = rest;
      if (left.size() > MOST_BOXES) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static String named(List<Rule> rules, int index) {
    return (index + 1) + " “" + rules.get(index).name() + "”";
  }

  private static List<Map<Field, AllowedValues>> boxes(Rule rule) {
    var boxes = List.<Map<Field, AllowedValues>>of(new EnumMap<>(Field.class));
    for (var condition : rule.conditions()) {
      boxes = boxes.stream().flatMap(box -> cut(box, condition, true).stream()).toList();
    }
    return boxes;
  }

  private static List<Map<Field, AllowedValues>> minus(
      List<Map<Field, AllowedValues>> boxes, Rule earlier) {
    return boxes.stream().flatMap(box -> minus(box, earlier).stream()).toList();
  }

  /** Where the first condition fails, or it holds and the second fails, and so on. */
  private static List<Map<Field, AllowedValues>> minus(
      Map<Field, AllowedValues> box, Rule earlier) {
    var outside = new ArrayList<Map<Field, AllowedValues>>();
    var inside = List.of(box);
    for (var condition : earlier.conditions()) {
      inside.forEach(part -> outside.addAll(cut(part, condition, false)));
      inside = inside.stream().flatMap(part -> cut(part, condition, true).stream()).toList();
      if (inside.isEmpty()) {
        return List.of(box); // they have nothing in common: left whole, not in pieces
      }
    }
    return outside;
  }

  private static List<Map<Field, AllowedValues>> cut(
      Map<Field, AllowedValues> box, RuleCondition condition, boolean holds) {
    var field = condition.field();
    var now = box.getOrDefault(field, AllowedValues.anything(field));
    var kept = new ArrayList<Map<Field, AllowedValues>>();
    for (var allowed : holds ? now.where(condition) : now.whereNot(condition)) {
      if (!allowed.isNothing()) {
        var part = new EnumMap<Field, AllowedValues>(Field.class);
        part.putAll(box);
        part.put(field, allowed);
        kept.add(part);
      }
    }
    return kept;
  }
}
