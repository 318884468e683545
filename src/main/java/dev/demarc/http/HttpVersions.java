package dev.demarc.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * HTTP/2 in the clear is for those only who ask for it: a proxy that passes an upgrade on no longer
 * sees what comes over that connection, so that none of its rules holds there. Over TLS, HTTP/2 is
 * agreed on when the connection is made, and with whoever ends TLS.
 */
@ApplicationScoped
class HttpVersions implements HttpServerOptionsCustomizer {

  private final HttpSettings settings;

  HttpVersions(HttpSettings settings) {
    this.settings = settings;
  }

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setHttp2ClearTextEnabled(settings.http2Cleartext());
  }
}
