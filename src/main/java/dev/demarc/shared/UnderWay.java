package dev.demarc.shared;

/** Work that was begun and that a shutdown lets end: requests, mails, jobs. */
public interface UnderWay {

  /** How much of it there is now. */
  int underWay();
}
