package dev.demarc.responsibility;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Fits what a score is worth ({@link Calibration}) to labelled texts, and says how well that holds
 * on each file when it is fitted on the others. Texts that deny a cause have no right side and are
 * left out.
 */
final class CalibrationRun {

  private static final int STEPS = 40_000;
  private static final double STEP = 0.5;

  /** Keeps a value near its start where few texts speak for it. */
  private static final double PULL = 0.002;

  private record Sample(String file, double score, Support support, boolean right) {}

  private CalibrationRun() {}

  static void print(Engine engine, List<String> files) throws IOException {
    var all = new ArrayList<Sample>();
    for (String file : files) {
      for (LabelledIncident incident : LabelledIncident.read(Path.of(file), false)) {
        if (incident.expected() != null && incident.denies() == null) {
          sample(engine, file, incident).ifPresent(all::add);
        }
      }
    }
    System.out.printf("%nconfidence, fitted on the other files each time%n");
    double error = 0;
    for (String file : files) {
      var held = all.stream().filter(s -> s.file().equals(file)).toList();
      var fitted = fit(all.stream().filter(s -> !s.file().equals(file)).toList());
      error += print(file, held, fitted) * held.size() / all.size();
    }
    var fitted = fit(all);
    System.out.printf("  mean error of the files %.3f, of all together ", error);
    System.out.printf("%.3f%n", error(all, fitted));
    System.out.printf(
        "  slope: %.2f%n  supported: %.2f%n  opposed: %.2f%n  unsupported: %.2f%n",
        fitted.slope(), fitted.supported(), fitted.opposed(), fitted.unsupported());
  }

  /** Empty where the wording decides, whose scores are probabilities. */
  private static Optional<Sample> sample(Engine engine, String file, LabelledIncident incident) {
    var weighed = engine.weigh(incident.report(), AssessmentContext.NOTHING);
    return weighed.basis() == Basis.WORDING
        ? Optional.empty()
        : Optional.of(
            new Sample(
                file,
                weighed.scores().get(0).probability(),
                weighed.support(),
                incident.acceptable().contains(weighed.side())));
  }

  private static double print(String file, List<Sample> held, Calibration fitted) {
    double said = held.stream().mapToDouble(s -> worth(s, fitted)).average().orElse(0);
    double right = held.stream().mapToDouble(s -> s.right() ? 1 : 0).average().orElse(0);
    double error = error(held, fitted);
    System.out.printf(
        "  %-28s %4d  said %.3f  right %.3f  calibration error %.3f%n",
        Path.of(file).getFileName(), held.size(), said, right, error);
    return error;
  }

  private static double error(List<Sample> samples, Calibration fitted) {
    double error = 0;
    for (int tenth = 0; tenth < 10; tenth++) {
      int bin = tenth;
      error +=
          Math.abs(
              samples.stream()
                  .filter(s -> Math.min(9, (int) (worth(s, fitted) * 10)) == bin)
                  .mapToDouble(s -> worth(s, fitted) - (s.right() ? 1 : 0))
                  .sum());
    }
    return samples.isEmpty() ? 0 : error / samples.size();
  }

  private static double worth(Sample sample, Calibration fitted) {
    return fitted.probability(sample.score(), sample.support());
  }

  private static int offset(Support support) {
    return switch (support) {
      case SUPPORTED, WORDED -> 1;
      case OPPOSED -> 2;
      case UNSUPPORTED, UNSTATED -> 3;
    };
  }

  /** Logistic regression by gradient descent on the mean loss. */
  private static Calibration fit(List<Sample> samples) {
    var values = new double[] {1, 0, 0, 0};
    for (int step = 0; step < STEPS; step++) {
      var slopes = new double[values.length];
      for (Sample sample : samples) {
        double odds = Calibration.logOdds(sample.score());
        int offset = offset(sample.support());
        double off = values[0] * odds + values[offset];
        double miss = 1 / (1 + Math.exp(-off)) - (sample.right() ? 1 : 0);
        slopes[0] += miss * odds / samples.size();
        slopes[offset] += miss / samples.size();
      }
      slopes[0] += PULL * (values[0] - 1);
      for (int i = 0; i < values.length; i++) {
        slopes[i] += i == 0 ? 0 : PULL * values[i];
        values[i] -= STEP * slopes[i];
      }
      if (Arrays.stream(slopes).allMatch(s -> Math.abs(s) < 1e-7)) {
        break;
      }
    }
    return new Calibration(values[0], values[1], values[2], values[3]);
  }
}
