package dev.demarc.shared;

import java.util.Locale;

/**
 * Every kind of problem that the API answers with (RFC 9457): a stable type and its HTTP status.
 */
public enum ProblemType {
  UNREADABLE(400, "The body cannot be read"),
  BAD_REQUEST(400, "The request is not understood"),
  UNAUTHENTICATED(401, "A key is needed"),
  FORBIDDEN(403, "Not allowed"),
  NOT_FOUND(404, "Not found"),
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  NOT_ACCEPTABLE(406, "No such representation"),
  TIMED_OUT(408, "The body did not come"),
  CONFLICT(409, "Conflict"),
  OUT_OF_DATE(409, "Out of date"),
  PRECONDITION_FAILED(412, "Out of date"),
  TOO_LARGE(413, "Too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported content type"),
  MISDIRECTED(421, "Not served here"),
  INVALID(422, "Some fields are not valid"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  INTERNAL(500, "Something went wrong in Demarc"),
  BUSY(503, "Too much comes in"),
  NOT_READY(503, "Not ready yet"),
  UNAVAILABLE(503, "The storage is away"),
  OUTCOME_UNKNOWN(503, "It is not known whether it was stored"),
  STOPPING(503, "This node is stopping");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  /** Whether the same may work later. */
  public boolean isPassing() {
    return status == 503;
  }

  public String title() {
    return title;
  }

  /** The stable {@code type} member. */
  public String uri() {
    return "urn:demarc:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
