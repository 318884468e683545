package dev.demarc.console.cases.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.demarc.console.cases.page.DrawnLine.Band;
import dev.demarc.responsibility.Assessment;
import dev.demarc.responsibility.Assessment.Reading;
import dev.demarc.responsibility.MessageKind;
import dev.demarc.responsibility.OpenQuestion;
import dev.demarc.responsibility.Reason;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.Responsibility;
import dev.demarc.shared.Category;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrawnLineTest {

  private static final Matrix MATRIX = Matrix.load();

  private static Assessment decided(
      String service, Responsibility side, List<Layer> layers, Reason... reasons) {
    return assessed(service, side, layers, true, List.of(), List.of(), reasons);
  }

  private static Assessment assessed(
      String service,
      Responsibility side,
      List<Layer> layers,
      boolean sure,
      List<Reading> readings,
      List<OpenQuestion> questions,
      Reason... reasons) {
    return new Assessment(
        MessageKind.REPORT,
        Category.OTHER,
        Category.OTHER.taxonomy(),
        service,
        layers,
        side,
        0.86,
        sure,
        List.of(reasons),
        readings,
        List.of(),
        questions,
        null,
        MATRIX.version(),
        null);
  }

  private static List<Layer> lit(List<Band> bands) {
    return bands.stream().filter(Band::lit).map(Band::layer).toList();
  }

  @Test
  void the_decided_side_is_lit_and_the_engines_reading_stands_beside_it() {
    var engine = decided("EC2", Responsibility.CUSTOMER, List.of(Layer.GUEST_OS));
    var line =
        DrawnLine.of(MATRIX, decided("EC2", Responsibility.AWS, List.of(Layer.HOST)), engine);
    assertThat(lit(line.above())).isEmpty();
    assertThat(lit(line.below())).containsExactly(Layer.HOST);
    var guest = line.above().stream().filter(b -> b.layer() == Layer.GUEST_OS).findFirst();
    assertThat(guest.orElseThrow().engine().percent()).isEqualTo(86);
    var host = line.below().stream().filter(b -> b.layer() == Layer.HOST).findFirst();
    assertThat(host.orElseThrow().engine().seen()).isFalse();
    assertThat(line.overruled()).isTrue();
  }

  @Test
  void the_same_words_are_told_once_with_the_weight_of_each_reason() {
    var said =
        DrawnLine.of(
                MATRIX,
                decided(
                    "EC2",
                    Responsibility.CUSTOMER,
                    List.of(Layer.GUEST_OS),
                    guest("one", "a key was found", Responsibility.CUSTOMER),
                    guest("two", "a key was found", Responsibility.CUSTOMER),
                    guest("three", "a key was found", Responsibility.SHARED),
                    guest("four", "it was used", Responsibility.CUSTOMER)),
                null)
            .above()
            .stream()
            .filter(Band::lit)
            .findFirst()
            .orElseThrow()
            .said();
    assertThat(said)
        .extracting(words -> words.all().stream().map(q -> q.reason().signal()).toList())
        .containsExactly(List.of("one", "two"), List.of("three"), List.of("four"));
  }

  private static Reason guest(String signal, String words, Responsibility points) {
    return new Reason(signal, words, points, 1, Layer.GUEST_OS);
  }

  @Test
  void a_side_without_a_lit_layer_has_its_layer_next_to_the_line_lit_and_a_task() {
    var line =
        DrawnLine.of(MATRIX, decided("EC2", Responsibility.AWS, List.of(Layer.GUEST_OS)), null);
    assertThat(lit(line.above())).isEmpty();
    assertThat(line.below().get(0).lit()).isTrue();
    assertThat(line.below().get(0).task()).isNotBlank();
  }

  @Test
  void a_shared_layer_stands_on_both_sides_and_the_line_runs_through_it() {
    var line =
        DrawnLine.of(MATRIX, decided("EKS", Responsibility.SHARED, List.of(Layer.GUEST_OS)), null);
    assertThat(lit(line.above())).containsExactly(Layer.GUEST_OS);
    assertThat(lit(line.below())).containsExactly(Layer.GUEST_OS);
    assertThat(line.caption()).isEqualTo("The line runs through guest OS");
  }

  @Test
  void what_is_always_shared_is_a_strip_and_no_layer_of_the_stack() {
    var patch =
        new Reason("patch", "fixed in 13.20", Responsibility.SHARED, 1, Layer.PATCH_MANAGEMENT);
    var line =
        DrawnLine.of(
            MATRIX,
            decided("EC2", Responsibility.SHARED, List.of(Layer.PATCH_MANAGEMENT), patch),
            null);
    assertThat(line.strips()).extracting(DrawnLine.Strip::layer).contains(Layer.PATCH_MANAGEMENT);
    assertThat(line.above()).extracting(Band::layer).doesNotContain(Layer.PATCH_MANAGEMENT);
    assertThat(line.below()).extracting(Band::layer).doesNotContain(Layer.PATCH_MANAGEMENT);
    assertThat(line.strips().get(0).quotes()).hasSize(1);
    assertThat(line.elsewhere()).isEmpty();
  }

  @Test
  void the_same_words_have_one_number() {
    var one = new Reason("a", "open port", Responsibility.CUSTOMER, 2, Layer.NETWORK_CONFIG);
    var two = new Reason("b", "rootkit", Responsibility.CUSTOMER, 1.5, Layer.GUEST_OS);
    var same = new Reason("c", "open port", Responsibility.CUSTOMER, 1, null);
    var quotes =
        DrawnLine.numbered(decided("EC2", Responsibility.CUSTOMER, List.of(), one, two, same));
    assertThat(quotes).extracting(DrawnLine.Quote::number).containsExactly(1, 2, 1);
    assertThat(quotes).extracting(DrawnLine.Quote::first).containsExactly(true, true, false);
  }

  @Test
  void below_the_threshold_both_readings_are_drawn_with_the_line_where_each_would_run() {
    var question =
        new OpenQuestion(
            "mode:EKS",
            "How do the nodes run?",
            List.of(
                new OpenQuestion.Option("Auto Mode", Responsibility.AWS, "AWS patches them."),
                new OpenQuestion.Option(
                    "self-managed nodes", Responsibility.CUSTOMER, "The customer does.")));
    var unsure =
        assessed(
            "EKS",
            Responsibility.CUSTOMER,
            List.of(Layer.GUEST_OS),
            false,
            List.of(
                new Reading(Responsibility.CUSTOMER, 0.54),
                new Reading(Responsibility.AWS, 0.38),
                new Reading(Responsibility.SHARED, 0.08)),
            List.of(question));
    var two = TwoReadings.of(MATRIX, unsure).orElseThrow();
    assertThat(two.columns()).extracting(TwoReadings.Column::percent).containsExactly(54, 38);
    assertThat(two.columns().get(1).meaning()).isEqualTo("Auto Mode");
    assertThat(two.columns().get(0).then()).isNotBlank();
    assertThat(two.rest().responsibility()).isEqualTo(Responsibility.SHARED);
    int left = lineBelow(two, 0);
    int right = lineBelow(two, 1);
    assertThat(left).isNotNegative();
    assertThat(right).isNotNegative().isNotEqualTo(left);
    assertThat(TwoReadings.of(MATRIX, decided("EC2", Responsibility.AWS, List.of(Layer.HOST))))
        .isEmpty();
  }

  @Test
  void words_on_no_layer_stand_with_the_reading_that_they_speak_for() {
    var unsure =
        assessed(
            "EC2",
            Responsibility.CUSTOMER,
            List.of(Layer.GUEST_OS),
            false,
            List.of(
                new Reading(Responsibility.CUSTOMER, 0.54),
                new Reading(Responsibility.AWS, 0.38),
                new Reading(Responsibility.SHARED, 0.08)),
            List.of(),
            new Reason("one", "our guest", Responsibility.CUSTOMER, 2, Layer.GUEST_OS),
            new Reason("two", "AWS said so", Responsibility.AWS, 1, null),
            new Reason("three", "AWS said so", Responsibility.AWS, 0.5, Layer.PATCH_MANAGEMENT),
            new Reason("four", "both have to act", Responsibility.SHARED, 1, null));
    var two = TwoReadings.of(MATRIX, unsure).orElseThrow();
    assertThat(two.columns().get(0).besides()).isEmpty();
    assertThat(two.columns().get(1).besidesSaid())
        .singleElement()
        .satisfies(
            said -> {
              assertThat(said.first().reason().evidence()).isEqualTo("AWS said so");
              assertThat(said.all()).hasSize(2);
            });
    assertThat(two.elsewhere())
        .extracting(quote -> quote.reason().signal())
        .containsExactly("four");
  }

  private static int lineBelow(TwoReadings two, int column) {
    for (int i = 0; i < two.rows().size(); i++) {
      if (two.rows().get(i).cells().both().get(column).lineBelow()) {
        return i;
      }
    }
    return -1;
  }
}
