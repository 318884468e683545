package dev.demarc.formats.aws;

import dev.demarc.formats.text.FirstFit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The service behind a type of resource as GuardDuty ({@code EKSCluster}), the AWS Security Finding
 * Format ({@code AwsEc2Instance}) and CloudFormation ({@code AWS::EC2::Instance}) write it.
 */
final class AwsResourceType {

  private static final FirstFit<String> SERVICES =
      new FirstFit<String>()
          .starting("EBS", "ec2volume", "ec2snapshot")
          .starting("VPC", "ec2vpc")
          .starting("EC2", "ec2", "instance")
          .starting("EBS", "ebs")
          .starting("IAM", "iam", "accesskey")
          .starting("S3", "s3")
          .starting("EKS", "eks", "kubernetes")
          .starting("ECS", "ecs")
          .starting("RDS", "rds")
          .starting("Lambda", "lambda");

  private AwsResourceType() {}

  /** Null where the type is unknown, or tells no service (a container runs in several). */
  static @Nullable String serviceOf(@Nullable String type) {
    if (type == null) {
      return null;
    }
    var letters = type.toLowerCase(Locale.ROOT).replace(":", "").replaceFirst("^aws", "");
    return SERVICES.of(letters).orElse(null);
  }
}
