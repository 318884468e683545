package dev.demarc.http;

/**
 * What a path is for, and with that who may call it, how failures are told and which limits hold.
 * Asked here and nowhere else, of a path that {@link RequestTarget} took as unambiguous: what is
 * decided here is then what the router does.
 */
public enum PathKind {
  /** The API of Demarc: takes keys, answers problem details (RFC 9457). */
  API,
  /** The API in the shape of AWS's Abuse Signal: takes keys, fails as services of AWS do. */
  AWS_API,
  /** Where Amazon SNS delivers: a signature in the body takes the place of a key. */
  SNS,
  /** Health, metrics and the description of the API: open, and without a body. */
  OPERATION,
  /** Where people show their password, or what goes with it or stands for it. */
  SIGN_IN,
  /** Where strangers report and read what became of it: open, and told apart by nothing. */
  PUBLIC,
  /** Style, script and icons of the console: the same for everybody. */
  STATIC,
  /** Pages and forms: take a session's cookie, and forms its token. */
  CONSOLE;

  public static PathKind of(String path) {
    if (path.startsWith("/api/")) {
      return withoutEnd(path).equals("/api/v1/sns") ? SNS : API;
    }
    if (path.startsWith("/v1/")) {
      return AWS_API;
    }
    if (path.startsWith("/q/")) {
      return OPERATION;
    }
    if (path.startsWith("/webjars/") || path.startsWith("/console.") || path.startsWith("/icon.")) {
      return STATIC;
    }
    if (path.equals("/report-abuse") || path.startsWith("/report-abuse/")) {
      return PUBLIC;
    }
    return path.equals("/sign-in") || path.startsWith("/sign-in/") ? SIGN_IN : CONSOLE;
  }

  /** The router takes a path with a slash at its end for the one without. */
  static String withoutEnd(String path) {
    return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  /** Callers are programs that show a key or a signature; a cookie opens nothing. */
  public boolean takesKeys() {
    return this == API || this == AWS_API || this == SNS;
  }

  /** Failures are read by programs. */
  public boolean isForPrograms() {
    return takesKeys() || this == OPERATION;
  }
}
