package dev.demarc.access;

/** The name of the cookie that carries a session's token. */
public final class SessionCookie {

  public static final String NAME = "demarc-session";

  private SessionCookie() {}
}
