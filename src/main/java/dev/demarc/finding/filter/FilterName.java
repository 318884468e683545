package dev.demarc.finding.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a filter may name, with what each narrows to, as the console's suggestions say it. */
public enum FilterName {
  STATUS("open, closed, merged, or how far its work has come"),
  SIDE("whose work it is: aws, customer, shared"),
  QUEUE("where its work waits"),
  ASSIGNEE("who works on it: a user name, me, none"),
  CATEGORY("what is reported"),
  SERVICE("the AWS service"),
  SEVERITY("how bad it is, also >=high"),
  PRIORITY("what the routing rules gave it: urgent, high, normal, low; also >=high"),
  LAYER("the control layer"),
  OWNER("who answers for it, by the inventory"),
  ACCOUNT("the AWS account"),
  REGION("the AWS region"),
  REPORTER("who reported: an address or its domain"),
  FORMAT("what a report of it is written in"),
  CHANNEL("how a report of it came"),
  OUTCOME("how it ended"),
  TLP("how far it may be shared"),
  INDICATOR("an address, range, domain, hash, ARN, in any spelling"),
  CASE("its key or number"),
  OPENED("when it was opened: >2026-11-01, 2026-11, <7d"),
  UPDATED("when it last changed"),
  CLOSED("when it was closed"),
  DUE("when its clock ends: <24h, >2026-11-01"),
  REPORTS("how many reports it has: >=10"),
  FIGURE("what insights count it by: settled, overruled, late-resolve, ..."),
  CONFIDENCE("how sure the decision is: <0.7"),
  IS("overdue, due-soon, unsure, answered, regressed, growing, snoozed, waiting, ..."),
  SORT("clock, priority, newest, oldest, updated");

  private final String meaning;

  FilterName(String meaning) {
    this.meaning = meaning;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String meaning() {
    return meaning;
  }

  public static Optional<FilterName> of(String word) {
    var wanted =
        switch (word) {
          case "responsibility" -> "side";
          case "from" -> "reporter";
          case "key" -> "case";
          case "ip", "domain", "url", "hash", "arn", "cidr" -> "indicator";
          default -> word;
        };
    return Arrays.stream(values()).filter(n -> n.word().equals(wanted)).findFirst();
  }

  static List<String> words() {
    return Arrays.stream(values()).map(FilterName::word).toList();
  }
}
