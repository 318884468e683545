package dev.demarc.http;

import dev.demarc.shared.CallerNetwork;
import dev.demarc.shared.ProblemType;
import dev.demarc.shared.Sha256;
import dev.demarc.shared.TokenBuckets;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers 429 to whoever calls too often, before the database is asked who that is. One call is one
 * call, however many reports its body holds. Health, metrics and the console's pages are not
 * counted, signing in is.
 */
@ApplicationScoped
class RateLimit {

  private static final String BEARER = "bearer ";
  private static final int MOST_KNOWN = 10_000;

  /** What was counted so far, by key or address. */
  private record Counted(TokenBuckets calls, TokenBuckets attempts, TokenBuckets publicReports) {

    static Counted by(LimitSettings limits) {
      return new Counted(
          new TokenBuckets(limits.callsPerSecond(), limits.callsBurst(), System::nanoTime),
          new TokenBuckets(limits.attemptsPerSecond(), limits.attemptsBurst(), System::nanoTime),
          new TokenBuckets(
              limits.publicReportsPerSecond(), limits.publicReportsBurst(), System::nanoTime));
    }
  }

  private volatile Counted counted;
  private final MeterRegistry meters;

  /** Keys that were valid when they were last shown: a stranger's failures do not shut them out. */
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  RateLimit(LimitSettings settings, MeterRegistry meters) {
    this.counted = Counted.by(settings);
    this.meters = meters;
  }

  /** Counts anew, by these limits. */
  void countBy(LimitSettings limits) {
    counted = Counted.by(limits);
  }

  void install(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE + 2).handler(this::check);
  }

  private void check(RoutingContext request) {
    var kind = PathKind.of(request.normalizedPath());
    if (kind.takesKeys()) {
      checkCall(request, kind == PathKind.SNS ? null : key(request));
    } else if (kind == PathKind.OPERATION && key(request) != null) {
      checkCall(request, key(request));
    } else if (kind == PathKind.PUBLIC && request.request().method() != HttpMethod.GET) {
      goOn(request, counted.publicReports().take(address(request)), "public-form");
    } else if (kind == PathKind.PUBLIC) {
      goOn(request, counted.calls().take(address(request)), "address");
    } else if (kind == PathKind.SIGN_IN && isAttempt(request)) {
      goOn(request, counted.attempts().take(address(request)), "sign-in");
    } else {
      request.next();
    }
  }

  /** A form with a password or a code, or an answer of a provider, which is asked about it. */
  private static boolean isAttempt(RoutingContext request) {
    return request.request().method() == HttpMethod.POST || request.queryParams().contains("state");
  }

  /**
   * @param key null where the address is counted, as for SNS: nobody asks whether a key that comes
   *     with a message is one, so that each call could show another
   */
  private void checkCall(RoutingContext request, @Nullable String key) {
    if (key == null) {
      goOn(request, counted.calls().take(address(request)), "address");
      return;
    }
    long wait = known.contains(key) ? 0 : counted.attempts().untilNext(address(request));
    if (wait == 0) {
      request.addEndHandler(ended -> learn(request, key));
      goOn(request, counted.calls().take(key), "key");
    } else {
      goOn(request, wait, "unknown-key");
    }
  }

  /** A digest: the key itself is kept nowhere. */
  private static @Nullable String key(RoutingContext request) {
    var header = request.request().getHeader("Authorization");
    if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return null;
    }
    var token = header.substring(BEARER.length()).trim().getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(Sha256.of(token));
  }

  private static String address(RoutingContext request) {
    var remote = request.request().remoteAddress();
    return CallerNetwork.of(remote == null ? null : remote.hostAddress());
  }

  private void learn(RoutingContext request, String key) {
    int status = request.response().getStatusCode();
    if (request.user() != null) {
      if (known.size() >= MOST_KNOWN) {
        known.clear();
      }
      known.add(key);
    } else if (status == 401 || status == 403) {
      known.remove(key);
      counted.attempts().take(address(request));
    }
  }

  private void goOn(RoutingContext request, long wait, String by) {
    if (wait == 0) {
      request.next();
      return;
    }
    meters.counter("demarc.throttled", "by", by).increment();
    long seconds = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(wait + 999_999_999));
    request.response().putHeader("Retry-After", Long.toString(seconds));
    EarlyAnswer.refuse(
        request,
        ProblemType.TOO_MANY_REQUESTS,
        by.equals("public-form")
            ? "Many reports came from your address; wait "
                + seconds
                + " s and send it again, or send a mail."
            : by.equals("unknown-key") || by.equals("sign-in")
                ? "There were too many failures from your address; wait " + seconds + " s."
                : "You call more often than this node takes; send the same request again in "
                    + seconds
                    + " s. Many reports go in one call as NDJSON or CSV.");
  }
}
