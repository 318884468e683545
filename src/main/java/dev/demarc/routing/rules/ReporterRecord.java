package dev.demarc.routing.rules;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What became of a reporter's reports.
 *
 * @param settled reports whose case is closed with an outcome
 * @param falseReports of these, those that were false
 */
public record ReporterRecord(long settled, long falseReports) {

  /** Of somebody whose reports are all open, or of whom nothing is known. */
  public static final ReporterRecord NONE = new ReporterRecord(0, 0);

  /** 0 where nothing is settled: who is new has done nothing wrong. */
  @JsonIgnore
  public double falseShare() {
    return settled == 0 ? 0 : (double) falseReports / settled;
  }
}
