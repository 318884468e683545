package dev.demarc.responsibility;

import dev.demarc.responsibility.matrix.Cell;
import dev.demarc.responsibility.matrix.Layer;
import dev.demarc.responsibility.matrix.Matrix;
import dev.demarc.responsibility.matrix.ServiceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Names the facts that a report leaves out and that would decide the cell. */
final class OpenQuestions {

  /** One service of each class, to show what the answer would change. */
  private static final List<String> TYPICAL = List.of("EC2", "ECS on Fargate", "RDS", "S3");

  private final Matrix matrix;
  private final AssessmentContext known;
  private final List<OpenQuestion> questions = new ArrayList<>();

  private OpenQuestions(Matrix matrix, AssessmentContext known) {
    this.matrix = matrix;
    this.known = known;
  }

  static List<OpenQuestion> of(
      Matrix matrix, ServiceRow service, List<RaisedSignal> fired, AssessmentContext known) {
    var open = new OpenQuestions(matrix, known);
    open.askForMode(service, fired);
    open.askForService(service, fired);
    open.askForAccount(fired);
    return open.questions;
  }

  private void askForMode(ServiceRow service, List<RaisedSignal> fired) {
    var varies = service.varies();
    if (varies == null || known.answers().containsKey(OpenQuestion.modeOf(service))) {
      return;
    }
    var layers =
        fired.stream()
            .filter(f -> !f.signal().heldByCustomer())
            .map(f -> f.cell().layer())
            .filter(varies.layers()::contains)
            .distinct()
            .toList();
    if (!layers.isEmpty()) {
      questions.add(
          new OpenQuestion(
              OpenQuestion.modeOf(service),
              varies.question(),
              varies.answers().stream()
                  .flatMap(a -> option(a.answer(), a.service(), layers).stream())
                  .toList()));
    }
  }

  private void askForService(ServiceRow service, List<RaisedSignal> fired) {
    var layers =
        fired.stream().filter(OpenQuestions::needsService).map(f -> f.cell().layer()).toList();
    if (service.name().equals(Matrix.UNKNOWN) && !layers.isEmpty()) {
      questions.add(
          new OpenQuestion(
              OpenQuestion.SERVICE,
              "Which AWS service is it?",
              TYPICAL.stream().flatMap(name -> option(name, name, layers).stream()).toList()));
    }
  }

  private void askForAccount(List<RaisedSignal> fired) {
    if (fired.stream().anyMatch(f -> f.signal().sharedAddress())
        && !known.answers().containsKey(OpenQuestion.ACCOUNT)) {
      questions.add(
          new OpenQuestion(
              OpenQuestion.ACCOUNT,
              "Which account is behind this address, which AWS's customers share? Until AWS has"
                  + " found it the work is AWS's, then that customer's.",
              List.of()));
    }
  }

  private static boolean needsService(RaisedSignal fired) {
    return !fired.signal().heldByCustomer()
        && (fired.cell().layer() == Layer.GUEST_OS || fired.cell().layer() == Layer.RUNTIME);
  }

  private java.util.Optional<OpenQuestion.Option> option(
      String answer, String service, List<Layer> layers) {
    var cells = layers.stream().distinct().flatMap(l -> matrix.cell(service, l).stream()).toList();
    if (cells.isEmpty()) {
      return java.util.Optional.empty();
    }
    var meaning = cells.stream().map(Cell::summary).distinct().collect(Collectors.joining(" "));
    return java.util.Optional.of(
        new OpenQuestion.Option(answer, cells.get(0).responsibility(), meaning));
  }
}
