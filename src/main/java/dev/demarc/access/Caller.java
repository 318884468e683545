package dev.demarc.access;

import dev.demarc.shared.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for a change, and from where.
 *
 * @param address null where it is Demarc itself
 */
public record Caller(Actor actor, @Nullable String address) {

  public static final Caller SYSTEM = new Caller(Actor.SYSTEM, null);

  /** A person who is about to be signed in. */
  public static Caller of(String username, @Nullable String address) {
    return new Caller(new Actor(Actor.Kind.PERSON, username), address);
  }
}
