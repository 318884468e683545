package dev.demarc.inventory.resolver;

import dev.demarc.shared.Problem;
import dev.demarc.shared.TypedText;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sets resolvers up for a person, and asks one to see that it answers; that keeps nothing. */
@ApplicationScoped
public class ResolverSetup {

  /**
   * @param owner null where nobody held it, or it failed
   * @param error null where it answered
   */
  public record Outcome(
      boolean answered,
      @Nullable String owner,
      @Nullable String accountId,
      @Nullable Instant validFrom,
      @Nullable Instant validUntil,
      long millis,
      @Nullable String error) {}

  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
  private static final int LONGEST = 253;

  private final Resolvers resolvers;
  private final ResolverCall call;
  private final Clock clock;

  ResolverSetup(Resolvers resolvers, ResolverCall call, Clock clock) {
    this.resolvers = resolvers;
    this.call = call;
    this.clock = clock;
  }

  /**
   * With the usual times.
   *
   * @throws Problem INVALID naming the field; CONFLICT where the name is taken
   */
  public Resolver add(
      String name,
      String url,
      String secret,
      List<String> networks,
      List<String> domains,
      String by) {
    return resolvers.add(
        new ResolverDefinition(
            name,
            url,
            secret,
            networks,
            domains,
            ResolverDefinition.TIMEOUT,
            ResolverDefinition.FRESH,
            ResolverDefinition.UNKNOWN,
            true),
        by);
  }

  /**
   * @throws Problem NOT_FOUND
   */
  public void setEnabled(UUID id, boolean on, String by) {
    var known = resolvers.read(id);
    resolvers.change(
        id,
        new ResolverDefinition(
            known.name(),
            known.url(),
            null,
            known.networks(),
            known.domains(),
            known.timeoutMillis(),
            known.freshSeconds(),
            known.unknownSeconds(),
            on),
        null,
        by);
  }

  /**
   * @throws Problem NOT_FOUND
   */
  public void remove(UUID id) {
    resolvers.remove(id);
  }

  /**
   * @param at null for now
   * @throws Problem NOT_FOUND; INVALID
   */
  public Outcome ask(UUID id, String typed, @Nullable Instant at) {
    var value = TypedText.clean(typed);
    if (value == null || value.isBlank() || value.length() > LONGEST) {
      throw Problem.invalid("value", "an address or a host name is needed");
    }
    var when = at == null ? clock.instant() : at;
    if (when.isBefore(FIRST) || when.isAfter(LAST)) {
      throw Problem.invalid("at", "must be a time such as 2026-11-20T10:15:00Z");
    }
    var resolver = resolvers.stored(id);
    long start = System.nanoTime();
    try {
      var secret = resolvers.secretOf(resolver);
      var type = value.matches("[0-9.]+|.*:.*") ? "address" : "domain";
      var answer = call.ask(resolver, secret, type, value, when);
      var holder = answer.holder();
      return new Outcome(
          true,
          holder == null ? null : holder.owner(),
          holder == null ? null : holder.accountId(),
          answer.from(),
          answer.until(),
          since(start),
          null);
    } catch (IOException failure) {
      return new Outcome(false, null, null, null, null, since(start), failure.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Outcome(false, null, null, null, null, since(start), "Demarc is stopping");
    }
  }

  private static long since(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toMillis();
  }
}
