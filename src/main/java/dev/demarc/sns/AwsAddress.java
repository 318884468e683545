package dev.demarc.sns;

import com.google.re2j.Pattern;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The addresses that a message may name: those of SNS itself, over HTTPS, and no others. */
final class AwsAddress {

  static final int LONGEST = 2048;

  private static final Pattern SNS =
      Pattern.compile("^sns\\.[a-zA-Z0-9-]{3,}\\.amazonaws\\.com(\\.cn)?$");

  // the name between the dots is a region: sns.s3-eu-west-1.amazonaws.com is a bucket named "sns"
  private static final Pattern IN_A_REGION =
      Pattern.compile(
          "^sns\\.([a-z]{2,8}(?:-[a-z]+){1,3}-[0-9]{1,2})\\.amazonaws\\.com(?:\\.cn)?$");

  private static final Pattern CERTIFICATE = Pattern.compile("^/[A-Za-z0-9_-]{1,120}\\.pem$");

  private AwsAddress() {}

  /**
   * @return the address of a signing certificate, in lower case up to the path
   * @throws RefusedMessage where SNS does not keep certificates there
   */
  static URI ofCertificate(String text) {
    var uri = atSns("SigningCertURL", text);
    if (uri.getRawQuery() != null || !CERTIFICATE.matches(String.valueOf(uri.getRawPath()))) {
      throw new RefusedMessage("SigningCertURL does not name a .pem file of SNS");
    }
    return URI.create("https://" + host(uri) + uri.getRawPath());
  }

  /**
   * @return the address that confirms this subscription, made anew from its checked parts
   * @throws RefusedMessage where the text asks for anything else
   */
  static URI ofConfirmation(String text, TopicArn topic, @Nullable String token) {
    var uri = atSns("SubscribeURL", text);
    if (!regionOf(uri).equals(topic.region())) {
      throw new RefusedMessage("SubscribeURL does not lead to the region of the topic");
    }
    var path = uri.getRawPath();
    var asked = parameters(String.valueOf(uri.getRawQuery()));
    boolean confirms =
        (path.isEmpty() || path.equals("/"))
            && "ConfirmSubscription".equals(asked.remove("Action"))
            && topic.value().equals(asked.remove("TopicArn"))
            && token != null
            && token.equals(asked.remove("Token"))
            && asked.isEmpty();
    if (!confirms) {
      throw new RefusedMessage("SubscribeURL does not confirm the subscription to the topic");
    }
    return URI.create(
        "https://"
            + host(uri)
            + "/?Action=ConfirmSubscription&TopicArn="
            + URLEncoder.encode(topic.value(), StandardCharsets.UTF_8)
            + "&Token="
            + URLEncoder.encode(token, StandardCharsets.UTF_8));
  }

  private static URI atSns(String field, String text) {
    var uri = parsed(field, text);
    var host = uri.getHost();
    // the authority as a whole: no user-info, no other port, nothing that hides in between
    boolean sns =
        "https".equalsIgnoreCase(uri.getScheme())
            && host != null
            && SNS.matches(host)
            && IN_A_REGION.matches(host.toLowerCase(Locale.ROOT))
            && (uri.getRawAuthority().equals(host) || uri.getRawAuthority().equals(host + ":443"))
            && uri.getRawFragment() == null;
    if (!sns) {
      throw new RefusedMessage(
          field + " does not begin with https://sns.<region>.amazonaws.com, so it is not SNS's");
    }
    return uri;
  }

  private static URI parsed(String field, String text) {
    if (text.length() > LONGEST) {
      throw new RefusedMessage(field + " is longer than " + LONGEST + " characters");
    }
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new RefusedMessage(field + " is no address");
    }
  }

  private static String host(URI uri) {
    return uri.getHost().toLowerCase(Locale.ROOT);
  }

  private static String regionOf(URI uri) {
    var parts = IN_A_REGION.matcher(host(uri));
    return parts.matches() ? parts.group(1) : "";
  }

  /** Each name once; one that comes again makes the whole unusable. */
  private static Map<String, String> parameters(String query) {
    var parameters = new HashMap<String, String>();
    for (var pair : query.split("&", 8)) {
      int equals = pair.indexOf('=');
      var name = equals < 0 ? pair : pair.substring(0, equals);
      var value = equals < 0 ? "" : pair.substring(equals + 1);
      if (parameters.put(name, decoded(value)) != null) {
        throw new RefusedMessage("SubscribeURL says something twice");
      }
    }
    return parameters;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new RefusedMessage("SubscribeURL is no address");
    }
  }
}
