package dev.demarc.access;

/** What a person or a key may do; an administrator may do all that an analyst may. */
public final class Roles {

  /** Settings, people and keys, besides all of an analyst's work. */
  public static final String ADMINISTRATOR = "administrator";

  /** Reads and works cases. */
  public static final String ANALYST = "analyst";

  /** A key that only sends reports in and reads what became of them. */
  public static final String SUBMITTER = "submitter";

  private Roles() {}
}
