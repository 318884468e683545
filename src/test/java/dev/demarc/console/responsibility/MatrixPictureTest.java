package dev.demarc.console.responsibility;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.responsibility.matrix.ServiceRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixPictureTest {

  private static final Matrix SHIPPED = Matrix.load();
  private static final String ENGINE_OF_BOTH =
      "      side: shared\n      aws: Patch the engine and its operating system in the maintenance"
          + " window.\n";

  /** As shipped, but engines are the customer's alone. */
  private static Matrix draft() {
    var yaml = Matrix.shippedYaml();
    assertThat(yaml).contains(ENGINE_OF_BOTH);
    return Matrix.parse("draft", yaml.replace(ENGINE_OF_BOTH, "      side: customer\n"));
  }

  @Test
  void each_named_service_is_in_one_column_with_those_of_its_shape() {
    var shapes = ServiceGroup.of(SHIPPED);
    assertThat(shapes.stream().flatMap(shape -> shape.services().stream()))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            SHIPPED.services().stream().filter(ServiceRow::listed).toList());
    for (var shape : shapes) {
      assertThat(shape.services())
          .allMatch(row -> ServiceGroup.sides(row).equals(ServiceGroup.sides(shape.first())));
    }
  }

  @Test
  void the_line_runs_below_the_customers_layers_and_through_shared_ones() {
    assertThat(ServiceGroup.lineOf(SHIPPED.rowOf("EC2"))).isEqualTo(7);
    assertThat(ServiceGroup.lineOf(SHIPPED.rowOf("S3"))).isEqualTo(5);
    assertThat(ServiceGroup.lineOf(SHIPPED.rowOf("RDS"))).isEqualTo(5.5);
  }

  @Test
  void a_cell_of_the_customer_below_the_line_is_drawn_apart() {
    var picture = MatrixPicture.of(ServiceGroup.of(SHIPPED), null, null);
    assertThat(
            picture.groups().stream()
                .flatMap(group -> group.columns().stream())
                .filter(column -> column.cells().stream().anyMatch(MatrixPicture.Box::apart))
                .map(MatrixPicture.Column::name))
        .containsExactly("Outposts");
  }

  @Test
  void a_draft_is_told_by_the_cells_that_change_with_both_lines() {
    var comparison = MatrixComparison.of(SHIPPED, draft());
    assertThat(comparison.changes())
        .allMatch(change -> change.layer() == Layer.RUNTIME)
        .anyMatch(change -> change.services().contains("RDS"));
    assertThat(comparison.changes().get(0).before().responsibility())
        .isEqualTo(Responsibility.SHARED);
    assertThat(comparison.picture().before()).isNotNull().isNotEqualTo(comparison.picture().line());
    assertThat(comparison.changedShapes()).isPositive();
  }

  @Test
  void a_draft_that_changes_nothing_has_no_picture() {
    var comparison = MatrixComparison.of(SHIPPED, Matrix.load());
    assertThat(comparison.picture()).isNull();
    assertThat(comparison.changes()).isEqualTo(List.of());
  }
}
