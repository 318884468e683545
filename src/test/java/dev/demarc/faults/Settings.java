package dev.demarc.faults;

import java.util.Map;

/**
 * The environment of every node, so that what takes minutes in operation takes seconds here. A name
 * that a node does not know is nothing to it.
 */
final class Settings {

  static final Map<String, String> OF_EVERY_NODE =
      Map.of(
          // what a short run sends is no flood
          "DEMARC_LIMITS_CALLS_PER_SECOND", "0",
          // each report is looked for in a mail of its own
          "DEMARC_MAIL_FOLD_AFTER", "0",
          "DEMARC_FILING_SWEEP_EVERY", "5s",
          "DEMARC_DATABASE_SOCKET_TIMEOUT", "10",
          "DEMARC_DATABASE_STATEMENT_TIMEOUT", "8s",
          "DEMARC_DATABASE_IDLE_IN_TRANSACTION_TIMEOUT", "8s",
          // a slow relay takes ten for each answer
          "DEMARC_RELAY_ANSWER_TIMEOUT", "15s",
          "DEMARC_RELAY_FINAL_ANSWER_TIMEOUT", "15s",
          "DEMARC_RELAY_START_TLS_REFUSED", "CLEAR");

  private Settings() {}
}
