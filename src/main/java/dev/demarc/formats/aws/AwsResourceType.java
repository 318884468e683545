package dev.demarc.formats.aws;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The service behind a type of resource as GuardDuty ({@code EKSCluster}), the AWS Security Finding
 * Format ({@code AwsEc2Instance}) and CloudFormation ({@code AWS::EC2::Instance}) write it.
 */
final class AwsResourceType {

  private record Row(String start, String service) {}

  /** The first that fits; the narrower come first. */
  private static final List<Row> ROWS =
      List.of(
          new Row("ec2volume", "EBS"),
          new Row("ec2snapshot", "EBS"),
          new Row("ec2vpc", "VPC"),
          new Row("ec2", "EC2"),
          new Row("instance", "EC2"),
          new Row("ebs", "EBS"),
          new Row("iam", "IAM"),
          new Row("accesskey", "IAM"),
          new Row("s3", "S3"),
          new Row("eks", "EKS"),
          new Row("kubernetes", "EKS"),
          new Row("ecs", "ECS"),
          new Row("rds", "RDS"),
          new Row("lambda", "Lambda"));

  private AwsResourceType() {}

  /** Null where the type is unknown, or tells no service (a container runs in several). */
  static @Nullable String serviceOf(@Nullable String type) {
    if (type == null) {
      return null;
    }
    var letters = type.toLowerCase(Locale.ROOT).replace(":", "").replaceFirst("^aws", "");
    return ROWS.stream()
        .filter(row -> letters.startsWith(row.start()))
        .map(Row::service)
        .findFirst()
        .orElse(null);
  }
}
