package dev.demarc.shared;

import java.util.Optional;

/**
 * Something that has to go on running for the node to be of use; asked for by the liveness check.
 */
public interface EngineHealth {

  /** As an operator knows it. */
  String name();

  /**
   * What a restart of the node would mend, in one sentence; never that the database is away.
   * Answers at once, from memory.
   */
  Optional<String> trouble();
}
