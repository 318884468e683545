package dev.demarc.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How often anybody may call; counted by each node for itself. A rate of 0 is no limit. */
@ConfigMapping(prefix = "demarc.limits")
interface LimitSettings {

  /** Calls of one API key, or of one address without a key. */
  @WithDefault("500")
  double callsPerSecond();

  @WithDefault("2000")
  int callsBurst();

  /** Sign-ins, and calls with a key that there is not, from one address. */
  @WithDefault("2")
  double attemptsPerSecond();

  @WithDefault("60")
  int attemptsBurst();

  /** Reports by the public form from one address. */
  @WithDefault("0.1")
  double publicReportsPerSecond();

  @WithDefault("10")
  int publicReportsBurst();

  /** Seconds until a body that stopped coming is given up. */
  @WithDefault("30")
  long bodyStallsAfter();

  /** How long any body may take, however short it is. */
  @WithDefault("30s")
  Duration bodyGrace();

  /** The same for the body of a request that proves who sends it only by that body. */
  @WithDefault("10s")
  Duration openBodyGrace();

  /** Bytes of a body that lengthen that time by a second. */
  @WithDefault("16K")
  MemorySize bodyLeastRate();

  /** Bodies that come in at a time from those who have shown a key or a session. */
  @WithDefault("500")
  int bodies();

  /** Of them, from one address; of IPv6, from one /64. */
  @WithDefault("64")
  int bodiesOfOneAddress();

  /** Bodies that come in at a time from anybody: passwords, and messages of Amazon SNS. */
  @WithDefault("200")
  int openBodies();

  @WithDefault("20")
  int openBodiesOfOneAddress();

  /** Forms with files that come in at a time from anybody, by the public form. */
  @WithDefault("8")
  int publicFiles();

  @WithDefault("2")
  int publicFilesOfOneAddress();

  /** Bytes of such a form that lengthen its time by a second. */
  @WithDefault("64K")
  MemorySize publicFilesLeastRate();

  /** For such forms alone, in the folder for uploads. */
  @WithDefault("256M")
  MemorySize publicFilesOnDisk();

  /** For bodies whose requests are not answered yet; an eighth of the heap where absent. */
  Optional<MemorySize> bodiesInMemory();

  /** For those that are too long for it, in the folder for uploads. */
  @WithDefault("2G")
  MemorySize bodiesOnDisk();

  default BodyPace bodyPace(Duration grace) {
    return new BodyPace(
        Duration.ofSeconds(bodyStallsAfter()), grace, bodyLeastRate().asLongValue());
  }

  default BodyStore.Rooms rooms(Path folder) {
    long memory =
        bodiesInMemory()
            .map(MemorySize::asLongValue)
            .orElseGet(() -> Runtime.getRuntime().maxMemory() / 8);
    return new BodyStore.Rooms(
        new BodyMemoryBudget(memory), new BodyMemoryBudget(bodiesOnDisk().asLongValue()), folder);
  }

  default BodyPace paceOfPublicFiles() {
    return new BodyPace(
        Duration.ofSeconds(bodyStallsAfter()),
        openBodyGrace(),
        publicFilesLeastRate().asLongValue());
  }

  /** The beginning of each stands in memory, as of any body. */
  default BodyStore.Rooms roomsOfPublicFiles(Path folder) {
    return new BodyStore.Rooms(
        new BodyMemoryBudget(2L * publicFiles() * BodyStore.MOST_IN_MEMORY),
        new BodyMemoryBudget(publicFilesOnDisk().asLongValue()),
        folder);
  }
}
