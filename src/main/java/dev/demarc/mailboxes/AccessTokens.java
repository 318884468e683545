package dev.demarc.mailboxes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.demarc.outbound.OutboundHttp;
import dev.demarc.outbound.OutboundRequest;
import dev.demarc.shared.Problem;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.TypedText;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the access tokens that mailboxes are signed in to with (RFC 6749 sections 4.4 and 6),
 * and keeps each until shortly before it ends.
 */
@Singleton
class AccessTokens {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int MOST_BYTES = 64 * 1024;
  private static final int LONGEST_QUOTE = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A token that ends while the server is spoken to is of no use. */
  private static final Duration AHEAD = Duration.ofMinutes(2);

  /** Where nothing is said of its end. */
  private static final long SHORT_SECONDS = 300;

  private static final long LONGEST_SECONDS = 24 * 3600;

  private record HeldToken(int revision, String token, Instant until) {}

  private final Mailboxes mailboxes;
  private final OutboundHttp http;
  private final Clock clock;
  private final Map<UUID, HeldToken> held = new ConcurrentHashMap<>();
  private volatile UnaryOperator<URI> route = UnaryOperator.identity();

  AccessTokens(Mailboxes mailboxes, OutboundHttp http, Clock clock) {
    this.mailboxes = mailboxes;
    this.http = http;
    this.clock = clock;
  }

  /** Tests lead to a server of their own what would go to an https address. */
  void routeThrough(UnaryOperator<URI> other) {
    route = other;
  }

  /**
   * @return the way with a token in the place of the password, where it is one with tokens
   * @throws Problem where there is none to be had; the message says what to do
   */
  ImapSettings signedIn(ImapSettings imap) {
    var tokens = imap.tokens();
    if (tokens == null) {
      return imap;
    }
    var known = held.get(imap.id());
    if (known == null
        || known.revision() != imap.revision()
        || !clock.instant().isBefore(known.until())) {
      known = fetched(imap, tokens);
      held.put(imap.id(), known);
    }
    return imap.with(known.token());
  }

  /** The server refused the token. */
  void forget(UUID id) {
    held.remove(id);
  }

  private HeldToken fetched(ImapSettings imap, ImapSettings.Tokens tokens) {
    var asked = clock.instant();
    var answer = answer(tokens);
    var token = answer.path("access_token").asText("");
    if (token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new Problem(
          ProblemType.CONFLICT,
          "The answer of " + host(tokens) + " holds no access token. Is that a token endpoint?");
    }
    var renewed = answer.path("refresh_token").asText("");
    if (!renewed.isEmpty() && !renewed.equals(tokens.refreshToken())) {
      mailboxes.storeRefreshToken(imap.id(), imap.revision(), renewed);
    }
    long seconds = answer.path("expires_in").asLong(SHORT_SECONDS);
    var life = Duration.ofSeconds(Math.max(0, Math.min(LONGEST_SECONDS, seconds)));
    var ahead = life.dividedBy(2).compareTo(AHEAD) < 0 ? life.dividedBy(2) : AHEAD;
    return new HeldToken(imap.revision(), token, asked.plus(life).minus(ahead));
  }

  private JsonNode answer(ImapSettings.Tokens tokens) {
    var question =
        new OutboundRequest(
            route.apply(URI.create(tokens.endpoint())),
            Map.of(
                "Content-Type", "application/x-www-form-urlencoded", "Accept", "application/json"),
            form(tokens).getBytes(StandardCharsets.UTF_8),
            PATIENCE,
            MOST_BYTES);
    try {
      var answer = http.ask(question);
      var json = parsed(answer.body());
      if (answer.status() != 200) {
        throw refusal(tokens, answer.status(), json);
      }
      return json;
    } catch (IOException e) {
      throw new Problem(
          ProblemType.UNAVAILABLE,
          "No token came from "
              + host(tokens)
              + ": "
              + quoted(e.getMessage())
              + ". Check the token endpoint, and whether a firewall is between.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(
          ProblemType.UNAVAILABLE, "A token was asked for while Demarc was stopping.");
    }
  }

  private static String form(ImapSettings.Tokens tokens) {
    var members = new LinkedHashMap<String, String>();
    members.put("grant_type", tokens.grant().slug());
    members.put("client_id", tokens.clientId());
    members.put("client_secret", tokens.clientSecret());
    members.put("refresh_token", tokens.refreshToken());
    members.put("scope", tokens.scope());
    return members.entrySet().stream()
        .filter(member -> member.getValue() != null)
        .map(member -> member.getKey() + "=" + encoded(member.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private static JsonNode parsed(byte[] body) {
    try {
      var json = JSON.readTree(body);
      return json == null ? JSON.missingNode() : json;
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }

  /** RFC 6749 section 5.2. */
  private static Problem refusal(ImapSettings.Tokens tokens, int status, JsonNode json) {
    var error = json.path("error").asText("");
    var description = json.path("error_description").asText("");
    var said =
        host(tokens)
            + " gives no token: "
            + (error.isEmpty() ? "it answered " + status : quoted(error))
            + (description.isEmpty() ? "" : " (" + quoted(description) + ")")
            + ". ";
    var advice =
        switch (error) {
          case "invalid_client", "unauthorized_client" ->
              "Check client id and client secret; a secret may have run out.";
          case "invalid_grant" ->
              "The refresh token counts no more: agree once more at the provider, and give the new"
                  + " one.";
          case "invalid_scope" -> "Check the scope.";
          case "unsupported_grant_type" -> "Choose the other grant, or check the token endpoint.";
          default -> "Check the token endpoint, client id and scope.";
        };
    return new Problem(ProblemType.CONFLICT, said + advice);
  }

  private static String host(ImapSettings.Tokens tokens) {
    return URI.create(tokens.endpoint()).getHost();
  }

  private static String quoted(@Nullable String words) {
    var line = String.valueOf(TypedText.clean(words)).replaceAll("\\s+", " ").strip();
    var whole = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    return whole.length() > LONGEST_QUOTE ? whole.substring(0, LONGEST_QUOTE) : whole;
  }
}
