package dev.demarc.shared;

import org.jboss.logging.Logger;

/**
 * What a timer runs again and again. By itself a timer never again runs what once threw; this is
 * run on, and the first failure of a row of them is logged.
 */
public final class RepeatedWork implements Runnable {

  private static final Logger LOG = Logger.getLogger(RepeatedWork.class);

  private final String what;
  private final Runnable work;
  private boolean failing;

  /**
   * @param what for the log, as the subject of a sentence
   */
  public RepeatedWork(String what, Runnable work) {
    this.what = what;
    this.work = work;
  }

  /** By one thread at a time, as a timer does. */
  @Override
  public void run() {
    try {
      work.run();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        LOG.warnf(e, "%s failed; it is tried again and again", what);
      }
      failing = true;
    }
  }
}
