package dev.demarc.outbound;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What another host is asked.
 *
 * @param body null to GET; to be sent by POST otherwise
 * @param patience until the answer is there in full, from the look-up of the name on
 * @param mostBytes of the answer's body
 */
public record OutboundRequest(
    URI uri,
    Map<String, String> headers,
    byte @Nullable [] body,
    Duration patience,
    int mostBytes) {

  /**
   * What came back.
   *
   * @param status of HTTP; a redirect is an answer like any other and is not followed
   */
  public record OutboundResponse(int status, byte[] body) {}

  public static OutboundRequest get(URI uri, Duration patience, int mostBytes) {
    return new OutboundRequest(uri, Map.of(), null, patience, mostBytes);
  }

  @Override
  public String toString() {
    return (body == null ? "GET " : "POST ") + uri.getHost(); // and not what may be secret
  }
}
