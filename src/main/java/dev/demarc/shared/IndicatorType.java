package dev.demarc.shared;

import com.fasterxml.jackson.annotation.JsonValue;

/** The kinds of indicator that Demarc reads, with the names the API uses. */
public enum IndicatorType {
  IPV4("ipv4", "IPv4 address"),
  IPV6("ipv6", "IPv6 address"),
  RANGE("range", "address range"),
  DOMAIN("domain", "domain"),
  URL("url", "URL"),
  EMAIL("email", "mail address"),
  SHA256("sha256", "SHA-256"),
  SHA1("sha1", "SHA-1"),
  MD5("md5", "MD5"),
  AWS_ACCOUNT("aws-account", "AWS account"),
  ARN("arn", "ARN"),
  EC2_INSTANCE("ec2-instance", "EC2 instance"),
  ACCESS_KEY("access-key", "access key"),
  S3_BUCKET("s3-bucket", "S3 bucket");

  private final String slug;
  private final String words;

  IndicatorType(String slug, String words) {
    this.slug = slug;
    this.words = words;
  }

  /** What people call it. */
  public String words() {
    return words;
  }

  @JsonValue
  public String slug() {
    return slug;
  }
}
