package dev.demarc.responsibility;

import java.util.ArrayList;
import java.util.List;

/** Names the facts that a report leaves out and that would decide the cell. */
final class OpenQuestions {

  private OpenQuestions() {}

  static List<String> of(Matrix matrix, ServiceRow service, List<Fired> fired) {
    var questions = new ArrayList<String>();
    var varies = service.varies();
    if (varies != null) {
      fired.stream()
          .filter(f -> !f.signal().heldByCustomer())
          .map(f -> f.cell().layer())
          .filter(varies.layers()::contains)
          .distinct()
          .forEach(layer -> questions.add(modeQuestion(matrix, varies, layer)));
    }
    if (service.name().equals(Matrix.UNKNOWN) && fired.stream().anyMatch(OpenQuestions::needsIt)) {
      questions.add(
          "Which AWS service is it? On EC2 this layer is the customer's, on managed and serverless"
              + " services AWS has it or a part of it.");
    }
    if (fired.stream().anyMatch(f -> f.signal().name().equals("shared-sending-pool"))) {
      questions.add(
          "Which account sends through this shared address? Until AWS has found it the work is"
              + " AWS's, then that customer's.");
    }
    return questions;
  }

  private static boolean needsIt(Fired fired) {
    return !fired.signal().heldByCustomer()
        && (fired.cell().layer() == Layer.GUEST_OS || fired.cell().layer() == Layer.RUNTIME);
  }

  private static String modeQuestion(Matrix matrix, ServiceRow.Variation varies, Layer layer) {
    var text = new StringBuilder(varies.question());
    for (var answer : varies.answers()) {
      matrix
          .cell(answer.service(), layer)
          .ifPresent(
              cell -> text.append(' ').append(answer.answer()).append(": ").append(cell.summary()));
    }
    return text.toString();
  }
}
