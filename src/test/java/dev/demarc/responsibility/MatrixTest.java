package dev.demarc.responsibility;

import static dev.demarc.responsibility.matrix.Responsibility.AWS;
import static dev.demarc.responsibility.matrix.Responsibility.CUSTOMER;
import static dev.demarc.responsibility.matrix.Responsibility.SHARED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.responsibility.matrix.Cell;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.ServiceClass;
import dev.demarc.responsibility.matrix.ServiceRow;
import dev.demarc.responsibility.matrix.Side;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MatrixTest {

  private static final Matrix MATRIX = Matrix.load();

  @Test
  void ec2_leaves_the_customer_everything_above_the_hypervisor() {
    assertThat(sides("EC2"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry(Layer.DATA, CUSTOMER),
                Map.entry(Layer.APPLICATION, CUSTOMER),
                Map.entry(Layer.IAM, CUSTOMER),
                Map.entry(Layer.SERVICE_CONFIG, CUSTOMER),
                Map.entry(Layer.NETWORK_CONFIG, CUSTOMER),
                Map.entry(Layer.RUNTIME, CUSTOMER),
                Map.entry(Layer.GUEST_OS, CUSTOMER),
                Map.entry(Layer.PLATFORM, AWS),
                Map.entry(Layer.HOST, AWS),
                Map.entry(Layer.NETWORK, AWS),
                Map.entry(Layer.HARDWARE, AWS),
                Map.entry(Layer.FACILITIES, AWS),
                Map.entry(Layer.PATCH_MANAGEMENT, SHARED),
                Map.entry(Layer.CONFIGURATION_MANAGEMENT, SHARED),
                Map.entry(Layer.AWARENESS_TRAINING, SHARED)));
  }

  @Test
  void lambda_gives_aws_the_operating_system_and_the_runtime_too() {
    assertThat(sides("Lambda"))
        .containsAllEntriesOf(
            Map.of(
                Layer.DATA, CUSTOMER,
                Layer.APPLICATION, CUSTOMER,
                Layer.IAM, CUSTOMER,
                Layer.SERVICE_CONFIG, CUSTOMER,
                Layer.NETWORK_CONFIG, CUSTOMER,
                Layer.RUNTIME, AWS,
                Layer.GUEST_OS, AWS,
                Layer.PLATFORM, AWS));
    assertThat(MATRIX.rowOf("Lambda").lineAt()).isLessThan(MATRIX.rowOf("EC2").lineAt());
  }

  @ParameterizedTest
  @CsvSource({
    "Lambda (automatic runtime updates), RUNTIME, AWS",
    "Lambda (runtime updated with the function), RUNTIME, SHARED",
    "Lambda (manual runtime updates), RUNTIME, CUSTOMER",
    "Lambda (container image), RUNTIME, SHARED",
    "Lambda (custom runtime), RUNTIME, CUSTOMER",
    "EKS self-managed nodes, GUEST_OS, CUSTOMER",
    "EKS managed node groups, GUEST_OS, SHARED",
    "EKS Auto Mode, GUEST_OS, AWS",
    "EKS Auto Mode, NETWORK_CONFIG, SHARED",
    "EKS on Fargate, GUEST_OS, AWS",
    "EKS control plane, RUNTIME, SHARED",
    "EKS control plane, NETWORK_CONFIG, SHARED",
    "ECS on EC2, GUEST_OS, CUSTOMER",
    "ECS on Fargate, GUEST_OS, AWS",
    "ECS on Fargate, RUNTIME, CUSTOMER",
    "ECS Managed Instances, GUEST_OS, AWS",
    "Elastic Beanstalk, GUEST_OS, SHARED",
    "Elastic Beanstalk, RUNTIME, SHARED",
    "RDS, GUEST_OS, AWS",
    "RDS, RUNTIME, SHARED",
    "RDS Custom, GUEST_OS, SHARED",
    "WorkSpaces, GUEST_OS, SHARED",
    "S3, RUNTIME, AWS",
    "S3, SERVICE_CONFIG, CUSTOMER",
    "API Gateway, APPLICATION, CUSTOMER",
    "SageMaker, GUEST_OS, SHARED",
    "Outposts, FACILITIES, CUSTOMER",
    "Outposts, NETWORK_CONFIG, SHARED"
  })
  void the_mode_of_a_service_decides_the_cell(String service, Layer layer, Responsibility side) {
    assertThat(MATRIX.find(service)).isPresent();
    assertThat(MATRIX.cell(service, layer)).map(Cell::responsibility).contains(side);
  }

  @ParameterizedTest
  @CsvSource({
    "EBS, GUEST_OS",
    "EBS, APPLICATION",
    "VPC, RUNTIME",
    "RDS, APPLICATION",
    "S3, APPLICATION",
    "SES, NETWORK_CONFIG",
    "IAM, NETWORK_CONFIG",
    "GuardDuty, NETWORK_CONFIG"
  })
  void a_layer_that_a_service_lacks_is_absent(String service, Layer layer) {
    assertThat(MATRIX.cell(service, layer)).isEmpty();
    assertThat(MATRIX.rowOf(service).stack()).extracting(Cell::layer).doesNotContain(layer);
  }

  @ParameterizedTest
  @EnumSource(names = {"PLATFORM", "HOST", "NETWORK", "HARDWARE", "FACILITIES"})
  void below_the_line_every_service_is_aws(Layer layer) {
    assertThat(MATRIX.services())
        .filteredOn(s -> !(s.name().equals("Outposts") && layer == Layer.FACILITIES))
        .allSatisfy(s -> assertThat(side(s, layer)).as(s.name()).isEqualTo(AWS));
  }

  @ParameterizedTest
  @EnumSource(names = {"DATA", "IAM"})
  void data_and_identities_are_the_customers_in_every_service(Layer layer) {
    assertThat(MATRIX.services())
        .allSatisfy(s -> assertThat(side(s, layer)).as(s.name()).isEqualTo(CUSTOMER));
  }

  @Test
  void an_application_is_the_customers_wherever_there_is_one() {
    assertThat(MATRIX.services())
        .filteredOn(s -> s.cell(Layer.APPLICATION).isPresent())
        .allSatisfy(s -> assertThat(side(s, Layer.APPLICATION)).isEqualTo(CUSTOMER));
  }

  @ParameterizedTest
  @EnumSource(names = {"PATCH_MANAGEMENT", "CONFIGURATION_MANAGEMENT", "AWARENESS_TRAINING"})
  void what_runs_across_the_stack_is_always_shared(Layer layer) {
    assertThat(MATRIX.services())
        .allSatisfy(s -> assertThat(side(s, layer)).as(s.name()).isEqualTo(SHARED));
  }

  @Test
  void every_cell_names_its_source_and_the_task_of_each_side_that_has_one() {
    for (ServiceRow service : MATRIX.services()) {
      for (Cell cell : service.cells().values()) {
        assertThat(cell.source().url()).startsWith("https://");
        for (Side side : Side.values()) {
          boolean has = cell.responsibility().sides().contains(side);
          assertThat(cell.partOf(side) != null).as(service.name() + " " + cell).isEqualTo(has);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "amazon s3, S3",
    "AWS Lambda, Lambda",
    "elasticloadbalancing, ELB",
    "Amazon Elastic Kubernetes Service, EKS",
    "Fargate, ECS on Fargate",
    "Step  functions, Step Functions",
    "AWS Athena, Athena"
  })
  void a_service_is_found_by_any_name_that_reports_use(String name, String service) {
    assertThat(MATRIX.find(name)).map(ServiceRow::name).contains(service);
  }

  @Test
  void a_service_that_is_not_listed_is_answered_by_its_class() {
    var athena = MATRIX.rowOf("Athena");

    assertThat(athena.listed()).isFalse();
    assertThat(athena.serviceClass()).isEqualTo(ServiceClass.SERVERLESS);
    assertThat(athena.cell(Layer.GUEST_OS)).map(Cell::responsibility).contains(AWS);
    assertThat(MATRIX.find("Nonsense")).isEmpty();
    assertThat(MATRIX.rowOf("Nonsense").name()).isEqualTo(Matrix.UNKNOWN);
  }

  private static Responsibility side(ServiceRow service, Layer layer) {
    return service.cell(layer).map(Cell::responsibility).orElse(null);
  }

  private static Map<Layer, Responsibility> sides(String service) {
    return MATRIX.rowOf(service).cells().values().stream()
        .collect(Collectors.toMap(Cell::layer, Cell::responsibility));
  }
}
