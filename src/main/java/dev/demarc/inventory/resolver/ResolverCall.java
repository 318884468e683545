package dev.demarc.inventory.resolver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.demarc.outbound.OutboundHttp;
import dev.demarc.outbound.OutboundRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Asks a resolver one question, signed; docs/resolver.openapi.yaml describes it for who answers.
 */
@ApplicationScoped
class ResolverCall {

  private static final int MOST_BYTES = 64 * 1024;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final OutboundHttp http;
  private final Clock clock;

  ResolverCall(OutboundHttp http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  /**
   * @param type {@code address} or {@code domain}
   * @throws IOException where no answer came in time or it cannot be used; the message says why
   */
  ResolverAnswer ask(StoredResolver resolver, String secret, String type, String asked, Instant at)
      throws IOException, InterruptedException {
    var body =
        JsonNodeFactory.instance
            .objectNode()
            .put("type", type)
            .put("value", asked)
            .put("at", at.toString())
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    var answer =
        http.ask(
            new OutboundRequest(
                URI.create(resolver.url()),
                Map.of(
                    "Content-Type",
                    "application/json",
                    "Accept",
                    "application/json",
                    "User-Agent",
                    "Demarc",
                    RequestSignature.HEADER,
                    RequestSignature.of(secret, clock.instant(), body)),
                body,
                Duration.ofMillis(resolver.timeoutMillis()),
                MOST_BYTES));
    if (answer.status() == NOT_FOUND) {
      return new ResolverAnswer(null, at, at, null);
    }
    if (answer.status() != OK) {
      throw new IOException("it answered " + answer.status());
    }
    return ResolverAnswer.read(answer.body(), at);
  }
}
