package dev.demarc.faults;

import java.util.List;

/** What every node is told, so that what takes minutes in operation takes seconds here. */
final class Settings {

  static final List<String> OF_EVERY_NODE =
      List.of(
          // what a short run sends is no flood
          "-Ddemarc.limits.calls-per-second=0",
          "-Ddemarc.filing.sweep-every=5s",
          "-Ddemarc.database.socket-timeout=10",
          "-Ddemarc.database.statement-timeout=8s",
          "-Ddemarc.database.idle-in-transaction-timeout=8s");

  private Settings() {}
}
