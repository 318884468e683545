package dev.demarc.formats.aws;

import dev.demarc.formats.text.FirstFit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The service behind a type of resource as GuardDuty ({@code EKSCluster}), the AWS Security Finding
 * Format ({@code AwsEc2Instance}), CloudFormation ({@code AWS::EC2::Instance}) and Inspector
 * ({@code AWS_EC2_INSTANCE}) write it.
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
          .starting("Lambda", "lambda")
          .starting("KMS", "kms")
          .starting("SQS", "sqs")
          .starting("SNS", "sns")
          .starting("EFS", "efs")
          .starting("DynamoDB", "dynamodb")
          .starting("Secrets Manager", "secretsmanager");

  private AwsResourceType() {}

  /** Null where the type is unknown, or tells no service (a container runs in several). */
  static @Nullable String serviceOf(@Nullable String type) {
    if (type == null) {
      return null;
    }
    var letters =
        type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "").replaceFirst("^aws", "");
    return SERVICES.of(letters).orElse(null);
  }
}
