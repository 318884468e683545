package dev.demarc.outbound;

import dev.demarc.outbound.OutboundRequest.OutboundResponse;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.TrustOptions;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks another host over HTTPS, with bounds that the host cannot stretch. Its name is resolved once
 * and the connection goes to an address that was checked; the certificate must be made out to the
 * name. No redirect is followed and no proxy is used.
 */
@Singleton
public class OutboundHttp {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final int LARGEST_HEADERS = 32 * 1024;

  private final OutboundAddresses addresses;
  private final Vertx vertx;
  private final @Nullable TrustOptions trusted;
  private final boolean allowHttp;

  @Inject
  OutboundHttp(OutboundAddresses addresses, Vertx vertx, OutboundSettings settings) {
    this(addresses, vertx, null, settings.allowHttp());
  }

  /**
   * @param trusted null for the authorities that this Java trusts
   */
  OutboundHttp(
      OutboundAddresses addresses, Vertx vertx, @Nullable TrustOptions trusted, boolean allowHttp) {
    this.addresses = addresses;
    this.vertx = vertx;
    this.trusted = trusted;
    this.allowHttp = allowHttp;
  }

  /**
   * Waits for the answer; not to be called on an event loop.
   *
   * @throws IOException where no such answer came; the message says why
   */
  public OutboundResponse ask(OutboundRequest request) throws IOException, InterruptedException {
    requireScheme(request.uri());
    long deadline = System.nanoTime() + request.patience().toNanos();
    IOException unreachable = null;
    for (var address : resolved(request)) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw late(request);
      }
      try {
        return ask(request, address, Duration.ofNanos(left));
      } catch (ConnectException e) {
        unreachable = e; // nothing was sent yet: the next address may be asked
      }
    }
    throw unreachable;
  }

  private void requireScheme(URI uri) throws IOException {
    var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new IOException("give an address that begins with https:// and a host's name");
    }
    if (scheme.equals("http") && !allowHttp) {
      throw new IOException(
          "it begins with http://: give an https:// address, or set demarc.outbound.allow-http to"
              + " true");
    }
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IOException("give an address that begins with https://");
    }
  }

  private Iterable<InetAddress> resolved(OutboundRequest request)
      throws IOException, InterruptedException {
    try {
      return addresses.of(request.uri().getHost(), request.patience());
    } catch (UnknownHostException e) {
      throw new IOException("no such host is known: " + request.uri().getHost());
    }
  }

  private OutboundResponse ask(OutboundRequest request, InetAddress address, Duration left)
      throws IOException, InterruptedException {
    var client = vertx.createHttpClient(options(request.uri(), left));
    try {
      return answer(client, request, address)
          .toCompletionStage()
          .toCompletableFuture()
          .get(left.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw late(request);
    } catch (ExecutionException e) {
      throw said(e.getCause() == null ? e : e.getCause());
    } finally {
      client.close(); // and with it the connection, whatever the host still sends
    }
  }

  private HttpClientOptions options(URI uri, Duration left) {
    var connect = left.compareTo(CONNECT) < 0 ? left : CONNECT;
    var options =
        new HttpClientOptions()
            .setSsl(isTls(uri))
            .setVerifyHost(true)
            .setKeepAlive(false)
            .setConnectTimeout((int) connect.toMillis())
            .setSslHandshakeTimeout(left.toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
            .setMaxHeaderSize(LARGEST_HEADERS)
            .setMaxRedirects(0);
    return trusted == null ? options : options.setTrustOptions(trusted);
  }

  private static Future<OutboundResponse> answer(
      HttpClient client, OutboundRequest request, InetAddress address) {
    var uri = request.uri();
    var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    int port = uri.getPort() < 0 ? (isTls(uri) ? 443 : 80) : uri.getPort();
    var options =
        new RequestOptions()
            .setMethod(request.body() == null ? HttpMethod.GET : HttpMethod.POST)
            .setHost(uri.getHost()) // the Host header, and whose certificate is wanted
            .setPort(port)
            .setSsl(isTls(uri))
            .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
            .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
            .setFollowRedirects(false);
    request.headers().forEach(options::addHeader);
    return client
        .request(options)
        .compose(
            ready ->
                (request.body() == null ? ready.send() : ready.send(Buffer.buffer(request.body())))
                    .compose(response -> read(ready, response, request.mostBytes())));
  }

  private static Future<OutboundResponse> read(
      HttpClientRequest request, HttpClientResponse response, int mostBytes) {
    Promise<OutboundResponse> done = Promise.promise();
    var bytes = Buffer.buffer();
    response.exceptionHandler(done::tryFail);
    response.handler(
        part -> {
          if (bytes.length() + part.length() > mostBytes) {
            done.tryFail(new IOException("its answer is larger than " + said(mostBytes)));
            request.reset();
          } else {
            bytes.appendBuffer(part);
          }
        });
    response.endHandler(
        end -> done.tryComplete(new OutboundResponse(response.statusCode(), bytes.getBytes())));
    return done.future();
  }

  private static boolean isTls(URI uri) {
    return uri.getScheme().equalsIgnoreCase("https");
  }

  private static IOException late(OutboundRequest request) {
    long millis = request.patience().toMillis();
    return new IOException(
        "it did not answer in full within "
            + (millis < 1000 ? millis + " ms" : request.patience().toSeconds() + " s"));
  }

  private static IOException said(Throwable why) {
    if (why instanceof ConnectException || why instanceof NoRouteToHostException) {
      return new ConnectException("nothing answers there");
    }
    var root = why;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause(); // what TLS has to say is behind "Failed to create SSL connection"
    }
    return new IOException(
        root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage());
  }

  private static String said(int bytes) {
    int mebibyte = 1024 * 1024;
    return bytes < mebibyte ? bytes / 1024 + " KiB" : bytes / mebibyte + " MiB";
  }
}
