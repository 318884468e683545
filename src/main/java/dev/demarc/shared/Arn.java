package dev.demarc.shared;

import java.util.Optional;

/** An Amazon Resource Name: {@code arn:partition:service:region:account:resource}. */
public record Arn(String service, String region, String accountId, String resource) {

  private static final String INSTANCE = "instance/";

  public static Optional<Arn> of(String text) {
    var parts = text.split(":", 6);
    return parts.length == 6 && parts[0].equals("arn")
        ? Optional.of(new Arn(parts[2], parts[3], parts[4], parts[5]))
        : Optional.empty();
  }

  /** What people call it by itself: an instance by its id, a bucket or its objects by its name. */
  public Optional<String> ownName() {
    if (service.equals("ec2") && resource.startsWith(INSTANCE + "i-")) {
      return Optional.of(resource.substring(INSTANCE.length()));
    }
    var bucket = resource.replaceFirst("/.*$", "");
    return service.equals("s3") && accountId.isEmpty() && !bucket.isEmpty()
        ? Optional.of(bucket)
        : Optional.empty();
  }
}
