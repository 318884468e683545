package dev.demarc.triage;

/** How far the walk of a report has come. */
public enum FilingStatus {
  /** Stored, and not yet filed; the worker will. */
  RECEIVED,
  FILED,
  /** Filing failed time and again; a person has to look. */
  STUCK
}
