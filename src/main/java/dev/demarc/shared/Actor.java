package dev.demarc.shared;

/**
 * Who did something, as the timeline names them.
 *
 * @param name user name, key name or address; never null
 */
public record Actor(Kind kind, String name) {

  public enum Kind {
    ENGINE,
    PERSON,
    API_KEY,
    REPORTER,
    SYSTEM
  }

  public static final Actor ENGINE = new Actor(Kind.ENGINE, "Engine");
  public static final Actor SYSTEM = new Actor(Kind.SYSTEM, "Demarc");

  public static Actor reporter(String address) {
    return new Actor(Kind.REPORTER, address);
  }
}
