package dev.demarc.notification;

import jakarta.persistence.Query;

/** Whose mails whoever asks sees: those about the cases that they see. */
public interface MailVisibility {

  /**
   * A condition of HQL, with {@code and} before it; empty where they see all.
   *
   * @param caseId the path of the mail's case
   */
  String whereCaseIsSeen(String caseId);

  /** Gives a query with that condition its parameters. */
  <Q extends Query> Q bind(Q query);
}
