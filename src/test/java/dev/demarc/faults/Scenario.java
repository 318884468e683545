package dev.demarc.faults;

/**
 * One kind of fault.
 *
 * @param name as given to {@code bench/faults}
 * @param says in one sentence what is done and what must come out
 * @param mayNotifyTwice whether a relay takes mails that Demarc cannot know to be taken
 */
record Scenario(String name, String says, boolean mayNotifyTwice, Fault fault) {

  /** Starts nodes and load, does the harm, ends it, and leaves the counting to the caller. */
  interface Fault {
    void happen(Site site) throws Exception;
  }

  Scenario(String name, String says, Fault fault) {
    this(name, says, false, fault);
  }
}
