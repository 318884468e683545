package dev.demarc.formats.containers;

import org.jspecify.annotations.Nullable;

/**
 * What was found in a container.
 *
 * @param state whether there are words to read
 * @param content what was wrapped, for {@link State#OPEN}; else null
 */
public record ContainerContent(State state, byte @Nullable [] content) {

  /** What the container does with what is in it. */
  public enum State {
    /** It only wraps it. */
    OPEN,
    ENCRYPTED,
    /** It holds no words, but a signature or a key. */
    EMPTY,
    DAMAGED
  }

  static final ContainerContent ENCRYPTED = new ContainerContent(State.ENCRYPTED, null);
  static final ContainerContent EMPTY = new ContainerContent(State.EMPTY, null);
  static final ContainerContent DAMAGED = new ContainerContent(State.DAMAGED, null);

  static ContainerContent open(byte[] content) {
    return new ContainerContent(State.OPEN, content);
  }
}
