package dev.demarc.responsibility;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells the service from host names and ARNs that AWS gives to customers' resources. */
final class HostNames {

  /** A part of a host name, and the service whose hosts carry it. First match counts. */
  private record Style(String part, String service) {}

  private static final List<Style> STYLES =
      List.of(
          new Style(".cloudfront.net", "CloudFront"),
          new Style(".execute-api.", "API Gateway"),
          new Style(".lambda-url.", "Lambda"),
          new Style(".appsync-api.", "AppSync"),
          new Style(".awsapprunner.com", "App Runner"),
          new Style(".elasticbeanstalk.com", "Elastic Beanstalk"),
          new Style(".awsglobalaccelerator.com", "Global Accelerator"),
          new Style(".amplifyapp.com", "Amplify"),
          new Style(".elb.", "ELB"),
          new Style(".rds.", "RDS"),
          new Style(".redshift.", "Redshift"),
          new Style(".cache.", "ElastiCache"),
          new Style(".es.", "OpenSearch"),
          new Style(".eks.", "EKS"),
          new Style(".ecr.", "ECR"),
          new Style(".kafka.", "MSK"),
          new Style(".mq.", "Amazon MQ"),
          new Style(".docdb.", "DocumentDB"),
          new Style(".neptune.", "Neptune"),
          new Style(".auth.", "Cognito"),
          new Style("cognito-id", "Cognito"),
          new Style(".awsapps.com", "WorkSpaces"),
          new Style("amazonses.com", "SES"),
          new Style("email-smtp.", "SES"),
          new Style(".smtp-out.", "SES"),
          new Style(".compute.", "EC2"),
          new Style("compute-1.", "EC2"),
          new Style(".s3-website", "S3"),
          new Style("s3-website", "S3"),
          new Style(".s3.", "S3"),
          new Style(".s3-", "S3"),
          new Style("s3.", "S3"),
          new Style("s3-", "S3"),
          new Style("sqs.", "SQS"),
          new Style("sns.", "SNS"),
          new Style("dynamodb.", "DynamoDB"),
          new Style("lambda.", "Lambda"),
          new Style("kinesis.", "Kinesis"));
  private static final List<String> DOMAINS =
      List.of(
          "amazonaws.com",
          "cloudfront.net",
          ".on.aws",
          "awsapprunner.com",
          "elasticbeanstalk.com",
          "awsglobalaccelerator.com",
          "amplifyapp.com",
          "awsapps.com",
          "amazonses.com",
          "amazoncognito.com",
          "api.aws");

  private HostNames() {}

  static List<String> domains() {
    return DOMAINS;
  }

  /** The service whose host the name is; empty for a host that is not AWS's. */
  static Optional<String> serviceOf(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (DOMAINS.stream().noneMatch(name::contains)) {
      return Optional.empty();
    }
    return STYLES.stream()
        .filter(s -> startsOrHolds(name, s.part()))
        .map(Style::service)
        .findFirst();
  }

  /** Whether many customers stand behind the host: SES's pool, an edge of CloudFront. */
  static boolean isShared(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return name.contains(".smtp-out.")
        || name.contains("smtp-out.amazonses.com")
        || name.contains(".r.cloudfront.net");
  }

  /** A part without a leading dot must start the name; the others may stand anywhere in it. */
  private static boolean startsOrHolds(String name, String part) {
    return part.startsWith(".") || part.endsWith(".com") || part.equals("compute-1.")
        ? name.contains(part)
        : name.startsWith(part);
  }

  /** The service part of {@code arn:partition:service:region:account:resource}. */
  static Optional<String> serviceOfArn(String arn) {
    var parts = arn.split(":", 5);
    return parts.length < 5 || parts[2].isBlank() ? Optional.empty() : Optional.of(parts[2]);
  }
}
