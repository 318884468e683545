package dev.demarc.formats.containers;

import org.jspecify.annotations.Nullable;

/**
 * What was found in a container.
 *
 * @param state whether there are words to read
 * @param content what was wrapped, for {@link State#OPEN}; else null
 */
public record Unwrapped(State state, byte @Nullable [] content) {

  /** What the container does with what is in it. */
  public enum State {
    /** It only wraps it. */
    OPEN,
    ENCRYPTED,
    /** It holds no words, but a signature or a key. */
    EMPTY,
    DAMAGED
  }

  static final Unwrapped ENCRYPTED = new Unwrapped(State.ENCRYPTED, null);
  static final Unwrapped EMPTY = new Unwrapped(State.EMPTY, null);
  static final Unwrapped DAMAGED = new Unwrapped(State.DAMAGED, null);

  static Unwrapped open(byte[] content) {
    return new Unwrapped(State.OPEN, content);
  }

  public boolean isOpen() {
    return state == State.OPEN;
  }
}
