package dev.demarc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An OpenID Connect provider that vouches for whatever it is told: the code that a test brings back
 * holds the claims, how the token is signed, and the challenge that the verifier must fit.
 */
public class OidcProviderResource implements QuarkusTestResourceLifecycleManager {

  public static final String CLIENT = "demarc-test";
  public static final String SECRET = "a secret of the client";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final KeyPair key = newKey();
  private HttpServer server;
  private String issuer;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException("no port for the provider of the tests", e);
    }
    issuer = "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    server.createContext("/realm/.well-known/openid-configuration", this::describe);
    server.createContext("/realm/keys", this::keys);
    server.createContext("/realm/token", this::token);
    server.createContext("/realm/introspection", this::vouchForAnything);
    server.start();
    return Map.of(
        "demarc.oidc.issuer", issuer,
        "demarc.oidc.client-id", CLIENT,
        "demarc.oidc.client-secret", SECRET,
        "demarc.oidc.name", "Example Corp.",
        "demarc.oidc.roles-claim", "realm_access/roles",
        "demarc.oidc.roles.administrator", "demarc-administrators",
        "demarc.oidc.roles.lead", "demarc-leads",
        "demarc.oidc.roles.analyst", "demarc-analysts,csirt",
        "demarc.oidc.roles.auditor", "demarc-auditors");
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  private static KeyPair newKey() {
    try {
      var keys = KeyPairGenerator.getInstance("EC");
      keys.initialize(new ECGenParameterSpec("secp256r1"));
      return keys.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void describe(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        JSON.createObjectNode()
            .put("issuer", issuer)
            .put("authorization_endpoint", issuer + "/authorize")
            .put("token_endpoint", issuer + "/token")
            .put("jwks_uri", issuer + "/keys")
            .put("introspection_endpoint", issuer + "/introspection")
            .put("end_session_endpoint", issuer + "/end"));
  }

  /** Whoever asks here about a token that is not signed is told that it is good. */
  private void vouchForAnything(HttpExchange exchange) throws IOException {
    answer(
        exchange,
        200,
        JSON.createObjectNode()
            .put("active", true)
            .put("iss", issuer)
            .put("sub", "anybody")
            .put("client_id", CLIENT)
            .put("aud", CLIENT));
  }

  private void keys(HttpExchange exchange) throws IOException {
    var point = ((ECPublicKey) key.getPublic()).getW();
    var keys = JSON.createObjectNode();
    keys.putArray("keys")
        .addObject()
        .put("kty", "EC")
        .put("crv", "P-256")
        .put("use", "sig")
        .put("alg", "ES256")
        .put("kid", "one")
        .put("x", coordinate(point.getAffineX()))
        .put("y", coordinate(point.getAffineY()));
    answer(exchange, 200, keys);
  }

  private static String coordinate(BigInteger number) {
    var bytes = number.toByteArray();
    var fixed = new byte[32];
    for (int i = 0; i < Math.min(bytes.length, fixed.length); i++) {
      fixed[fixed.length - 1 - i] = bytes[bytes.length - 1 - i];
    }
    return BASE64.encodeToString(fixed);
  }

  private void token(HttpExchange exchange) throws IOException {
    var form = form(exchange);
    var basic = exchange.getRequestHeaders().getFirst("Authorization");
    var wanted = Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes());
    var code = JSON.readTree(Base64.getUrlDecoder().decode(form.getOrDefault("code", "")));
    if (!("Basic " + wanted).equals(basic)
        || !code.path("challenge").asText().equals(challenge(form.get("code_verifier")))) {
      answer(exchange, 400, JSON.createObjectNode().put("error", "invalid_grant"));
      return;
    }
    answer(
        exchange,
        200,
        JSON.createObjectNode()
            .put("access_token", "opaque")
            .put("token_type", "Bearer")
            .put("expires_in", 300)
            .put("id_token", signed(code)));
  }

  private static Map<String, String> form(HttpExchange exchange) throws IOException {
    var fields = new HashMap<String, String>();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Arrays.stream(body.split("&"))
        .map(field -> field.split("=", 2))
        .filter(field -> field.length == 2)
        .forEach(
            field -> fields.put(field[0], URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    return fields;
  }

  private static String challenge(String verifier) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return verifier == null ? null : BASE64.encodeToString(digest.digest(verifier.getBytes()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private String signed(JsonNode code) throws IOException {
    var how = code.path("signed").asText("ES256");
    var header = JSON.createObjectNode().put("typ", "JWT").put("kid", "one");
    header.put("alg", how.equals("another key") ? "ES256" : how);
    ObjectNode claims = code.path("claims").deepCopy();
    if (!claims.has("iss")) {
      claims.put("iss", issuer);
    }
    var content = part(header) + "." + part(claims);
    try {
      return content
          + "."
          + switch (how) {
            case "none" -> "";
            case "HS256" -> BASE64.encodeToString(mac(content));
            case "another key" -> BASE64.encodeToString(signature(newKey(), content));
            default -> BASE64.encodeToString(signature(key, content));
          };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(JsonNode json) throws IOException {
    return BASE64.encodeToString(JSON.writeValueAsBytes(json));
  }

  private static byte[] signature(KeyPair by, String content) throws GeneralSecurityException {
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(by.getPrivate());
    signature.update(content.getBytes());
    return signature.sign();
  }

  private static byte[] mac(String content) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(), "HmacSHA256"));
    return mac.doFinal(content.getBytes());
  }

  private static void answer(HttpExchange exchange, int status, JsonNode body) throws IOException {
    var bytes = JSON.writeValueAsBytes(body);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
