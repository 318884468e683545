package dev.demarc.finding.filter;

import java.util.List;

/** One lookup in one index, which gives the ids of cases. */
public sealed interface IndexLookup {

  /** Words in a case, its reports or its notes. */
  record Text(String words, How how) implements IndexLookup {}

  enum How {
    WORD,
    PREFIX,
    PHRASE
  }

  /** Indicators with exactly one of these values. */
  record Values(List<String> values) implements IndexLookup {}

  /** Indicators whose value begins so. */
  record ValuePrefix(String prefix) implements IndexLookup {}

  /**
   * Addresses and ranges from one to another, in the order of PostgreSQL's inet.
   *
   * @param first a network with its prefix length
   * @param last its last address
   */
  record Addresses(String first, String last) implements IndexLookup {}

  /** A host name and all below it. */
  record HostsBelow(String host) implements IndexLookup {}

  /** The number in a case's key. */
  record CaseNumber(long number) implements IndexLookup {}

  /** A case's key, which leads on to the case it was merged into. */
  record CaseKeyed(String key) implements IndexLookup {}

  /** A term, beside others. */
  record Term(String term) implements IndexLookup {}

  /** Who reported: an address, or the beginning of one. */
  record Reporter(String address, boolean prefix) implements IndexLookup {}

  /** Who reported: the domain of the address. */
  record ReporterDomain(String domain) implements IndexLookup {}

  /** What insights count a case by, as {@code case_figure.terms} keeps it. */
  record Figure(String term) implements IndexLookup {}
}
