package dev.demarc.access;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** What a request brought to prove who sends it: a key of the API, or a session of the console. */
class CredentialRequest extends BaseAuthenticationRequest {

  enum Kind {
    API_KEY,
    SESSION
  }

  final Kind kind;
  final String token;

  CredentialRequest(Kind kind, String token) {
    this.kind = kind;
    this.token = token;
  }
}
