package dev.demarc.access;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;
import org.jspecify.annotations.Nullable;

/** What a request brought to prove who sends it: a key of the API, or a session of the console. */
public class CredentialRequest extends BaseAuthenticationRequest {

  public enum Kind {
    API_KEY,
    SESSION
  }

  public final Kind kind;
  public final String token;

  /** Where the request comes from. */
  public final @Nullable String address;

  /** Whether the request's method changes nothing. */
  public final boolean reading;

  /** Whether a page asks for it by itself, while nobody may be looking. */
  public final boolean background;

  CredentialRequest(
      Kind kind, String token, @Nullable String address, boolean reading, boolean background) {
    this.kind = kind;
    this.token = token;
    this.address = address;
    this.reading = reading;
    this.background = background;
  }
}
