package dev.demarc.access;

import java.util.Set;

/**
 * What a person or a key may do, as the methods of the API and the console ask for it. People have
 * one of administrator, lead, analyst and auditor; keys have scopes ({@link Scope}).
 */
public final class Roles {

  /** Settings, people and keys, besides all of a lead's work; sees every queue. */
  public static final String ADMINISTRATOR = "administrator";

  /** All of an analyst's work; besides, moves clocks and takes work from who has it. */
  public static final String LEAD = "lead";

  /** Reads and works cases. */
  public static final String ANALYST = "analyst";

  /** Reads what administrators and analysts read, and changes nothing but their own account. */
  public static final String AUDITOR = "auditor";

  /** A key that only sends reports in and reads what became of them. */
  public static final String SUBMITTER = "submitter";

  /**
   * An analyst whose sight no queue and no side limits, for what cannot be told apart by queue:
   * nobody is given it, it follows from the others.
   */
  public static final String ANALYST_OF_ALL = "analyst-of-all";

  private Roles() {}

  /**
   * What one request of a person may do.
   *
   * @param role the person's
   * @param reading whether its method changes nothing (RFC 9110 section 9.2.1)
   */
  public static Set<String> ofPerson(String role, boolean reading) {
    return switch (role) {
      case ADMINISTRATOR -> Set.of(ADMINISTRATOR, LEAD, ANALYST, SUBMITTER);
      case LEAD -> Set.of(LEAD, ANALYST, SUBMITTER);
      case ANALYST -> Set.of(ANALYST, SUBMITTER);
      case AUDITOR -> reading ? Set.of(AUDITOR, ANALYST, SUBMITTER) : Set.of(AUDITOR);
      default -> Set.of();
    };
  }
}
