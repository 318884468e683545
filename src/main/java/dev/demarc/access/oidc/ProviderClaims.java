package dev.demarc.access.oidc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a provider says of somebody, out of an ID token that was verified.
 *
 * @param issuer who says it
 * @param subject what the issuer calls the person, always and nobody else
 * @param username what they may be called here; null where nothing is said, as the two after it
 * @param groups whatever gives them a role
 * @param provedAt when the person last showed the provider who they are; null where it does not say
 */
public record ProviderClaims(
    @Nullable String issuer,
    @Nullable String subject,
    @Nullable String username,
    @Nullable String name,
    @Nullable String email,
    Set<String> groups,
    @Nullable Instant provedAt) {

  /** Of values that people see or that are stored, this much. */
  private static final int LONGEST = 255;

  static ProviderClaims of(JsonObject token, OidcSettings settings) {
    return new ProviderClaims(
        text(token, "iss"),
        text(token, "sub"),
        text(token, settings.usernameClaim()),
        text(token, "name"),
        text(token, "email"),
        values(find(token, settings.rolesClaim())),
        token.getValue("auth_time") instanceof Number seconds
            ? Instant.ofEpochSecond(seconds.longValue())
            : null);
  }

  private static @Nullable String text(JsonObject token, String claim) {
    return token.getValue(claim) instanceof String text
            && !text.isBlank()
            && text.length() <= LONGEST
        ? text
        : null;
  }

  /** By its whole name first: names that are URLs have slashes. */
  private static @Nullable Object find(JsonObject token, String path) {
    if (token.containsKey(path)) {
      return token.getValue(path);
    }
    int slash = path.indexOf('/');
    return slash > 0 && token.getValue(path.substring(0, slash)) instanceof JsonObject inner
        ? find(inner, path.substring(slash + 1))
        : null;
  }

  private static Set<String> values(@Nullable Object claim) {
    var values = new LinkedHashSet<String>();
    if (claim instanceof String one) {
      values.add(one);
    } else if (claim instanceof JsonArray several) {
      several.stream().filter(String.class::isInstance).forEach(v -> values.add((String) v));
    }
    return values;
  }

  /** Whether it names somebody at all. */
  boolean isWhole() {
    return issuer != null && subject != null;
  }
}
