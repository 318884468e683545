package dev.demarc.console.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.console.cases.ResponsibilityLine.Row;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.MessageKind;
import dev.demarc.responsibility.Reason;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Category;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponsibilityLineTest {

  private static final Matrix MATRIX = Matrix.load();

  private static ResponsibilityLine line(String service, List<Layer> layers, Reason... reasons) {
    return ResponsibilityLine.of(
        MATRIX,
        new Assessment(
            MessageKind.REPORT,
            Category.OTHER,
            Category.OTHER.taxonomy(),
            service,
            layers,
            Responsibility.CUSTOMER,
            0.9,
            true,
            List.of(reasons),
            List.of(),
            List.of(),
            List.of(),
            null,
            MATRIX.version(),
            null));
  }

  private static Reason reason(String evidence, Layer layer) {
    return new Reason("a-signal", evidence, Responsibility.CUSTOMER, 1, layer);
  }

  private static String above(ResponsibilityLine line) {
    for (int i = 1; i < line.rows().size(); i++) {
      if (line.rows().get(i).lineAbove()) {
        return line.rows().get(i - 1).name();
      }
    }
    return null;
  }

  @Test
  void the_line_runs_higher_for_lambda_than_for_ec2() {
    assertThat(above(line("EC2", List.of(Layer.GUEST_OS)))).isEqualTo("guest-os");
    var lambda = line("Lambda", List.of(Layer.APPLICATION));
    assertThat(lambda.rows().stream().filter(row -> row.lineAbove())).hasSize(1);
    assertThat(above(lambda)).isNotEqualTo("guest-os");
    assertThat(lambda.caption()).contains(above(lambda));
  }

  @Test
  void a_lit_layer_opens_what_points_there_and_what_its_side_does() {
    var line =
        line(
            "EC2",
            List.of(Layer.GUEST_OS),
            reason("rootkit", Layer.GUEST_OS),
            reason("port 22", Layer.NETWORK_CONFIG),
            reason("urgent", null));
    var lit = line.rows().stream().filter(Row::lit).toList();
    assertThat(lit).hasSize(1);
    assertThat(lit.get(0).customerPart()).isNotBlank();
    assertThat(lit.get(0).reasons()).extracting(Reason::evidence).containsExactly("rootkit");
    assertThat(line.other()).extracting(Reason::evidence).containsExactly("port 22", "urgent");
  }

  @Test
  void what_is_aws_own_and_unlit_at_the_foot_stands_in_one_row() {
    var rows = line("EC2", List.of(Layer.GUEST_OS)).rows();
    var foot = rows.get(rows.size() - 1);
    assertThat(foot.name()).startsWith("platform, host").endsWith("facilities");
    assertThat(foot.responsibility()).isEqualTo(Responsibility.AWS);
    assertThat(foot.lineAbove()).isTrue();
  }

  @Test
  void the_lowest_layer_is_drawn_by_itself_when_it_is_lit() {
    var rows = line("EC2", List.of(Layer.FACILITIES)).rows();
    assertThat(rows.get(rows.size() - 1).name()).isEqualTo("facilities");
    assertThat(rows.get(rows.size() - 1).lit()).isTrue();
  }

  @Test
  void a_shared_layer_across_the_stack_says_what_each_side_does() {
    var rows = line("EC2", List.of(Layer.PATCH_MANAGEMENT)).rows();
    var across = rows.get(rows.size() - 1);
    assertThat(across.name()).isEqualTo("patch-management");
    assertThat(across.awsPart()).isNotBlank();
    assertThat(across.customerPart()).isNotBlank();
  }

  @Test
  void a_service_that_nobody_names_has_a_line_and_no_name() {
    var line = line("unknown", List.of(Layer.DATA));
    assertThat(line.service()).isNull();
    assertThat(line.rows()).isNotEmpty();
  }
}
