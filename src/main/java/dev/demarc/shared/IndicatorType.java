package dev.demarc.shared;

import com.fasterxml.jackson.annotation.JsonValue;

/** The kinds of indicator that Demarc reads, with the names the API uses. */
public enum IndicatorType {
  IPV4("ipv4"),
  IPV6("ipv6"),
  RANGE("range"),
  DOMAIN("domain"),
  URL("url"),
  EMAIL("email"),
  SHA256("sha256"),
  SHA1("sha1"),
  MD5("md5"),
  AWS_ACCOUNT("aws-account"),
  ARN("arn"),
  EC2_INSTANCE("ec2-instance"),
  ACCESS_KEY("access-key"),
  S3_BUCKET("s3-bucket");

  private final String slug;

  IndicatorType(String slug) {
    this.slug = slug;
  }

  @JsonValue
  public String slug() {
    return slug;
  }
}
