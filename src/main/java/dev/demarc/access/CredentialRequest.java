package dev.demarc.access;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import org.jspecify.annotations.Nullable;

/** What a request brought to prove who sends it: a key of the API, or a session of the console. */
class CredentialRequest extends BaseAuthenticationRequest {

  enum Kind {
    API_KEY,
    SESSION
  }

  final Kind kind;
  final String token;

  /** Where the request comes from. */
  final @Nullable String address;

  /** Whether the request's method changes nothing. */
  final boolean reading;

  /** Whether a page asks for it by itself, while nobody may be looking. */
  final boolean background;

  CredentialRequest(
      Kind kind, String token, @Nullable String address, boolean reading, boolean background) {
    this.kind = kind;
    this.token = token;
    this.address = address;
    this.reading = reading;
    this.background = background;
  }
}
