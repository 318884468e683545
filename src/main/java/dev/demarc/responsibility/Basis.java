package dev.demarc.responsibility;

/** On what the decision about the side rests. */
enum Basis {
  /** The wording as a whole, as the text model reads it, and beside it what signals say. */
  WORDING,
  /** Signals alone: the wording tells nothing, as in another language or beside a log. */
  SIGNALS,
  /** A field, a finding or an event of AWS's: its words are mostly names of other fields. */
  RECORD
}
