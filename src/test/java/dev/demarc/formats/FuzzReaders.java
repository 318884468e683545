package dev.demarc.formats;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * What {@code bench/fuzz} feeds with bytes, by the names that Jazzer looks for. It is started
 * beside the tests, not by JUnit: its agent would stay in the virtual machine that all tests share.
 */
public final class FuzzReaders {

  private FuzzReaders() {}

  /** Loading them while they are instrumented takes longer than any input may. */
  private static void loadReaders() {
    Mail.fuzzerTestOneInput("From: a@b.example\n\nhttp://192.0.2.1/".getBytes(US_ASCII));
    Json.fuzzerTestOneInput("{\"title\":\"a\"}".getBytes(US_ASCII));
    Pieces.fuzzerTestOneInput("title\na\n".getBytes(US_ASCII));
  }

  public static final class Mail {
    public static void fuzzerInitialize() {
      loadReaders();
    }

    public static void fuzzerTestOneInput(byte[] raw) {
      ReportPromises.keptBy(new Submission(raw, "message/rfc822", Samples.RECEIVED));
    }
  }

  public static final class Json {
    public static void fuzzerInitialize() {
      loadReaders();
    }

    public static void fuzzerTestOneInput(byte[] raw) {
      ReportPromises.keptBy(new Submission(raw, "application/json", Samples.RECEIVED));
    }
  }

  public static final class Pieces {
    public static void fuzzerInitialize() {
      loadReaders();
    }

    public static void fuzzerTestOneInput(byte[] raw) {
      ReportPromises.keptByPieces(raw);
    }
  }
}
