package dev.demarc.responsibility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Learns the built-in text model anew from the shipped examples and writes it to a file. */
public final class TrainingRun {

  private TrainingRun() {}

  public static void main(String[] args) throws IOException {
    var model = TextModel.ofShippedExamples(args[1]);
    Files.write(Path.of(args[0]), model.bytes());
    System.out.printf(
        "text model %s learned from %d reports and %d messages that state nothing%n",
        model.version(), ShippedExamples.reports().size(), ShippedExamples.manners().size());
  }
}
