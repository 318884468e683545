package dev.demarc.faults;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Clocks that jump, and time zones that change; Debian's faketime bends the clock of a node. */
final class ClockFaults {

  static final List<Scenario> ALL =
      List.of(
          new Scenario(
              "clock-jumps",
              "The clock of one of two nodes jumps an hour ahead under load, then an hour back,"
                  + " then to what it was.",
              ClockFaults::jumps),
          new Scenario(
              "daylight-saving",
              "Two nodes and the database's sessions stand in three time zones while one of them"
                  + " leaves daylight saving time.",
              ClockFaults::daylightSaving));

  /** New York leaves daylight saving time. */
  private static final Instant CHANGE = Instant.parse("2025-11-02T06:00:00Z");

  private static final Duration UNTIL_CHANGE = Duration.ofSeconds(90);

  private ClockFaults() {}

  private static void jumps(Site site) throws Exception {
    var clock = site.folder().resolve("clock");
    var bent = site.launch(site.database().proxy(), bentBy(clock));
    site.launch(site.database().proxy(), Map.of());
    site.nodes().forEach(Node::awaitReady);
    site.load(6, 20);
    for (var offset : List.of("+3600", "-3600", "+0")) {
      Wait.seconds(5);
      set(clock, offset);
    }
    site.faultEnds();
    site.require(bent.isAlive(), "the node survives");
  }

  private static void daylightSaving(Site site) throws Exception {
    var clock = site.folder().resolve("clock");
    var environment = bentBy(clock);
    long offset = CHANGE.minus(UNTIL_CHANGE).getEpochSecond() - Instant.now().getEpochSecond();
    set(clock, Long.toString(offset));
    site.database().execute("alter role demarc set timezone to 'Europe/Berlin'");
    for (var zone : List.of("America/New_York", "Australia/Lord_Howe")) {
      site.launch(site.database().proxy(), environment, "-Duser.timezone=" + zone);
    }
    site.nodes().forEach(Node::awaitReady);
    site.load(6, 15);
    var atChange = CHANGE.minusSeconds(offset);
    site.require(atChange.isAfter(Instant.now()), "the nodes were ready before the change");
    while (Instant.now().isBefore(atChange.plusSeconds(5))) {
      Wait.millis(200);
    }
    site.faultEnds();
  }

  /** What makes the clock of a process that of the machine and the seconds in this file. */
  private static Map<String, String> bentBy(Path clock) throws IOException {
    set(clock, "+0");
    return Map.of(
        "LD_PRELOAD", faketime().toString(),
        "FAKETIME_TIMESTAMP_FILE", clock.toString(),
        "FAKETIME_CACHE_DURATION", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        // with the library's own notion of these waits, the JVM's return at once
        "FAKETIME_FORCE_MONOTONIC_FIX", "0",
        "TZ", "UTC");
  }

  private static void set(Path clock, String offset) throws IOException {
    Files.writeString(clock, offset + "\n");
  }

  private static Path faketime() throws IOException {
    try (DirectoryStream<Path> places = Files.newDirectoryStream(Path.of("/usr/lib"))) {
      for (var place : places) {
        var library = place.resolve("faketime/libfaketimeMT.so.1");
        if (Files.exists(library)) {
          return library;
        }
      }
    }
    throw new Skipped("Debian's package faketime is not installed");
  }
}
