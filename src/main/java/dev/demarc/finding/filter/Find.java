package dev.demarc.finding.filter;

import java.util.List;

/** One lookup in one index, which gives the ids of cases. */
public sealed interface Find {

  /** Words in a case, its reports or its notes. */
  record Text(String words, How how) implements Find {}

  enum How {
    WORD,
    PREFIX,
    PHRASE
  }

  /** Indicators with exactly one of these values. */
  record Values(List<String> values) implements Find {}

  /** Indicators whose value begins so. */
  record ValuePrefix(String prefix) implements Find {}

  /**
   * Addresses and ranges from one to another, in the order of PostgreSQL's inet.
   *
   * @param first a network with its prefix length
   * @param last its last address
   */
  record Addresses(String first, String last) implements Find {}

  /** A host name and all below it. */
  record HostsBelow(String host) implements Find {}

  /** The number in a case's key. */
  record CaseNumber(long number) implements Find {}

  /** A case's key, which leads on to the case it was merged into. */
  record CaseKeyed(String key) implements Find {}

  /** A term, beside others. */
  record Term(String term) implements Find {}

  /** Who reported: an address, or the beginning of one. */
  record Reporter(String address, boolean prefix) implements Find {}

  /** Who reported: the domain of the address. */
  record ReporterDomain(String domain) implements Find {}

  /** What insights count a case by, as {@code case_figure.terms} keeps it. */
  record Figure(String term) implements Find {}
}
