package dev.demarc.intake;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Whether the disk of the database has room for more reports. Intake stops before that disk is
 * full: PostgreSQL cannot run on a full one, and what was taken in needs some of it to be filed.
 */
@ApplicationScoped
public class DiskSpace {

  @ConfigMapping(prefix = "demarc.disk")
  interface Settings {
    /** A folder on the disk of the database; without one, its space is unknown here. */
    Optional<Path> folder();

    /** Below this, no report is taken. */
    @WithDefault("256M")
    MemorySize reserve();
  }

  private static final Logger LOG = Logger.getLogger(DiskSpace.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(5);
  private static final long MEGABYTE = 1024 * 1024;

  private final @Nullable Path folder;
  private final long reserve;
  private final Clock clock;
  private final Function<Path, OptionalLong> usable;
  private Instant looked = Instant.EPOCH;
  private Instant fullUntil = Instant.EPOCH;
  private boolean isShort;

  @Inject
  DiskSpace(Settings settings, Clock clock) {
    this(
        settings.folder().orElse(null),
        settings.reserve().asLongValue(),
        clock,
        DiskSpace::usableBytes);
  }

  /**
   * @param folder null where there is nothing to look at
   * @param reserve in bytes
   * @param usable bytes on the disk of a folder; empty where that is not known
   */
  DiskSpace(@Nullable Path folder, long reserve, Clock clock, Function<Path, OptionalLong> usable) {
    this.folder = folder;
    this.reserve = reserve;
    this.clock = clock;
    this.usable = usable;
  }

  private static OptionalLong usableBytes(Path folder) {
    try {
      return OptionalLong.of(Files.getFileStore(folder).getUsableSpace());
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  /**
   * @throws OutOfSpace where no report may be taken
   */
  void require() {
    if (isShort()) {
      throw new OutOfSpace();
    }
  }

  /** Once short, it is so until a quarter more than the reserve is free. */
  public synchronized boolean isShort() {
    var now = clock.instant();
    boolean lookedJustNow = now.isBefore(looked.plus(LOOK_EVERY)) && !now.isBefore(looked);
    if (folder != null && !lookedJustNow) {
      looked = now;
      usable.apply(folder).ifPresent(this::judge);
    }
    return isShort || now.isBefore(fullUntil);
  }

  /**
   * Where PostgreSQL itself has said so, on whichever disk: after a few seconds it is tried again.
   */
  synchronized void isFull() {
    var now = clock.instant();
    if (now.isAfter(fullUntil)) {
      LOG.errorf(
          "PostgreSQL says that its disk is full: no report is taken for %d s, and none after that"
              + " until there is room",
          TRY_AGAIN_AFTER.toSeconds());
    }
    fullUntil = now.plus(TRY_AGAIN_AFTER);
  }

  private void judge(long free) {
    boolean before = isShort;
    isShort = free < (before ? reserve + reserve / 4 : reserve);
    if (isShort && !before) {
      LOG.errorf(
          "The disk that holds %s has %d MB left, less than demarc.disk.reserve (%d MB): no report"
              + " is taken until there is room",
          folder, free / MEGABYTE, reserve / MEGABYTE);
    } else if (before && !isShort) {
      LOG.warnf("The disk that holds %s has room again: reports are taken", folder);
    }
  }
}
